import { Customer, toSalesRecord, type Account } from '../../../../../subgraphs/sales/vendors/shopify/wire';

const account: Account = { source: 'shop', shop: undefined, phoneRegion: 'DE', salesTag: 'sales:' };

const customer = (more: object = {}): Customer =>
  Customer.parse({
    ...{ id: 'gid://shopify/Customer/7', firstName: 'Anna', lastName: 'Muster', locale: 'de', verifiedEmail: true },
    ...{ createdAt: '2025-01-02T03:04:05Z', updatedAt: '2025-02-03T04:05:06+01:00', numberOfOrders: '3' },
    ...{ amountSpent: { amount: '12.5', currencyCode: 'EUR' }, tags: [], note: null, state: 'ENABLED', taxExempt: false },
    ...{ defaultEmailAddress: null, defaultPhoneNumber: null, defaultAddress: null },
    ...more,
  });
const email = (emailAddress: string, marketingState = 'NOT_SUBSCRIBED', marketingUpdatedAt: string | null = null) => ({
  defaultEmailAddress: { emailAddress, marketingState, marketingUpdatedAt },
});
const address = (more: object) => ({
  defaultAddress: {
    company: null,
    address1: null,
    address2: null,
    city: null,
    provinceCode: null,
    zip: null,
    countryCodeV2: null,
    ...more,
  },
});

describe('a Shopify customer', () => {
  it('has nothing that Shopify leaves empty', () => {
    const empty = customer({ firstName: '', lastName: null, locale: '', ...address({ company: ' ', city: '' }) });
    expect(toSalesRecord(empty, account)).toEqual({
      ...{ id: 'shop:customer:7', url: null, kind: 'PERSON', name: { full: null, given: null, family: null } },
      ...{ emails: [], phones: [], addresses: [], company: null, jobTitle: null, language: null, taxId: null, birthDate: null },
      ...{ employees: null, consents: [], externalIds: [], movedTo: null },
      ...{ createdAt: '2025-01-02T03:04:05.000Z', updatedAt: '2025-02-03T03:05:06.000Z' },
      ...{ orderCount: 3, spent: { amount: '12.5', currency: 'EUR' } },
      raw: empty,
    });
  });

  it('opens in the admin of its shop', () => {
    expect(toSalesRecord(customer(), { ...account, shop: 'acme' }).url).toBe('https://admin.shopify.com/store/acme/customers/7');
  });

  it('has its contact points normalised, and verified only where Shopify denies it', () => {
    const record = toSalesRecord(
      customer({
        ...email('Anna@Example.COM'),
        defaultPhoneNumber: { phoneNumber: '030 901820', marketingState: 'PENDING', marketingUpdatedAt: '2025-03-01T00:00:00Z' },
      }),
      account,
    );
    expect(record.emails).toEqual([{ value: 'anna@example.com', primary: true, verified: null }]);
    expect(record.phones).toEqual([{ value: '+4930901820', primary: true, shared: false }]);
    expect(toSalesRecord(customer({ ...email('a@example.com'), verifiedEmail: false }), account).emails).toMatchObject([
      { verified: false },
    ]);
  });

  it('has both lines of its address in one', () => {
    const given = address({ address1: 'Hauptstr. 1', address2: 'Hinterhaus', city: 'Berlin', zip: '10115', countryCodeV2: 'DE' });
    expect(toSalesRecord(customer(given), account).addresses).toEqual([
      { purpose: 'main', line1: 'Hauptstr. 1, Hinterhaus', city: 'Berlin', postalCode: '10115', country: 'DE' },
    ]);
  });

  it.each([
    ['PERSON', {}],
    ['PERSON', address({ company: 'Acme GmbH' })],
    ['ORGANIZATION', { firstName: null, lastName: null, ...address({ company: 'Acme GmbH' }) }],
    ['ORGANIZATION', email('info@acme.example')],
  ])('is a %s: %j', (kind, more) => {
    expect(toSalesRecord(customer(more), account).kind).toBe(kind);
  });

  it.each([
    ['SUBSCRIBED', 'GRANTED', '2025-03-01T00:00:00.000Z'],
    ['UNSUBSCRIBED', 'REVOKED', '2025-03-01T00:00:00.000Z'],
    ['NOT_SUBSCRIBED', 'UNKNOWN', null],
    ['PENDING', 'UNKNOWN', null],
    ['INVALID', 'UNKNOWN', null],
    ['A_STATE_OF_LATER', 'UNKNOWN', null],
  ])('that is %s has a consent that is %s, since %s', (state, status, at) => {
    const [consent] = toSalesRecord(customer(email('a@example.com', state, '2025-03-01T00:00:00Z')), account).consents;
    expect(consent).toEqual({ channel: 'EMAIL', purpose: 'marketing', status, address: 'a@example.com', at });
  });

  it('has a consent without a time where Shopify tells none', () => {
    expect(toSalesRecord(customer(email('a@example.com', 'SUBSCRIBED')), account).consents).toMatchObject([
      { status: 'GRANTED', at: null },
    ]);
  });

  it.each([{ id: 'gid://shopify/Order/7' }, { numberOfOrders: 3 }, { amountSpent: null }, { createdAt: '2025-01-02' }])(
    'is none with %j',
    (more) => expect(() => customer(more)).toThrow(),
  );
});
