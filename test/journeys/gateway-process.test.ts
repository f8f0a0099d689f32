// The gateway as a process, in front of somebody else's supergraph and nothing else configured: start, reload, what it refuses,
// what it shows in production, and its orderly end.
import { createHash } from 'node:crypto';
import { ask } from '../support/ask';
import { startLibraryGraph, type LibraryGraph } from '../support/library-graph';
import { startGatewayProgram, startProgram, type Program } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(30_000);

let library: LibraryGraph;

beforeAll(async () => {
  library = await startLibraryGraph();
});

afterAll(() => library.close());

const EVERYTHING = '{ items { __typename id title ... on Book { pages loans { reader } } ... on Film { minutes loans { reader } } } }';
const JSON_TYPE = { 'content-type': 'application/json' };

async function statusOf(url: string): Promise<number | 'refused'> {
  return fetch(url, { headers: { connection: 'close' } }).then(
    ({ status }) => status,
    () => 'refused' as const,
  );
}

function post(url: string, body: string, headers: Record<string, string> = JSON_TYPE): Promise<Response> {
  return fetch(`${url}/graphql`, { method: 'POST', headers, body });
}

describe('in front of a foreign supergraph', () => {
  let url: string;
  let program: Program;

  beforeAll(async () => {
    ({ url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, LOG_LEVEL: 'info' }));
  });
  afterAll(() => program.stop());
  beforeEach(() => library.write('plain'));

  it('is ready when it says so, and joins what the subgraphs know', async () => {
    expect(await ask(url, { query: '{ __typename }' })).toMatchObject({ status: 200, data: { __typename: 'Query' } });
    expect((await ask(url, { query: EVERYTHING })).data).toEqual({
      items: [
        { __typename: 'Book', id: 'b1', title: 'Emma', pages: 474, loans: [{ reader: 'Sam' }, { reader: 'Kim' }] },
        { __typename: 'Film', id: 'f1', title: 'Alien', minutes: 117, loans: [] },
      ],
    });
    for (const path of ['/health', '/health/live', '/health/ready']) {
      const response = await fetch(url + path);
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ status: 'UP', ...(path === '/health' ? { access: 'nobody signs in', cache: 'none' } : {}) });
    }
  });

  it('takes over a changed file, and keeps the last good one when the next is broken or cannot be enforced', async () => {
    const due = { query: '{ items { ... on Book { loans { due } } } }' };
    expect((await ask(url, due)).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    library.write('extended');
    await until(async () => (await ask(url, due)).errors === undefined, 5_000);
    for (const version of ['broken', 'unenforceable'] as const) {
      const refusals = program.stderr().split('the last good one stays').length;
      library.write(version);
      await until(() => program.stderr().split('the last good one stays').length > refusals, 5_000);
      expect((await ask(url, due)).errors).toBeUndefined();
      expect((await fetch(`${url}/health/ready`)).status).toBe(200);
    }
  });

  it('refuses what a page of somebody else’s could make a browser send', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const { status } = await post(url, JSON.stringify({ query: '{ __typename }' }), { 'content-type': type });
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
    const address = `${url}/graphql?query=${encodeURIComponent('{ items { id } }')}`;
    expect((await fetch(address)).status).toBe(400);
    const asked = await fetch(address, { headers: { 'apollo-require-preflight': 'true' } });
    expect(asked.status).toBe(200);
    expect(await asked.json()).toMatchObject({ data: { items: [{ id: 'b1' }, { id: 'f1' }] } });
  });

  it('knows persisted queries by their hash', async () => {
    const query = '{ book(isbn: "b1") { title } }';
    const extensions = { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } };
    const send = async (body: object): Promise<unknown> => (await post(url, JSON.stringify(body))).json();
    expect(await send({ extensions })).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }] });
    expect(await send({ query, extensions })).toEqual({ data: { book: { title: 'Emma' } } });
    expect(await send({ extensions })).toEqual({ data: { book: { title: 'Emma' } } });
    expect(await send({ query: '{ __typename }', extensions })).toMatchObject({ errors: [{ extensions: { code: expect.any(String) } }] });
  });

  it('refuses batches, oversized bodies and what is no request, and stays well', async () => {
    expect((await post(url, JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]))).status).toBe(400);
    expect((await post(url, JSON.stringify({ query: `{ __typename } # ${'x'.repeat(300_000)}` }))).status).toBe(413);
    for (const body of ['', '{', 'null', '[]', '{"query": 7}', '{"query": "{ nothing }"}', '{"query":"{ __typename }","variables":"x"}']) {
      const response = await post(url, body);
      expect({ body, status: response.status }).toEqual({ body, status: 400 });
      expect(await response.text()).not.toMatch(/node_modules|\n\s+at |127\.0\.0\.1/);
    }
    expect((await fetch(`${url}/nothing-here`)).status).toBe(404);
    expect((await ask(url, { query: '{ __typename }' })).status).toBe(200);
  });

  it('refuses a kilobyte of nested fragments at once', async () => {
    const depth = 20;
    const fragments = Array.from(
      { length: depth },
      (_, n) => `fragment F${n} on Query { ${n + 1 < depth ? `...F${n + 1} ...F${n + 1}` : 'items { id }'} }`,
    );
    const query = `{ ...F0 ...F0 } ${fragments.join(' ')}`;
    const timed = async (text: string): Promise<{ ms: number; status: number; data: unknown }> => {
      const started = performance.now();
      const { status, data } = await ask(url, { query: text });
      return { ms: performance.now() - started, status, data };
    };
    await timed('{ warm: __typename }');
    const usual = await timed('{ a: __typename }');
    const bomb = await timed(query);
    expect(bomb).toMatchObject({ status: 400 });
    expect(bomb.data ?? null).toBeNull();
    expect(bomb.ms).toBeLessThan(usual.ms + 500);
  });
});

it('enforces what a supergraph protects', async () => {
  library.write('protected');
  const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile });
  try {
    const { data, errors = [] } = await ask<unknown>(url, { query: '{ items { id ... on Book { loans { reader } } } }' });
    expect(data).toEqual({ items: [{ id: 'b1', loans: null }, { id: 'f1' }] });
    expect(errors.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['items', 0, 'loans'], 'UNAUTHORIZED_FIELD_OR_TYPE'],
    ]);
  } finally {
    await program.stop();
    library.write('plain');
  }
});

it('refuses to start with a supergraph whose protection it cannot enforce', async () => {
  library.write('unenforceable');
  const program = startProgram('gateway/main.js', { env: { SUPERGRAPH: library.supergraphFile, PORT: '0', EXPLORER: 'false' } });
  try {
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(/^The configuration has a fault:\n- SUPERGRAPH: .*locks\/v0\.1.*\n$/);
    expect(program.stdout()).toBe('');
  } finally {
    await program.stop();
    library.write('plain');
  }
});

describe('in production', () => {
  const INTROSPECTION = { query: '{ __schema { queryType { name } } }' };
  const page = (url: string): Promise<Response> => fetch(url, { headers: { accept: 'text/html' } });

  it('shows neither its schema nor an explorer, and says little about mistakes', async () => {
    const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, NODE_ENV: 'production', EXPLORER: '' });
    try {
      expect((await page(url)).status).toBe(404);
      const introspection = await ask(url, INTROSPECTION);
      expect(introspection).toMatchObject({ status: 400 });
      expect(introspection.data).toBeUndefined();
      for (const query of ['{ item { id } }', '{ book(isb: "b1") { title } }', '{ items { titel } }', '{ items { ... on Boo { id } } }']) {
        const { errors } = await ask(url, { query });
        expect(errors?.length).toBeGreaterThan(0);
        expect(JSON.stringify(errors)).not.toMatch(/did you mean|stacktrace|node_modules|\\n\s+at /i);
      }
      expect((await ask(url, { query: EVERYTHING })).errors).toBeUndefined();
    } finally {
      await program.stop();
    }
  });

  it('brings the explorer, and the schema it needs, where asked to', async () => {
    const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, NODE_ENV: 'production', EXPLORER: 'true' });
    try {
      expect((await page(url)).status).toBe(200);
      expect((await ask(url, INTROSPECTION)).data).toEqual({ __schema: { queryType: { name: 'Query' } } });
    } finally {
      await program.stop();
    }
  });
});

describe('told to end', () => {
  it('first refuses readiness, then connections, finishes what is under way, and ends with 0', async () => {
    const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, DRAIN_DELAY_MS: '500' });
    try {
      const underWay = ask(url, { query: '{ slowly(ms: 1500) }' });
      await until(async () => (await statusOf(`${url}/health/ready`)) === 200, 1_000);
      await new Promise((resolve) => setTimeout(resolve, 100));
      program.kill('SIGTERM');
      await until(async () => (await statusOf(`${url}/health/ready`)) === 503, 400);
      expect(await statusOf(`${url}/health/live`)).toBe(200);
      expect((await ask(url, { query: '{ late: __typename }', headers: { connection: 'close' } })).status).toBe(200);
      await until(async () => (await statusOf(`${url}/health/live`)) === 'refused', 1_000);
      expect(await underWay).toMatchObject({ status: 200, data: { slowly: 'done' } });
      expect(await program.ended).toBe(0);
    } finally {
      await program.stop();
    }
  });

  it.each([
    ['SIGINT', 0],
    ['SIGTERM', 0],
  ] as const)('ends at once on %s when nothing is under way', async (signal, code) => {
    const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile });
    // A connection that is kept alive must not hold it up.
    await ask(url, { query: '{ __typename }' });
    const started = performance.now();
    program.kill(signal);
    expect(await program.ended).toBe(code);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('does not wait for somebody who presses Ctrl-C twice', async () => {
    const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile });
    const underWay = ask(url, { query: '{ slowly(ms: 5000) }' }).catch(() => 'cut');
    await new Promise((resolve) => setTimeout(resolve, 300));
    program.kill('SIGINT');
    await until(async () => (await statusOf(`${url}/health/live`)) === 'refused', 1_000);
    program.kill('SIGINT');
    expect(await program.ended).toBe(1);
    expect(await underWay).toBe('cut');
  });
});
