// The gateway over a real network, on somebody else's graph: what arrives, what a failing subgraph costs, what is kept back.
import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../support/until';
import { PRODUCTS, PRODUCTS_LATER, REVIEWS, startSmallGraph, supergraphOf, type SmallGraph } from './small-graph';

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

describe('an answer', () => {
  it('joins what the subgraphs know', async () => {
    const { status, data, errors, extensions } = await graph.ask('{ product(upc: "1") { name rating label reviews { body } } }');
    expect({ status, data, errors, extensions }).toEqual({
      status: 200,
      data: { product: { name: 'Table', rating: 4.5, label: '[Table]', reviews: [{ body: 'Good' }] } },
      errors: undefined,
      extensions: undefined,
    });
  });

  it('tells the subgraphs who asks, how long, and who else is asked', async () => {
    await Promise.all(['1', '2'].map(() => graph.ask(PRODUCT, { 'x-request-id': 'request-of-a-client' })));
    const headers = [...graph.products.fetches, ...graph.reviews.fetches].map((fetch) => fetch.headers);
    expect(new Set(headers.map((one) => one['x-request-id']))).toEqual(new Set(['request-of-a-client']));
    // Two requests under one id are still two.
    expect(new Set(headers.map((one) => one['x-request-scope'])).size).toBe(2);
    expect(headers[0]?.['x-asked-subgraphs']).toBe('products,reviews');
    expect(Number(headers[0]?.['x-deadline-ms'])).toBeLessThanOrEqual(TIMEOUT_MS);
  });

  it('runs mutations, and introspection where it is allowed', async () => {
    await expect(graph.ask('mutation { rename(upc: "1", name: "Desk") { name } }')).resolves.toMatchObject({
      data: { rename: { name: 'Desk' } },
    });
    const { data } = await graph.ask('{ __type(name: "Product") { fields { name } } }');
    expect(JSON.stringify(data)).toContain('rating');
    expect(JSON.stringify(data)).not.toContain('notes');
  });

  it('is in the letters it was given in', async () => {
    const name = 'Stuhl für Zoë, 椅子 🪑';
    const { data, headers } = await graph.ask(`mutation { rename(upc: "1", name: "${name}") { name } }`);
    expect(data).toEqual({ rename: { name } });
    expect(headers.get('content-type')).toMatch(/charset=utf-8/);
  });

  it('costs nothing to be asked about without being asked for', async () => {
    const { extensions } = await graph.ask(PRODUCT, { 'x-customer-graph-report': 'on' });
    expect(extensions?.customerGraph).toMatchObject({ requestId: expect.any(String), ms: expect.any(Number), sources: {} });
  });
});

describe('a request', () => {
  it('that is wrong is refused with a stable code', async () => {
    for (const [query, code] of [
      ['{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
      ['{', 'GRAPHQL_PARSE_FAILED'],
      ['{ product(upc: "1") { notes } }', 'GRAPHQL_VALIDATION_FAILED'],
    ] as const) {
      const { status, errors } = await graph.ask(query);
      expect({ status, code: errors?.[0]?.extensions?.['code'] }).toEqual({ status: 400, code });
    }
  });

  it.each([
    ['says no name', undefined],
    ['says a name that is none', 'C'],
  ])('with several operations that %s is refused, and none of them runs', async (_, operationName) => {
    const query = 'mutation A { rename(upc: "1", name: "Desk") { upc } } query B { products { upc } }';
    const headers = { 'content-type': 'application/json' };
    const url = new URL(`${graph.url}/graphql`);
    url.searchParams.set('query', query);
    if (operationName !== undefined) url.searchParams.set('operationName', operationName);
    for (const response of [
      await fetch(`${graph.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query, operationName }) }),
      await fetch(url, { headers }),
    ]) {
      const { errors }: { errors?: unknown } = await response.json();
      expect(response.status).toBe(400);
      expect(errors).toEqual([{ message: expect.stringContaining('name'), extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }]);
    }
    expect(graph.products.fetches).toEqual([]);
  });

  it('that would keep the event loop busy is refused at once', async () => {
    const fragments = Array.from({ length: 24 }, (_, index) => `fragment f${index} on Query { ...f${index + 1} ...f${index + 1} }`);
    const started = performance.now();
    const { errors } = await graph.ask(`{ ...f0 } ${fragments.join(' ')} fragment f24 on Query { __typename }`);
    expect(errors).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('from a browser that was tricked is refused', async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: JSON.stringify({ query: PRODUCT }),
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    const byGet = await fetch(`${graph.url}/graphql?query=${encodeURIComponent(PRODUCT)}`);
    expect(byGet.status).toBe(400);
  });

  it('leaves one line in the log, without what it asked', async () => {
    await graph.ask('query Named { product(upc: "1") { upc } nothing: product(upc: "secret") { upc } }', { 'x-request-id': 'request-1' });
    expect(graph.lines).toEqual([
      ['info', 'request', { requestId: 'request-1', operation: 'Named', status: 200, durationMs: expect.any(Number), errorCodes: [] }],
    ]);
    expect(JSON.stringify(graph.lines)).not.toContain('secret');
  });
});

describe('a request in a batch', () => {
  it('is refused, with a word', async () => {
    const response = await fetch(`${graph.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([{ query: PRODUCT }, { query: PRODUCT }]),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ message: 'Operation batching disabled.', extensions: { code: 'BAD_REQUEST' } }] });
    expect(graph.products.fetches).toEqual([]);
  });
});

describe('headers of the client', () => {
  const HEADERS = { authorization: 'Bearer secret', 'x-tenant': 'house', 'x-other': 'other', 'x-request-scope': 'forged' };

  it('stay here', async () => {
    await graph.ask(PRODUCT, HEADERS);
    for (const { headers } of [...graph.products.fetches, ...graph.reviews.fetches]) {
      expect(headers).not.toHaveProperty('authorization');
      expect(headers['x-request-scope']).not.toBe('forged');
    }
  });

  it('go on to every subgraph where they are named', async () => {
    const forwarding = await startSmallGraph({ FORWARD_HEADERS: 'Authorization, x-tenant' });
    await forwarding.ask(PRODUCT, HEADERS);
    const fetches = [...forwarding.products.fetches, ...forwarding.reviews.fetches];
    expect(fetches).toHaveLength(2);
    for (const { headers } of fetches) {
      expect(headers).toMatchObject({ authorization: 'Bearer secret', 'x-tenant': 'house' });
      expect(headers).not.toHaveProperty('x-other');
      expect(headers['x-request-scope']).not.toBe('forged');
    }
    await forwarding.close();
  });
});

describe('health', () => {
  it('is up while subgraphs are down', async () => {
    graph.reviews.mode = 'hang';
    for (const [path, body] of [
      ['/health', { status: 'UP', access: 'nobody signs in', cache: 'none' }],
      ['/health/ready', { status: 'UP' }],
      ['/health/live', { status: 'UP' }],
    ] as const) {
      const response = await fetch(graph.url + path);
      expect([response.status, await response.json()]).toEqual([200, body]);
      expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('the supergraph file', () => {
  const good = (): string => supergraphOf([graph.products, graph.reviews], { products: PRODUCTS_LATER, reviews: REVIEWS });
  const colour = () => graph.ask('{ product(upc: "1") { colour rating } }');

  it('is taken over when it changes, and kept when the new one is bad', async () => {
    expect((await colour()).status).toBe(400);
    graph.replaceSupergraph(good());
    await until(async () => (await colour()).status === 200, 5_000);
    await expect(colour()).resolves.toMatchObject({ data: { product: { colour: 'red', rating: 4.5 } } });

    for (const bad of ['no graphql {', 'type Query { a: Int }', '']) {
      graph.lines.splice(0);
      graph.replaceSupergraph(bad);
      await until(() => graph.lines.some(([level]) => level === 'error'), 5_000);
      await expect(colour()).resolves.toMatchObject({ data: { product: { colour: 'red' } } });
    }
  });

  it('of which fields are hidden is known anew after each change', async () => {
    graph.replaceSupergraph(
      supergraphOf([graph.products, graph.reviews], {
        products: PRODUCTS,
        reviews: REVIEWS.replace('rating: Float', 'rating: Float @inaccessible'),
      }),
    );
    await until(async () => (await graph.ask('{ product(upc: "1") { rating } }')).status === 400, 5_000);
    graph.reviews.mode = { text: '' };
    const { errors } = await graph.ask('{ product(upc: "1") { label } }');
    expect(errors?.map(({ path }) => path)).toEqual([['product', 'label']]);
  });
});

test('a gateway that stops refuses new requests, and ends', async () => {
  const other = await startSmallGraph();
  await expect(other.ask(PRODUCT)).resolves.toMatchObject({ data: { product: { rating: 4.5 } } });
  await other.stopGateway();
  await expect(other.ask(PRODUCT)).rejects.toThrow();
  await other.close();
  await pause(0);
});
