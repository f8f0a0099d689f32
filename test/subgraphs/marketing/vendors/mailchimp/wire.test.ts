import { MailchimpMember, MEMBER_FIELDS, toMarketingRecord, type Account } from '../../../../../subgraphs/marketing/vendors/mailchimp/wire';

const account: Account = {
  ...{ source: 'mail-eu', dataCentre: 'us6', phoneRegion: 'DE' },
  crosswalk: [
    { records: 'hubspot:contact', tag: 'CRMID' },
    { records: 'zendesk:user', tag: 'HELPID' },
  ],
};

const aMember = (more: object) => ({
  contact_id: 'c0ffee',
  list_id: 'a1b2',
  email_address: 'anna@example.com',
  status: 'subscribed',
  ...more,
});
const recordOf = (more: object) => toMarketingRecord(MailchimpMember.parse(aMember(more)), account);

describe('a Mailchimp member', () => {
  it('has nothing that Mailchimp leaves empty', () => {
    const empty = {
      ...{ merge_fields: { FNAME: '', LNAME: ' ', ADDRESS: '', PHONE: '', BIRTHDAY: '', COMPANY: '' }, language: '', email_address: '' },
      // As the real one answers where there is no time.
      ...{ timestamp_signup: '', timestamp_opt: '', last_changed: '' },
    };
    expect(recordOf(empty)).toEqual({
      id: 'mail-eu:member:a1b2-c0ffee',
      url: null,
      kind: 'PERSON',
      name: { full: null, given: null, family: null },
      emails: [],
      phones: [],
      addresses: [],
      company: null,
      jobTitle: null,
      language: null,
      taxId: null,
      birthDate: null,
      employees: null,
      consents: [],
      externalIds: [],
      createdAt: null,
      updatedAt: null,
      movedTo: null,
      raw: aMember(empty),
      bounce: null,
      lastEngagedAt: null,
    });
  });

  it('has its address, number, name and place in the house’s form', () => {
    const ADDRESS = { addr1: 'Hauptstr. 1', addr2: '', city: 'Berlin', state: 'BE', zip: '10115', country: 'DE' };
    const record = recordOf({
      ...{ email_address: 'Anna@Example.com', web_id: 7, language: 'pt_PT', last_changed: '2025-09-01T12:00:00+02:00' },
      merge_fields: { FNAME: ' Anna', LNAME: 'Muster', PHONE: '030 901820', COMPANY: 'Acme', ADDRESS, CRMID: 501, HELPID: ' 77 ', AGE: 44 },
    });
    expect(record).toMatchObject({
      url: 'https://us6.admin.mailchimp.com/lists/members/view?id=7',
      name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
      emails: [{ value: 'anna@example.com', primary: true, verified: null }],
      phones: [{ value: '+4930901820', primary: true, shared: false }],
      addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
      company: 'Acme',
      language: 'pt-PT',
      externalIds: ['hubspot:contact:501', 'zendesk:user:77'],
      updatedAt: '2025-09-01T10:00:00.000Z',
      raw: { merge_fields: { AGE: 44 } },
    });
  });

  it('has no birth date of a birthday, and no address of a country alone', () => {
    const merge_fields = { BIRTHDAY: '04/17', ADDRESS: { addr1: '', city: '', zip: '', country: 'US' } };
    expect(recordOf({ merge_fields })).toMatchObject({ birthDate: null, addresses: [] });
  });

  it('is an organisation where a role mailbox is its address', () => {
    expect(recordOf({ email_address: 'info@acme.example' }).kind).toBe('ORGANIZATION');
  });

  it('never shows the hash of its address', () => {
    expect(MEMBER_FIELDS).not.toContain('id');
    expect(JSON.stringify(recordOf({ id: 'd41d8cd98f00b204e9800998ecf8427e' }))).not.toContain('d41d8cd98f00b204e9800998ecf8427e');
  });

  it('is asked for without what nobody here needs to know', () => {
    expect(MEMBER_FIELDS.join()).not.toMatch(/\bip_|location|last_note|email_client/);
  });

  it.each([
    { contact_id: null },
    { contact_id: 'a/b' },
    { list_id: 7 },
    { status: null },
    { last_changed: 'yesterday' },
    { email_address: 7 },
  ])('is refused with %j', (wrong) => expect(MailchimpMember.safeParse(aMember(wrong)).success).toBe(false));
});

describe('consent', () => {
  const at = '2025-03-01T10:05:00+00:00';
  const told = (status: string) => recordOf({ status, timestamp_opt: at, last_changed: '2026-01-01T00:00:00+00:00' });

  it.each([
    ['subscribed', 'GRANTED', '2025-03-01T10:05:00.000Z'],
    // Since when is not told: the last change may have been another one.
    ['unsubscribed', 'REVOKED', null],
    ['cleaned', 'UNKNOWN', null],
    ['pending', 'UNKNOWN', null],
    ['transactional', 'UNKNOWN', null],
    ['archived', 'UNKNOWN', null],
    ['something new', 'UNKNOWN', null],
  ])('of who is %s is %s', (status, consent, since) => {
    expect(told(status).consents).toEqual([
      { channel: 'EMAIL', purpose: 'marketing', status: consent, address: 'anna@example.com', at: since },
    ]);
  });

  it('is no matter of an address that does not work', () => {
    expect(told('cleaned').bounce).toEqual({ at: null });
    expect(told('unsubscribed').bounce).toBeNull();
  });
});
