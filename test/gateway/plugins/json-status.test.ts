import { startSmallGraph, type SmallGraph } from '../small-graph';

let graph: SmallGraph;
beforeAll(async () => {
  graph = await startSmallGraph();
});
afterAll(() => graph.close());

const JSON_ALONE = 'application/json; charset=utf-8';
const BOTH = 'application/graphql-response+json, application/json;q=0.9';
const statusOf = async (body: object, accept: string): Promise<number> => {
  const headers = { 'content-type': 'application/json', accept };
  return (await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) })).status;
};

test.each([
  ['cannot be parsed', { query: '{' }],
  ['is not valid', { query: '{ nothing }' }],
  ['has variables that are not', { query: 'query($upc: ID!) { product(upc: $upc) { name } }' }],
])('a request that %s is told so with 200 to those who know JSON alone, and with 400 to others', async (_, body) => {
  expect(await statusOf(body, JSON_ALONE)).toBe(200);
  for (const accept of [BOTH, '*/*']) expect(await statusOf(body, accept)).toBe(400);
});

test('what is no GraphQL request is refused with 400 whatever is accepted', async () => {
  for (const accept of [JSON_ALONE, BOTH]) {
    expect(await statusOf({ notquery: '{ __typename }' }, accept)).toBe(400);
    expect(await statusOf({ query: 'query A { __typename } query B { __typename }', operationName: 'C' }, accept)).toBe(400);
  }
});

test('the log has the status that was sent', async () => {
  graph.lines.splice(0);
  await statusOf({ query: '{' }, JSON_ALONE);
  expect(graph.lines).toMatchObject([['info', 'request', { status: 200, errorCodes: ['GRAPHQL_PARSE_FAILED'] }]]);
});
