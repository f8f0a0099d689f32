import {
  KlaviyoAudience,
  KlaviyoProfile,
  PROFILE_FIELDS,
  toAudience,
  toMarketingRecord,
  type Account,
} from '../../../../../subgraphs/marketing/vendors/klaviyo/wire';

const account: Account = { source: 'mail-eu', phoneRegion: 'DE', externalId: 'hubspot:contact' };

const aProfile = (attributes: object) => ({ type: 'profile', id: '01H', attributes });
const recordOf = (attributes: object, more: Partial<Account> = {}) =>
  toMarketingRecord(KlaviyoProfile.parse(aProfile(attributes)), { ...account, ...more });

/** The consents of a profile with an address and a number. */
function consentsOf(email: object | null, sms: object | null = null) {
  const subscriptions = { email: { marketing: email }, sms: { marketing: sms } };
  return recordOf({ email: 'a@example.com', phone_number: '+4930901820', subscriptions }).consents;
}

const GIVEN = '2025-03-01T10:00:00+00:00';
const LATER = '2025-09-01T12:00:00+02:00';

describe('a Klaviyo profile', () => {
  it('has nothing that Klaviyo leaves empty', () => {
    const empty = { email: '', phone_number: null, first_name: ' ', location: { city: '', country: null }, properties: { tier: 'gold' } };
    expect(recordOf(empty)).toEqual({
      id: 'mail-eu:profile:01H',
      url: 'https://www.klaviyo.com/profile/01H',
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
      raw: aProfile(empty),
      bounce: null,
      lastEngagedAt: null,
    });
  });

  it('has its address, number, name and place in the house’s form', () => {
    const location = { address1: 'Hauptstr. 1', city: 'Berlin', zip: '10115', country: 'Germany' };
    const record = recordOf({
      ...{ email: 'Anna@Example.com', phone_number: '+49 30 901820', first_name: 'Anna', last_name: 'Muster', location },
      ...{ external_id: ' 501 ', created: LATER, updated: LATER, last_event_date: LATER },
    });
    expect(record).toMatchObject({
      name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
      emails: [{ value: 'anna@example.com', primary: true, verified: null }],
      phones: [{ value: '+4930901820', primary: true, shared: false }],
      addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'Germany' }],
      externalIds: ['hubspot:contact:501'],
      createdAt: '2025-09-01T10:00:00.000Z',
      updatedAt: '2025-09-01T10:00:00.000Z',
      lastEngagedAt: '2025-09-01T10:00:00.000Z',
    });
    expect(recordOf({ external_id: '501' }, { externalId: undefined }).externalIds).toEqual([]);
  });

  it('is an organisation where a role mailbox is its address', () => {
    expect(recordOf({ email: 'info@acme.example' }).kind).toBe('ORGANIZATION');
  });

  it('is asked for without what nobody here needs to know', () => {
    expect(PROFILE_FIELDS.split(',')).not.toEqual(expect.arrayContaining(['location']));
    expect(PROFILE_FIELDS).not.toMatch(/\bip\b|latitude|longitude|timezone|image/);
  });

  it.each([{ type: 'list' }, { id: 7 }, { attributes: { created: 'yesterday' } }, { attributes: { email: 7 } }])(
    'is refused with %j',
    (wrong) => {
      expect(KlaviyoProfile.safeParse({ ...aProfile({}), ...wrong }).success).toBe(false);
    },
  );
});

describe('consent', () => {
  it.each([
    ['SUBSCRIBED', 'GRANTED', '2025-03-01T10:00:00.000Z'],
    ['UNSUBSCRIBED', 'REVOKED', '2025-03-01T10:00:00.000Z'],
    ['NEVER_SUBSCRIBED', 'UNKNOWN', null],
    ['SOMETHING_NEW', 'UNKNOWN', null],
  ])('%s is %s', (consent, status, at) => {
    const said = { consent, consent_timestamp: GIVEN };
    expect(consentsOf(said, said)).toEqual([
      { channel: 'EMAIL', purpose: 'marketing', status, address: 'a@example.com', at },
      { channel: 'SMS', purpose: 'marketing', status, address: '+4930901820', at },
    ]);
  });

  it('dates from its last change where Klaviyo names no other time', () => {
    expect(consentsOf({ consent: 'SUBSCRIBED', last_updated: LATER })).toMatchObject([{ at: '2025-09-01T10:00:00.000Z' }]);
    expect(consentsOf({ consent: 'SUBSCRIBED' })).toMatchObject([{ status: 'GRANTED', at: null }]);
  });

  it.each(['USER_SUPPRESSED', 'SPAM_COMPLAINT', 'UNSUBSCRIBE', 'A_REASON_OF_TOMORROW'])(
    'is taken back by %s, whatever was said',
    (reason) => {
      const suppression = [{ reason, timestamp: LATER }];
      for (const consent of ['SUBSCRIBED', 'NEVER_SUBSCRIBED', 'UNSUBSCRIBED']) {
        const [email, sms] = consentsOf(
          { consent, consent_timestamp: GIVEN, suppression },
          { consent: 'SUBSCRIBED', consent_timestamp: GIVEN },
        );
        expect(email).toMatchObject({ status: 'REVOKED', at: '2025-09-01T10:00:00.000Z' });
        // The suppression list is one of addresses.
        expect(sms).toMatchObject({ status: 'GRANTED' });
      }
    },
  );

  it.each(['HARD_BOUNCE', 'INVALID_EMAIL'])('stays what it is with %s, and the address bounces', (reason) => {
    const suppression = [
      { reason, timestamp: LATER },
      { reason, timestamp: GIVEN },
    ];
    const subscriptions = { email: { marketing: { consent: 'SUBSCRIBED', consent_timestamp: GIVEN, suppression } } };
    const record = recordOf({ email: 'a@example.com', subscriptions });
    expect(record.consents).toMatchObject([{ status: 'GRANTED' }]);
    expect(record.bounce).toEqual({ at: '2025-03-01T10:00:00.000Z' });
  });

  it('is told without an address only where somebody said something', () => {
    const of = (consent: string) => recordOf({ subscriptions: { email: { marketing: { consent } }, sms: null } }).consents;
    expect(of('NEVER_SUBSCRIBED')).toEqual([]);
    expect(of('UNSUBSCRIBED')).toMatchObject([{ channel: 'EMAIL', status: 'REVOKED', address: null }]);
  });

  it('is nothing where Klaviyo tells nothing', () => {
    expect(consentsOf(null)).toEqual([]);
    expect(recordOf({ email: 'a@example.com', subscriptions: null }).consents).toEqual([]);
  });
});

it('takes segments and lists alike', () => {
  const of = (type: string, name: string | null) =>
    toAudience(KlaviyoAudience.parse({ type, id: 'Y6nRLr', attributes: { name } }), account);
  expect(of('segment', 'VIP')).toEqual({ id: 'mail-eu:segment:Y6nRLr', name: 'VIP', kind: 'SEGMENT' });
  expect(of('list', null)).toEqual({ id: 'mail-eu:list:Y6nRLr', name: null, kind: 'LIST' });
});
