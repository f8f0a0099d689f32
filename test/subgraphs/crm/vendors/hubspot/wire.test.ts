import {
  AssociationBatch,
  ENGAGEMENTS,
  HubspotObject,
  idsOf,
  toActivity,
  toCrmRecord,
  toDeal,
  toOwner,
  type Account,
} from '../../../../../subgraphs/crm/vendors/hubspot/wire';
import { toCompany, toCompanyRecord } from '../../../../../subgraphs/crm/vendors/hubspot/company-wire';

const account: Account = { source: 'crm-eu', portalId: undefined, currency: undefined, phoneRegion: 'DE', crosswalk: [] };

function anObject(properties: Record<string, string | null>): HubspotObject {
  return { id: '7', properties, createdAt: '2025-01-02T03:04:05.678Z', updatedAt: '2025-02-03T04:05:06Z' };
}

describe('a HubSpot contact', () => {
  it('has nothing that HubSpot leaves empty', () => {
    const empty = { firstname: '', lastname: ' ', email: '', hs_additional_emails: ';', phone: '', city: '', lifecyclestage: null };
    expect(toCrmRecord(anObject(empty), account)).toEqual({
      id: 'crm-eu:contact:7',
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
      createdAt: '2025-01-02T03:04:05.678Z',
      updatedAt: '2025-02-03T04:05:06.000Z',
      movedTo: null,
      raw: anObject(empty),
      lifecycleStage: null,
      leadStatus: null,
      leadSource: null,
      ownerId: null,
      companyId: null,
    });
  });

  it('has one name where only one is known', () => {
    expect(toCrmRecord(anObject({ lastname: 'Muster' }), account).name).toEqual({ full: 'Muster', given: null, family: 'Muster' });
  });

  it('lists an address once, and drops what is none', () => {
    const contact = anObject({ email: 'A@Example.com', hs_additional_emails: 'a@example.com;not an address;B@Example.com' });
    expect(toCrmRecord(contact, account).emails).toEqual([
      { value: 'a@example.com', primary: true, verified: null },
      { value: 'b@example.com', primary: false, verified: null },
    ]);
  });

  it('has no primary address where HubSpot names none', () => {
    const contact = anObject({ email: null, hs_additional_emails: 'b@example.com' });
    expect(toCrmRecord(contact, account).emails).toEqual([{ value: 'b@example.com', primary: false, verified: null }]);
  });

  it('lists a number once, however it is written, and drops placeholders', () => {
    const numbers = (phone: string, mobilephone: string) => toCrmRecord(anObject({ phone, mobilephone }), account).phones;
    expect(numbers('030 901820', '+49 (0)30 901820')).toEqual([{ value: '+4930901820', primary: true, shared: false }]);
    expect(numbers('000000', '0171 2345678')).toEqual([{ value: '+491712345678', primary: true, shared: false }]);
  });

  it('reads a number without a country code as one of the contact’s own country', () => {
    const phonesIn = (country: string) =>
      toCrmRecord(anObject({ phone: '020 7946 0501', country }), account).phones.map(({ value }) => value);
    expect(phonesIn('United Kingdom')).toEqual(['+442079460501']);
    expect(phonesIn('UK')).toEqual(['+442079460501']);
    // Where it names no country, the source's region is the next best.
    expect(phonesIn('')).toEqual(['+492079460501']);
  });

  it('drops numbers without a country code where no region is configured', () => {
    expect(toCrmRecord(anObject({ phone: '030 901820' }), { ...account, phoneRegion: undefined }).phones).toEqual([]);
  });

  it('is an organisation only where a role mailbox is all there is', () => {
    const kind = (properties: Record<string, string>) => toCrmRecord(anObject(properties), account).kind;
    expect(kind({ email: 'info@acme.example' })).toBe('ORGANIZATION');
    expect(kind({ email: 'info@acme.example', hs_additional_emails: 'anna@acme.example' })).toBe('PERSON');
    expect(kind({})).toBe('PERSON');
  });

  it.each([
    ['subscriber', 'SUBSCRIBER'],
    ['lead', 'LEAD'],
    ['marketingqualifiedlead', 'QUALIFIED_LEAD'],
    ['salesqualifiedlead', 'QUALIFIED_LEAD'],
    ['opportunity', 'OPPORTUNITY'],
    ['customer', 'CUSTOMER'],
    ['evangelist', 'EVANGELIST'],
    ['other', 'OTHER'],
    ['1234567', 'OTHER'],
  ])('stands at stage %s as %s', (stage, expected) => {
    expect(toCrmRecord(anObject({ lifecyclestage: stage }), account).lifecycleStage).toBe(expected);
  });

  it('stores the ids that the crosswalk names', () => {
    const crosswalk = [
      { records: 'zendesk:user', property: 'zendesk_user_id' },
      { records: 'sql:customer', property: 'billing_number' },
    ];
    const contact = anObject({ zendesk_user_id: ' 77 ', billing_number: '' });
    expect(toCrmRecord(contact, { ...account, crosswalk }).externalIds).toEqual(['zendesk:user:77']);
  });

  it('says of marketing by email only that somebody unsubscribed', () => {
    const consents = (properties: Record<string, string | null>) => toCrmRecord(anObject(properties), account).consents;
    const revoked = { channel: 'EMAIL', purpose: 'marketing', status: 'REVOKED', at: null };
    expect(consents({ hs_email_optout: 'true', email: 'A@Example.com' })).toEqual([{ ...revoked, address: 'a@example.com' }]);
    expect(consents({ hs_email_optout: 'true' })).toEqual([{ ...revoked, address: null }]);
    for (const hs_email_optout of ['false', '', null]) expect(consents({ hs_email_optout, email: 'a@example.com' })).toEqual([]);
  });

  it('answers to its own id and to merged ones', () => {
    expect(idsOf(anObject({ hs_merged_object_ids: '5;6' }))).toEqual(['7', '5', '6']);
    expect(idsOf(anObject({}))).toEqual(['7']);
  });
});

describe('a HubSpot deal', () => {
  const deal = (properties: Record<string, string | null>, more: Partial<Account> = {}) =>
    toDeal(anObject(properties), 'crm-eu:contact:1', { ...account, ...more });

  it.each([
    ['false', 'false', 'OPEN'],
    ['true', 'true', 'WON'],
    ['true', 'false', 'LOST'],
  ])('closed %s, won %s is %s', (hs_is_closed, hs_is_closed_won, status) => {
    expect(deal({ hs_is_closed, hs_is_closed_won }).status).toBe(status);
  });

  it('has an amount only with its currency', () => {
    expect(deal({ amount: '19.90', deal_currency_code: 'USD' })).toMatchObject({ amount: '19.90', currency: 'USD' });
    expect(deal({ amount: '19.90' }, { currency: 'EUR' })).toMatchObject({ amount: '19.90', currency: 'EUR' });
    expect(deal({ amount: '19.90' })).toMatchObject({ amount: null, currency: null });
    expect(deal({ amount: '', deal_currency_code: 'USD' })).toMatchObject({ amount: null, currency: null });
  });

  it('closes on a day, however HubSpot writes the instant', () => {
    expect(deal({ closedate: '2026-03-01T23:30:00Z' }).closeDate).toBe('2026-03-01');
    expect(deal({ closedate: String(Date.UTC(2026, 2, 1)) }).closeDate).toBe('2026-03-01');
    expect(deal({ closedate: '' }).closeDate).toBeNull();
  });

  it('belongs to the contact it was asked for', () => {
    expect(deal({}).record).toBe('crm-eu:contact:1');
  });
});

describe('a HubSpot engagement', () => {
  it('happened when it was created where it has no time of its own', () => {
    const [call] = ENGAGEMENTS;
    if (call === undefined) throw new Error('no kinds');
    expect(toActivity(anObject({ hs_call_title: 'Hello' }), call, 'crm-eu:contact:1', account)).toEqual({
      id: 'crm-eu:call:7',
      url: null,
      kind: 'CALL',
      at: '2025-01-02T03:04:05.678Z',
      subject: 'Hello',
      body: null,
      ownerId: null,
      record: 'crm-eu:contact:1',
    });
  });
});

it('takes owners and companies without details', () => {
  expect(toOwner({ id: '1', firstName: '', email: null }, account)).toEqual({ id: 'crm-eu:owner:1', name: null, email: null });
  expect(toCompany(anObject({ numberofemployees: 'about 40' }), account)).toEqual({
    id: 'crm-eu:company:7',
    name: null,
    domain: null,
    industry: null,
    employees: null,
  });
});

it('takes associated ids as numbers and as text', () => {
  const batch = { results: [{ from: { id: '1' }, to: [{ toObjectId: 5 }, { toObjectId: '6' }] }] };
  expect(AssociationBatch.parse(batch).results[0]?.to).toEqual([{ toObjectId: '5' }, { toObjectId: '6' }]);
});

it.each([{ id: 7 }, { properties: { a: 1 } }, { createdAt: 'yesterday' }])('refuses an object with %j', (wrong) => {
  expect(HubspotObject.safeParse({ ...anObject({}), ...wrong }).success).toBe(false);
});

describe('a company as a record', () => {
  it('has what it says', () => {
    const company = anObject({
      ...{ name: 'Acme GmbH', phone: '030 901800', city: 'Berlin', country: 'Germany', numberofemployees: '40' },
      ...{ lifecyclestage: 'customer', hubspot_owner_id: '71', hs_merged_object_ids: '5;6' },
    });
    expect(toCompanyRecord(company, account)).toMatchObject({
      id: 'crm-eu:company:7',
      kind: 'ORGANIZATION',
      name: { full: 'Acme GmbH', given: null, family: null },
      emails: [],
      phones: [{ value: '+4930901800', primary: true, shared: false }],
      addresses: [{ city: 'Berlin', country: 'Germany' }],
      employees: 40,
      formerIds: ['crm-eu:company:5', 'crm-eu:company:6'],
      lifecycleStage: 'CUSTOMER',
      ownerId: 'crm-eu:owner:71',
      companyId: 'crm-eu:company:7',
    });
  });

  it('has null where it says nothing', () => {
    expect(toCompanyRecord(anObject({}), account)).toMatchObject({
      name: { full: null },
      company: null,
      phones: [],
      addresses: [],
      ownerId: null,
    });
    expect(toCompanyRecord(anObject({}), account)).not.toHaveProperty('formerIds');
  });

  it('is stored by the mailbox of a function that is attached to it, and by no person', () => {
    const ofCompany = { associatedcompanyid: '801' };
    const stored = (properties: Record<string, string>) => toCrmRecord(anObject({ ...ofCompany, ...properties }), account).externalIds;
    expect(stored({ email: 'info@acme.example' })).toContain('crm-eu:company:801');
    expect(stored({ email: 'info@acme.example', lastname: 'Desk' })).not.toContain('crm-eu:company:801');
    expect(stored({ email: 'anna@acme.example' })).not.toContain('crm-eu:company:801');
  });
});
