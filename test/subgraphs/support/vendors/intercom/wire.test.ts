// Intercom's contacts as records, without a server.
import { IntercomContact, toPersonRecord, type Account } from '../../../../../subgraphs/support/vendors/intercom/wire';
import { canonicalId } from '../../../../../subgraphs/support/vendors/intercom/contacts';

const account: Account = { source: 'chat', workspaceUrl: null, phoneRegion: 'DE', externalId: undefined };
const LEAST = { type: 'contact', id: '6a', role: 'lead', created_at: 1_700_000_000 };

const read = (fields: object, of: Partial<Account> = {}) =>
  toPersonRecord(IntercomContact.parse({ ...LEAST, ...fields }), { ...account, ...of });

describe('a contact', () => {
  it('says nothing that Intercom does not say', () => {
    expect(read({})).toEqual({
      ...{ id: 'chat:contact:6a', url: null, kind: 'PERSON', name: { full: null, given: null, family: null }, emails: [], phones: [] },
      ...{ addresses: [], company: null, jobTitle: null, language: null, taxId: null, birthDate: null, employees: null, consents: [] },
      ...{ externalIds: [], createdAt: '2023-11-14T22:13:20.000Z', updatedAt: null, movedTo: null, raw: LEAST },
    });
  });

  it('has no values that are none', () => {
    expect(
      read({ email: '', name: ' ', phone: 'ask', external_id: '', language_override: ' ' }, { externalId: 'hubspot:contact' }),
    ).toMatchObject({
      ...{ emails: [], name: { full: null }, phones: [], externalIds: [], language: null },
    });
  });

  it('has an external id only where it is known whose ids those are', () => {
    expect(read({ external_id: '501' }).externalIds).toEqual([]);
    expect(read({ external_id: '501' }, { externalId: 'crm:contact' }).externalIds).toEqual(['crm:contact:501']);
  });

  it('reads numbers as they are dialled at home', () => {
    expect(read({ phone: '030 901820' }).phones).toEqual([{ value: '+4930901820', primary: true, shared: false }]);
    expect(read({ phone: '030 901820' }, { phoneRegion: undefined }).phones).toEqual([]);
  });

  it('of a mailbox of a function is an organisation', () => {
    expect(read({ email: 'Info@Acme.example' })).toMatchObject({ kind: 'ORGANIZATION', emails: [{ value: 'info@acme.example' }] });
  });

  it('who unsubscribed took the consent back, and who did not never gave it', () => {
    expect(read({ email: 'a@example.com', unsubscribed_from_emails: false }).consents).toEqual([]);
    expect(read({ unsubscribed_from_emails: true }).consents).toEqual([
      { channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', address: null, at: null },
    ]);
  });

  it('keeps all that Intercom says, custom attributes among it, as the raw record', () => {
    const custom_attributes = { plan: 'pro', seats: 3, admin: true };
    expect(read({ custom_attributes, workspace_id: 'w' }).raw).toEqual({ ...LEAST, custom_attributes, workspace_id: 'w' });
  });

  it.each([{ id: 7 }, { created_at: '2026-01-01' }, { type: 'user' }, { email: 7 }])('that is none is refused: %j', (fields) => {
    expect(IntercomContact.safeParse({ ...LEAST, ...fields }).success).toBe(false);
  });
});

describe('a link to what a merged contact became', () => {
  it.each([
    ['</contacts/6762f0d01bb69f9f2193bb7d>; rel="canonical"', '6762f0d01bb69f9f2193bb7d'],
    ['<https://api.intercom.io/contacts/6a>; rel=canonical', '6a'],
    ['</contacts/1>; rel="next", </contacts/2>; rel="canonical"', '2'],
    ['</contacts/../me>; rel="canonical"', null],
    ['</companies/6a>; rel="canonical"', null],
    ['</contacts/6a>; rel="next"', null],
    ['', null],
    [undefined, null],
  ])('%j names %j', (link, id) => {
    expect(canonicalId(link)).toBe(id);
  });
});
