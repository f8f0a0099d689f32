import { startSmallGraph, type SmallGraph } from '../small-graph';

let graph: SmallGraph;
beforeAll(async () => {
  graph = await startSmallGraph();
});
afterAll(() => graph.close());

test.each([
  ['defer', '{ product(upc: "1") { upc ... @defer { name } } }'],
  ['defer', '{ product(upc: "1") { upc ...Slow @defer(if: false) } } fragment Slow on Product { name }'],
  ['stream', '{ products @stream { upc } }'],
])('@%s is refused, with what to do instead, before anybody is asked', async (directive, query) => {
  graph.products.fetches.splice(0);
  const { status, data, errors } = await graph.ask(query, {
    accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json, application/json',
  });
  expect({ status, data }).toEqual({ status: 400, data: undefined });
  expect(errors).toEqual([
    {
      message: expect.stringMatching(`^@${directive} is not served here.*second operation`),
      locations: [expect.anything()],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    },
  ]);
  expect(graph.products.fetches).toEqual([]);
});

test('other directives are as unknown as they are, and answers stay what they are', async () => {
  expect((await graph.ask('{ product(upc: "1") @deferred { upc } }')).errors?.[0]?.message).toMatch(/^Unknown directive "@deferred"/);
  expect((await graph.ask('{ product(upc: "1") { upc } }')).data).toEqual({ product: { upc: '1' } });
});
