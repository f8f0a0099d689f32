// The pages of the pretend Shopify over real HTTP: to the end, both ways, and the arguments it refuses.
import { z } from 'zod';
import { ask } from '../../support/ask';
import { aShopCustomer, shopWorld } from '../../support/shop-world';
import { type AskedShopify, startAsked } from './asking';

let shopify: AskedShopify;
afterEach(() => shopify.stop());

const start = async (...options: Parameters<typeof startAsked>) => {
  shopify = await startAsked(...options);
};

test('pages to the end, forwards and backwards, and holds its place when a record leaves', async () => {
  const customers = Array.from({ length: 7 }, (_, index) => aShopCustomer({ id: String(100 + index), lastName: 'ZYXWVUT'.charAt(index) }));
  await start({ world: shopWorld({ customers, orders: [] }) });
  const page = async (args: string) => {
    const { body } = await shopify.query(
      `{ customers(sortKey: NAME, ${args}) { edges { cursor node { lastName } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    );
    const { edges, pageInfo } = customersPage.parse(body).data.customers;
    return { names: edges.map(({ node }) => node.lastName).join(''), ...pageInfo };
  };
  const first = await page('first: 3');
  expect(first).toMatchObject({ names: 'TUV', hasNextPage: true, hasPreviousPage: false });
  await ask(`${shopify.url}/__sandbox/people`, { body: { id: '104', lastName: 'A' } });
  const second = await page(`first: 3, after: "${first.endCursor}"`);
  expect(second).toMatchObject({ names: 'WXY', hasNextPage: true, hasPreviousPage: true });
  const third = await page(`first: 3, after: "${second.endCursor}"`);
  expect(third).toMatchObject({ names: 'Z', hasNextPage: false });
  expect(await page(`last: 2, before: "${third.startCursor}"`)).toMatchObject({ names: 'XY', hasNextPage: true });
  expect(await page('first: 2, reverse: true')).toMatchObject({ names: 'ZY' });
  expect(await page(`first: 1, after: "${third.endCursor}"`)).toMatchObject({ names: '', hasNextPage: false, endCursor: null });
});

const cursor = z.string().nullable();
const customersPage = z.object({
  data: z.object({
    customers: z.object({
      edges: z.array(z.object({ node: z.object({ lastName: z.string() }) })),
      pageInfo: z.object({ hasNextPage: z.boolean(), hasPreviousPage: z.boolean(), startCursor: cursor, endCursor: cursor }),
    }),
  }),
});

test.each([
  ['{ customers { nodes { id } } }', 'you must provide one of first or last', 'BAD_REQUEST'],
  ['{ customers(first: 1, last: 1) { nodes { id } } }', 'providing both first and last is not supported', 'BAD_REQUEST'],
  ['{ customers(first: 251) { nodes { id } } }', 'first cannot exceed 250', 'BAD_REQUEST'],
  ['{ customers(first: 1, after: "x") { nodes { id } } }', 'Malformed cursor', 'BAD_REQUEST'],
  ['{ customers(first: 1) { nodes { orders { nodes { id } } } } }', 'you must provide one of first or last', 'BAD_REQUEST'],
])('%s is refused in data', async (query, message, code) => {
  await start();
  const reply = await shopify.query(query);
  expect(reply).toMatchObject({
    status: 200,
    body: {
      data: null,
      errors: [{ message, path: ['customers', ...(query.includes('orders') ? ['nodes', 0, 'orders'] : [])], extensions: { code } }],
    },
  });
  expect(reply.body).toHaveProperty('extensions.cost.actualQueryCost');
});
