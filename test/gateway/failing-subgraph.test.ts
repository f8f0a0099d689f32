// What a subgraph costs that fails, hangs or is given up, over a real network: its own fields, and no more time than there is.
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/until';
import { startSmallGraph, type SmallGraph } from './small-graph';

const TIMEOUT_MS = 400;
let graph: SmallGraph;

beforeAll(async () => {
  graph = await startSmallGraph({ REQUEST_TIMEOUT_MS: String(TIMEOUT_MS) });
  // The first request of a process waits for code to be loaded and compiled, on a busy machine longer than these tests allow.
  await graph.ask('{ product(upc: "1") { name rating } }');
});
afterAll(() => graph.close());
beforeEach(() => {
  graph.products.mode = 'fine';
  graph.reviews.mode = 'fine';
  graph.lines.splice(0);
  graph.reviews.fetches.splice(0);
  graph.products.fetches.splice(0);
});

const PRODUCT = '{ product(upc: "1") { upc name rating } }';
const WITHOUT_RATING = { product: { upc: '1', name: 'Table', rating: null } };

describe('a subgraph that fails', () => {
  const expected = (code: string) => [
    {
      message: expect.stringMatching(/^reviews /),
      path: ['product', 'rating'],
      extensions: { code, domain: 'reviews', source: 'reviews' },
    },
  ];

  it.each([
    ['gives garbage', { text: '<html>' }, 'UPSTREAM_CONTRACT'],
    ['is behind a proxy that is down', { text: '<html>', status: 502 }, 'UPSTREAM_UNAVAILABLE'],
    [
      'does not know our query',
      { text: '{"errors":[{"message":"Cannot query field \\"notes\\"","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}', status: 400 },
      'UPSTREAM_CONTRACT',
    ],
  ])('and %s costs its own field', async (_, mode, code) => {
    graph.reviews.mode = mode;
    const { status, data, errors, extensions, headers } = await graph.ask(PRODUCT);
    expect({ status, data, errors }).toEqual({ status: 200, data: WITHOUT_RATING, errors: expected(code) });
    expect(extensions?.customerGraph).toEqual({ missing: [{ source: 'reviews', code }] });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(graph.lines).toContainEqual(['warn', 'a subgraph failed', expect.objectContaining({ subgraph: 'reviews', code })]);
  });

  it('and hangs costs its own field, at the deadline', async () => {
    graph.reviews.mode = 'hang';
    const started = performance.now();
    const { data, errors } = await graph.ask(PRODUCT);
    expect({ data, errors }).toEqual({ data: WITHOUT_RATING, errors: expected('UPSTREAM_TIMEOUT') });
    expect(performance.now() - started).toBeGreaterThan(TIMEOUT_MS - 20);
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS + 300);
  });

  it('is waited for as long as the client will', async () => {
    graph.reviews.mode = 'hang';
    const started = performance.now();
    await graph.ask(PRODUCT, { 'x-deadline-ms': '100.5' });
    expect(performance.now() - started).toBeLessThan(TIMEOUT_MS - 50);
  });

  it('is not waited for when the client has hung up', async () => {
    graph.reviews.mode = 'hang';
    const client = new AbortController();
    const asked = graph.ask(PRODUCT, {}, client.signal).catch(() => 'gone');
    await until(() => graph.reviews.fetches.length === 1, TIMEOUT_MS);
    const { abandoned } = graph.reviews;
    client.abort();
    await expect(asked).resolves.toBe('gone');
    // Well before the deadline, which would be the end of it too.
    await until(() => graph.reviews.abandoned > abandoned, TIMEOUT_MS / 2);
    await pause(20);
    expect(graph.lines.filter(([level]) => level === 'warn')).toEqual([]);
  });

  it('is waited for where it changes something, also for a client that has hung up', async () => {
    graph.products.mode = 'hang';
    const client = new AbortController();
    const asked = graph.ask('mutation { rename(upc: "1", name: "Desk") { name } }', {}, client.signal).catch(() => 'gone');
    await until(() => graph.products.fetches.length === 1, TIMEOUT_MS);
    const { abandoned } = graph.products;
    client.abort();
    await asked;
    await pause(100);
    expect(graph.products.abandoned).toBe(abandoned);
    await until(() => graph.products.abandoned > abandoned, 5_000);
  });

  it('is one error a product, for the fields of each', async () => {
    graph.reviews.mode = { text: '' };
    const { data, errors } = await graph.ask('{ products { upc rating reviews { body } label } }');
    expect(data).toEqual({ products: ['1', '2'].map((upc) => ({ upc, rating: null, reviews: null, label: null })) });
    expect(errors?.map(({ path }) => path?.slice(0, 2))).toEqual([
      ['products', 0],
      ['products', 1],
    ]);
  });

  it('at the root costs the root, and is not asked further', async () => {
    graph.products.mode = { text: '', status: 503 };
    const { data, errors } = await graph.ask('{ product(upc: "1") { rating } latest { body } }');
    expect(data).toEqual({ product: null, latest: { body: 'Good' } });
    expect(errors).toMatchObject([{ path: ['product'], extensions: { code: 'UPSTREAM_UNAVAILABLE', domain: 'products' } }]);
    expect(graph.reviews.fetches).toHaveLength(1);
  });

  it('in the middle keeps those behind it from being asked with nothing', async () => {
    graph.products.mode = { text: '', status: 503 };
    // The name comes from products and `label` needs it: null is what a product without a name has too.
    const { data, errors } = await graph.ask('{ latest { body product { upc name } } }');
    expect(data).toEqual({ latest: { body: 'Good', product: { upc: '2', name: null } } });
    expect(errors).toMatchObject([{ path: ['latest', 'product', 'name'] }]);
  });

  it('in one field costs that field, on the client’s path, and keeps its secrets', async () => {
    const { data, errors } = await graph.ask('{ products { upc stars: rating } }');
    expect(data).toEqual({
      products: [
        { upc: '1', stars: 4.5 },
        { upc: '2', stars: null },
      ],
    });
    expect(errors).toEqual([
      {
        message: 'A part of the graph could not answer.',
        path: ['products', 1, 'stars'],
        extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', domain: 'reviews' },
      },
    ]);
  });
});
