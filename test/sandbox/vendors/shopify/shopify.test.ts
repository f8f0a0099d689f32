// The pretend Shopify over real HTTP: look-ups, what customers tell, refusals, faults, the lagging index.
import { ask } from '../../support/ask';
import { aShopCustomer, anOrder, shopWorld } from '../../support/shop-world';
import { type AskedShopify, startAsked } from './asking';

let shopify: AskedShopify;
afterEach(() => shopify.stop());

const start = async (...options: Parameters<typeof startAsked>) => {
  shopify = await startAsked(...options);
};
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

test('a customer tells person, consent, account, address and what was spent', async () => {
  await start();
  const reply = await shopify.query(`{
    customer(id: "${gid('Customer', 501)}") {
      id legacyResourceId displayName email phone state tags note locale createdAt updatedAt numberOfOrders verifiedEmail taxExempt
      amountSpent { amount currencyCode }
      defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
      defaultPhoneNumber { phoneNumber marketingState marketingUpdatedAt }
      emailMarketingConsent { marketingState consentUpdatedAt }
      smsMarketingConsent { marketingState marketingOptInLevel }
      defaultAddress { address1 city zip country countryCodeV2 company formattedArea }
      addressesV2(first: 5) { nodes { city } }
      lastOrder { name }
    }
  }`);
  expect(reply).toMatchObject({
    status: 200,
    body: {
      data: {
        customer: {
          id: 'gid://shopify/Customer/501',
          legacyResourceId: '501',
          displayName: 'Anna Muster',
          email: 'anna@example.com',
          phone: '+4930901820',
          state: 'ENABLED',
          tags: ['VIP', 'wholesale'],
          note: 'Rings twice',
          locale: 'de',
          createdAt: '2025-01-01T08:00:00Z',
          numberOfOrders: '2',
          verifiedEmail: true,
          amountSpent: { amount: '100.0', currencyCode: 'EUR' },
          defaultEmailAddress: {
            emailAddress: 'anna@example.com',
            marketingState: 'SUBSCRIBED',
            marketingOptInLevel: 'SINGLE_OPT_IN',
            marketingUpdatedAt: '2025-02-01T09:00:00Z',
          },
          defaultPhoneNumber: { phoneNumber: '+4930901820', marketingState: 'NOT_SUBSCRIBED', marketingUpdatedAt: null },
          emailMarketingConsent: { marketingState: 'SUBSCRIBED', consentUpdatedAt: '2025-02-01T09:00:00Z' },
          smsMarketingConsent: { marketingState: 'NOT_SUBSCRIBED', marketingOptInLevel: 'UNKNOWN' },
          defaultAddress: {
            address1: 'Hauptstr. 1',
            zip: '10115',
            country: 'Germany',
            countryCodeV2: 'DE',
            formattedArea: 'Berlin, Germany',
          },
          addressesV2: { nodes: [{ city: 'Berlin' }] },
          lastOrder: { name: '#1043' },
        },
      },
    },
  });
  expect(reply.body).not.toHaveProperty('errors');
});

test('a guest without anything but a number is named by it', async () => {
  await start();
  const fields =
    'displayName state email defaultEmailAddress { emailAddress } defaultAddress { city } emailMarketingConsent { marketingState } lastOrder { id } locale';
  expect((await shopify.query(`{ customer(id: "${gid('Customer', 504)}") { ${fields} } }`)).body).toMatchObject({
    data: {
      customer: {
        displayName: '+14155552671',
        state: 'DISABLED',
        email: null,
        defaultEmailAddress: null,
        defaultAddress: null,
        emailMarketingConsent: null,
        lastOrder: null,
        locale: 'en',
      },
    },
  });
});

test('nodes stand in the order asked for, null for each unknown one; any type may be asked', async () => {
  await start();
  const ids = [
    gid('Order', 903),
    gid('Customer', 1),
    gid('Customer', 501),
    gid('Fulfillment', 7001),
    gid('Return', 8001),
    gid('LineItem', 9012),
    gid('Product', 1),
  ];
  const reply = await shopify.query(
    'query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Customer { firstName } ... on LineItem { title } ... on Return { order { name } } } }',
    { ids },
  );
  expect(reply.body).toMatchObject({
    data: {
      nodes: [
        { __typename: 'Order' },
        null,
        { id: ids[2], firstName: 'Anna' },
        { __typename: 'Fulfillment' },
        { order: { name: '#1042' } },
        { title: 'Cable' },
        null,
      ],
    },
  });
  expect(
    (await shopify.query(`{ shop { id name currencyCode myshopifyDomain } node(id: "${gid('Shop', 1)}") { id } }`)).body,
  ).toMatchObject({
    data: { shop: { name: 'Sandbox Shop', currencyCode: 'EUR' }, node: { id: gid('Shop', 1) } },
  });
  expect(shopify.calls().map(({ keys }) => keys)).toEqual([7, 1]);
});

test('a customer is found by exactly one identifier', async () => {
  await start();
  const by = (identifier: string) => shopify.query(`{ customerByIdentifier(identifier: { ${identifier} }) { legacyResourceId } }`);
  expect((await by('emailAddress: "ANNA@example.com"')).body).toMatchObject({
    data: { customerByIdentifier: { legacyResourceId: '501' } },
  });
  expect((await by('phoneNumber: "+14155552671"')).body).toMatchObject({ data: { customerByIdentifier: { legacyResourceId: '504' } } });
  expect((await by(`id: "${gid('Customer', 503)}"`)).body).toMatchObject({ data: { customerByIdentifier: { legacyResourceId: '503' } } });
  expect((await by('emailAddress: "nobody@example.com"')).body).toMatchObject({ data: { customerByIdentifier: null } });
  const both = await by('emailAddress: "a@example.com", phoneNumber: "+1"');
  expect(both.body).toMatchObject({ errors: [{ message: expect.stringContaining('CustomerIdentifierInput') }] });
  expect(both.body).not.toHaveProperty('data');
});

test('a wrong id is refused, an id of another type too', async () => {
  await start();
  expect((await shopify.query('{ customer(id: "501") { id } }')).body).toMatchObject({
    data: { customer: null },
    errors: [{ message: "Invalid global id '501'" }],
  });
  expect((await shopify.query(`{ customer(id: "${gid('Order', 901)}") { id } }`)).body).toMatchObject({ errors: [{ path: ['customer'] }] });
});

test('refuses what Shopify refuses before a query is run', async () => {
  await start();
  const url = `${shopify.url}/admin/api/2026-07/graphql.json`;
  const stranger = await ask(url, { headers: { 'x-shopify-access-token': 'other' }, body: { query: '{ shop { name } }' } });
  expect(stranger).toMatchObject({
    status: 401,
    body: { errors: '[API] Invalid API key or access token (unrecognized login or wrong password)' },
  });
  const headers = { 'x-shopify-access-token': shopify.env['SHOPIFY_TOKEN'] ?? '' };
  expect(await ask(`${shopify.url}/admin/api/2001-01/graphql.json`, { headers, body: {} })).toMatchObject({
    status: 404,
    body: { errors: 'Not Found' },
  });
  expect((await ask(url, { headers, body: '{"query":' })).status).toBe(400);
  expect((await ask(url, { headers, body: {} })).status).toBe(400);
  for (const query of ['{ shop { ', '{ shop { nothing } }', 'query A { shop { name } } query B { shop { name } }']) {
    const reply = await shopify.query(query);
    expect(reply).toMatchObject({ status: 200, body: { errors: [{ message: expect.any(String) }] } });
    expect(reply.body).not.toHaveProperty('data');
  }
  expect((await shopify.query('query ($n: Int!) { customers(first: $n) { nodes { id } } }', { n: 'x' })).body).toMatchObject({
    errors: [{ extensions: { code: 'INVALID_VARIABLE' } }],
  });
});

test('staff are told only to an app that may read them', async () => {
  await start({ tellsStaff: false });
  const { body } = await shopify.query(`{ order(id: "${gid('Order', 901)}") { name staffMember { email } } }`);
  expect(body).toMatchObject({
    data: { order: { name: '#1042', staffMember: null } },
    errors: [
      { path: ['order', 'staffMember'], extensions: { code: 'ACCESS_DENIED', requiredAccess: expect.stringContaining('read_users') } },
    ],
  });
  await shopify.stop();
  await start();
  expect((await shopify.query(`{ staffMember(id: "${gid('StaffMember', 71)}") { firstName active } }`)).body).toMatchObject({
    data: { staffMember: { firstName: 'Olga', active: true } },
  });
});

test('faults come in Shopify’s words', async () => {
  await start();
  const query = () => shopify.query('{ shop { name } }');
  shopify.faults.set({ mode: '429', times: 1 });
  expect(await query()).toMatchObject({
    status: 200,
    body: {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED' } }],
      extensions: { cost: { throttleStatus: { currentlyAvailable: 0 } } },
    },
  });
  shopify.faults.set({ mode: '401', times: 1 });
  expect((await query()).status).toBe(401);
  shopify.faults.set({ mode: '503', times: 1 });
  expect(await query()).toMatchObject({ status: 503, body: { errors: 'Service Unavailable' } });
  expect(await query()).toMatchObject({ status: 200, body: { data: { shop: { name: 'Sandbox Shop' } } } });
});

test('a change is shown at once and found by search after the lag', async () => {
  const world = shopWorld({
    customers: [aShopCustomer({ id: '1', email: 'old@example.com' })],
    orders: [anOrder({ id: '9', customerId: '1' })],
  });
  await start({ world, lagSeconds: 600 });
  const put = (body: object) => ask(`${shopify.url}/__sandbox/people`, { body });
  expect(await put({ id: '1', email: 'New@example.com' })).toMatchObject({ status: 200, body: { email: 'new@example.com' } });
  await put({ id: '2', email: 'second@example.com', tags: ['b2b'] });
  expect((await put({ id: '3', phone: 'none' })).status).toBe(400);
  const found = () => shopify.find('customers', 'email:"old@example.com"');
  const foundNew = () => shopify.find('customers', 'email:"new@example.com" OR tag:b2b');
  const emails = await shopify.query(`{ nodes(ids: ["${gid('Customer', 1)}", "${gid('Customer', 2)}"]) { ... on Customer { email } } }`);
  expect(emails.body).toMatchObject({ data: { nodes: [{ email: 'new@example.com' }, { email: 'second@example.com' }] } });
  expect((await shopify.query('{ customerByIdentifier(identifier: { emailAddress: "old@example.com" }) { id } }')).body).toMatchObject({
    data: { customerByIdentifier: null },
  });
  expect([await found(), await foundNew()]).toEqual([[1], []]);
  await ask(`${shopify.url}/__sandbox/lag`, { body: { seconds: 0 } });
  expect([await found(), await foundNew()]).toEqual([[], [1, 2]]);
});

test.each([
  ['the one with an address', { email: null, phone: '+4930901820' }, { email: 'two@example.com' }, '2'],
  ['the one with an account', { email: 'one@example.com', hasAccount: true }, { email: 'two@example.com' }, '1'],
  [
    'the one who consented',
    { email: 'one@example.com', emailConsent: { state: 'SUBSCRIBED', at: null } },
    { email: 'two@example.com' },
    '1',
  ],
  ['else the second', { email: 'one@example.com' }, { email: 'two@example.com' }, '2'],
] as const)('of two merged customers is kept %s, with all orders; the other one is deleted', async (_what, one, two, kept) => {
  const world = shopWorld({
    customers: [aShopCustomer({ id: '1', ...one }), aShopCustomer({ id: '2', ...two })],
    orders: [anOrder({ id: '9', customerId: '1' }), anOrder({ id: '8', customerId: '2' })],
  });
  await start({ world });
  expect(shopify.mergeCustomers('1', '2')).toBe(kept);
  const gone = kept === '1' ? '2' : '1';
  const reply = await shopify.query(
    `{ nodes(ids: ["${gid('Customer', Number(kept))}", "${gid('Customer', Number(gone))}"]) { ... on Customer { numberOfOrders orders(first: 9) { nodes { customer { id } } } } } }`,
  );
  const customer = { id: gid('Customer', Number(kept)) };
  expect(reply.body).toMatchObject({ data: { nodes: [{ numberOfOrders: '2', orders: { nodes: [{ customer }, { customer }] } }, null] } });
  expect(await shopify.find('customers', '')).toEqual([Number(kept)]);
});
