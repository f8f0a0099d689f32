// What the pretend Shopify's queries cost, and what becomes of those that cost too much.
import { z } from 'zod';
import { aShopCustomer, shopWorld } from '../../support/shop-world';
import { type AskedShopify, startAsked } from './asking';

let shopify: AskedShopify;
afterEach(() => shopify.stop());

async function costs(query: string, variables?: Record<string, unknown>): Promise<unknown> {
  const { body } = await shopify.query(query, variables);
  return z.object({ extensions: z.object({ cost: z.unknown() }) }).parse(body).extensions.cost;
}

/** Recorded at Shopify for queries of these shapes, or summed up from such. */
test.each([
  ['{ __typename }', 1],
  ['{ shop { name currencyCode } }', 1],
  ['{ customers(first: 1) { nodes { id } } }', 3],
  [
    '{ customers(first: 2) { edges { cursor node { id defaultPhoneNumber { phoneNumber } defaultAddress { city } } } pageInfo { hasNextPage } } }',
    4,
  ],
  ['{ customers(first: 5) { nodes { id email } pageInfo { endCursor } } }', 5],
  ['{ customers(first: 2) { edges { node { email } } nodes { email } pageInfo { hasNextPage } } }', 4],
  ['{ orders(first: 10) { nodes { totalPriceSet { shopMoney { amount } } } } }', 6],
  ['{ orders(first: 20) { nodes { id } } }', 7],
  ['{ orders(last: 250) { nodes { id } } }', 13],
  ['{ customer(id: "gid://shopify/Customer/501") { orders(first: 5) { nodes { customer { email } } } } }', 9],
  ['{ order(id: "gid://shopify/Order/901") { fulfillments(first: 5) { trackingInfo(first: 5) { number } } } }', 3],
  ['{ a: shop { name } b: shop { name } }', 2],
  [
    '{ nodes(ids: ["gid://shopify/Customer/501", "gid://shopify/Order/901"]) { ... on Customer { orders(first: 3) { nodes { id } } } ... on Order { customer { id } } } }',
    5,
  ],
  [
    'query ($n: Int = 10) { customers(first: $n) { ...Page } } fragment Page on CustomerConnection { nodes { ...One } } fragment One on Customer { id }',
    6,
  ],
])('%s asks for %d', async (query, requestedQueryCost) => {
  shopify = await startAsked();
  expect(await costs(query)).toMatchObject({ requestedQueryCost });
});

test('the bucket gets back what an answer did not use', async () => {
  // It fills so slowly that a busy machine sees nothing of it.
  shopify = await startAsked({ limits: { maximumAvailable: 60, restoreRate: 0.1 } });
  // Asked for 2 + 10 × (1 + 2 + 3 × 1) = 62 once, which never fits; then 2 + 7 × (1 + 2 + 3 × 1) = 44, of which an empty page uses 2.
  const tooDear = await shopify.query('{ customers(first: 200) { nodes { orders(first: 5) { nodes { id } } } } }');
  expect(tooDear).toMatchObject({
    status: 200,
    body: {
      errors: [{ message: 'Throttled', extensions: { code: 'THROTTLED', documentation: expect.stringContaining('https://shopify.dev/') } }],
      extensions: {
        cost: {
          requestedQueryCost: 62,
          actualQueryCost: null,
          throttleStatus: { maximumAvailable: 60, currentlyAvailable: 60, restoreRate: 0.1 },
        },
      },
    },
  });
  expect(tooDear.body).not.toHaveProperty('data');
  expect(await costs('{ customers(first: 50, query: "nobody") { nodes { orders(first: 5) { nodes { id } } } } }')).toEqual({
    requestedQueryCost: 44,
    actualQueryCost: 2,
    throttleStatus: { maximumAvailable: 60, currentlyAvailable: 58, restoreRate: 0.1 },
  });
});

test('the bucket fills again', async () => {
  shopify = await startAsked({ limits: { maximumAvailable: 60, restoreRate: 20 } });
  // Four customers, of whom one has two orders: 2 + 2 × (1 + 2 + 1).
  expect(await costs('{ customers(first: 50) { nodes { orders(first: 5) { nodes { id } } } } }')).toMatchObject({ actualQueryCost: 10 });
  const dear =
    '{ orders(first: 250) { nodes { id } } more: orders(first: 250) { nodes { customer { id } } } customers(first: 10) { nodes { id } } }';
  expect(await costs(dear)).toMatchObject({ requestedQueryCost: 43 });
  await shopify.query('{ a: orders(first: 20) { nodes { id } } b: orders(first: 20) { nodes { id } } }');
  expect(await costs(dear)).toMatchObject({ actualQueryCost: null });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(await costs(dear)).toMatchObject({ actualQueryCost: expect.any(Number) });
});

const DEAR = '{ customers(first: 250) { nodes { orders(first: 250) { nodes { lineItems(first: 250) { nodes { id } } } } } } }';

test('no query costs more than 1,000 points, whatever the bucket holds', async () => {
  shopify = await startAsked({ limits: 'off' });
  const reply = await shopify.query(DEAR);
  expect(reply).toMatchObject({
    status: 200,
    body: {
      errors: [
        { message: expect.stringContaining('Query cost is 1729'), extensions: { code: 'MAX_COST_EXCEEDED', cost: 1729, maxCost: 1000 } },
      ],
    },
  });
  expect(reply.body).not.toHaveProperty('data');
  const status = { maximumAvailable: 2000, currentlyAvailable: 2000, restoreRate: 100 };
  for (let round = 0; round < 3; round += 1)
    expect(await costs('{ customers(first: 250) { nodes { orders(first: 100) { nodes { customer { id } } } } } }')).toMatchObject({
      throttleStatus: status,
    });
});

test('counted entry by entry, as once described, pages weigh as many as they hold', async () => {
  shopify = await startAsked({ connectionCost: 'linear' });
  expect(await costs('{ customers(first: 20) { nodes { orders(first: 5) { nodes { id } } } } }')).toMatchObject({
    requestedQueryCost: 162,
  });
  expect((await shopify.query('{ customers(first: 250) { nodes { orders(first: 5) { nodes { id } } } } }')).body).toMatchObject({
    errors: [{ extensions: { code: 'MAX_COST_EXCEEDED', cost: 2002 } }],
  });
});

test('250 ids are taken and 251 are not, from variables and from literals', async () => {
  shopify = await startAsked();
  const ids = Array.from({ length: 251 }, (_, index) => `gid://shopify/Customer/${index + 1}`);
  const refused = {
    status: 200,
    body: { errors: [{ message: 'The input array size of 251 is greater than the maximum allowed of 250.', path: ['nodes', 'ids'] }] },
  };
  expect(await shopify.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toMatchObject(refused);
  expect(await shopify.query(`{ nodes(ids: ${JSON.stringify(ids)}) { id } }`)).toMatchObject(refused);
  expect(await costs('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids.slice(1) })).toMatchObject({ requestedQueryCost: 1 });
});

test('an answer of its own that breaks the schema is a fault', async () => {
  shopify = await startAsked({
    world: shopWorld({ customers: [aShopCustomer({ id: '1', city: 'Nowhere', countryCode: 'QQ' })], orders: [] }),
  });
  const reply = await shopify.query('{ customers(first: 1) { nodes { defaultAddress { countryCodeV2 } } } }');
  expect(reply).toMatchObject({ status: 500, body: { sandboxError: expect.stringContaining('CountryCode') } });
});
