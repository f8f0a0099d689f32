// The pretend Shopify's search syntax over real HTTP: https://shopify.dev/docs/api/usage/search-syntax
import { type AskedShopify, startAsked } from './asking';

let shopify: AskedShopify;
beforeAll(async () => {
  shopify = await startAsked({ limits: 'off' });
});
afterAll(() => shopify.stop());

test.each([
  ['email:"anna@example.com" OR email:"bert@example.org"', [501, 502, 503]],
  // A phrase is found inside a longer address; words are found in any order.
  ['email:"brown.anna@example.com"', [502]],
  ['email:"anna@example.com" last_name:Muster', [501]],
  ['email:anna@example.com', [501, 502]],
  ['email:anna.brown@example.com', [502]],
  ['email:"anna.brown@example.com"', []],
  ['email:example.org', [503]],
  ['email:exam*', [501, 502, 503]],
  ['email:*', [501, 502, 503]],
  ['-email:*', [504]],
  ["phone:'+14155552671' OR phone:+4930901820", [501, 504]],
  ['phone:*', [501, 504]],
  ['id:501 OR id:504 OR id:1', [501, 504]],
  ['id:>=503', [503, 504]],
  ['first_name:ANNA NOT last_name:brown', [501]],
  ['first_name:anna -(last_name:brown OR last_name:"muster")', []],
  ['first_name:bert OR first_name:anna AND last_name:brown', [502, 503]],
  ['(first_name:bert OR first_name:anna) AND last_name:brown', [502]],
  ['tag:vip', [501]],
  ["tag:'other,wholesale'", [501]],
  ['tag_not:vip', [502, 503, 504]],
  ['tag:whole', []],
  ['state:ENABLED', [501]],
  ['accepts_marketing:true', [501]],
  ['country:Germany OR country:us', [501, 503]],
  ["updated_at:>'2026-05-01T08:00:00Z'", [502]],
  ["updated_at:>='2026-05-20'", [502]],
  ['updated_at:<=2026-05-01', [501, 503, 504]],
  ["updated_at:'2026-05-20T23:00:00Z'", [502]],
  ['customer_date:2026', [503]],
  ['customer_date:2026-02..2026-04', [503]],
  ['customer_date: <now orders_count:>1', [501]],
  ['total_spent:>99.9', [501]],
  ['order_date:2026-04', [503]],
  ['last_abandoned_order_date:<now', []],
  ['anna muster', [501]],
  ['"muster anna"', []],
  ['ber*', [501, 503]],
  ['rob\\:ert', []],
  ['id:501)', [501]],
  ['', [501, 502, 503, 504]],
])('customers %s finds %j', async (query, ids) => {
  expect(await shopify.find('customers', query)).toEqual(ids);
});

test.each([
  ['customer_id:501', [901, 902]],
  ['customer_id:501 OR customer_id:503', [903, 901, 902]],
  ['customer_id:501 status:cancelled', [902]],
  ['status:open', [903, 901]],
  ['email:"bert@example.org"', [903]],
  ['financial_status:pending', [903]],
  ['fulfillment_status:shipped', [901]],
  ['fulfillment_status:unshipped', [903, 902]],
  ['return_status:in_progress', [901]],
  ['name:"#1042" OR 1044', [903, 901]],
  ['tag:"sales:olga@sandbox.example"', [901]],
  ['sku:s-1 current_total_price:>=60', [901]],
  ["created_at:>='2026-05-11'", [902]],
  ['risk_level:high', []],
])('orders %s finds %j', async (query, ids) => {
  expect(await shopify.find('orders', query)).toEqual(ids);
});

test.each([
  ['customers', ', sortKey: UPDATED_AT, reverse: true', [502, 504, 503, 501]],
  ['customers', ', sortKey: LOCATION', [502, 504, 501, 503]],
  ['orders', ', sortKey: TOTAL_PRICE, reverse: true', [901, 903, 902]],
  ['orders', ', sortKey: ID', [901, 902, 903]],
  ['orders', ', sortKey: CUSTOMER_NAME', [903, 901, 902]],
] as const)('%s%s', async (list, more, ids) => {
  expect(await shopify.find(list, '', more)).toEqual(ids);
});

test('a customer’s own orders are searched alike', async () => {
  const { body } = await shopify.query(
    '{ customer(id: "gid://shopify/Customer/501") { orders(first: 5, query: "-status:cancelled", reverse: true) { nodes { name } } } }',
  );
  expect(body).toMatchObject({ data: { customer: { orders: { nodes: [{ name: '#1042' }] } } } });
});

test('an unknown field is left out and told beside the data', async () => {
  const { body } = await shopify.query(
    '{ them: customers(first: 5, query: "shoe_size:44 first_name:bert") { nodes { legacyResourceId } } }',
  );
  expect(body).toMatchObject({
    data: { them: { nodes: [{ legacyResourceId: '503' }] } },
    extensions: {
      search: [
        {
          path: ['them'],
          query: 'shoe_size:44 first_name:bert',
          parsed: {
            and: [
              { field: 'shoe_size', match_all: '44' },
              { field: 'first_name', match_all: 'bert' },
            ],
          },
          warnings: [{ field: 'shoe_size', message: 'Invalid search field for this query.', code: 'invalid_field' }],
        },
      ],
    },
  });
  // Alone it finds everybody; an unquoted instant falls apart at its colons.
  expect(await shopify.find('customers', 'shoe_size:44')).toHaveLength(4);
  const unquoted = await shopify.query('{ customers(first: 5, query: "updated_at:>2026-05-01T08:15:00Z") { nodes { id } } }');
  expect(unquoted.body).toMatchObject({ extensions: { search: [{ warnings: [{ field: '15' }] }] } });
  const understood = await shopify.query('{ customers(first: 5, query: "NOT first_name:bert") { nodes { id } } }');
  expect(understood.body).not.toHaveProperty('extensions.search');
});

test('the terms of a search are what the log counts', async () => {
  shopify.resetCalls();
  await shopify.query('query ($q: String) { customers(first: 5, query: $q) { nodes { id } } }', {
    q: 'email:"a@example.com" OR (email:"b@example.com" -tag:x)',
  });
  await shopify.query('{ shop { name } }');
  expect(shopify.calls().map(({ keys }) => keys)).toEqual([3, 1]);
});
