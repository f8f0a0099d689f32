// The gateway as Apollo Server takes one: what it loads, whom it asks, what a reload changes. Over the network it is tested in
// server.test.ts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { createContext, type GatewayContext } from '../../gateway/context';
import { createGateway, type GatewayOptions } from '../../gateway/gateway';
import type { SubgraphRequest } from '../../platform/link/link';
import { ANONYMOUS, EVERYBODY, type Caller } from '../../platform/request/caller';
import { until } from '../support/until';

const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const write = (fields: string, link = ''): void => {
  const { supergraphSdl } = composeServices([{ name: 'house', url: 'http://house', typeDefs: parse(`${link} type Query { ${fields} }`) }]);
  writeFileSync(supergraphFile, supergraphSdl ?? '');
};
/** A graph that protects its `secret`. */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [{ name: "@authenticated", as: "@auth" }])';
const SOMEBODY: Caller = { ...ANONYMOUS, kind: 'person', subject: 'somebody' };
const asked: SubgraphRequest[] = [];
const linked: string[] = [];
const lines: string[] = [];
let servers: ApolloServer<GatewayContext>[] = [];

async function start(options: Partial<GatewayOptions> = {}, plugins: ApolloServerPlugin<GatewayContext>[] = []) {
  const gateway = createGateway({
    supergraphFile,
    linkTo(name, url) {
      linked.push(`${name} ${url}`);
      return {
        name,
        async send(request) {
          asked.push(request);
          return { data: { name: 'House', shown: 'House', ...(request.query.includes('secret') ? { secret: 'told' } : {}) } };
        },
        close: () => Promise.resolve(),
      };
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => void lines.push(message) },
    ...options,
  });
  const server = new ApolloServer<GatewayContext>({ gateway, plugins, stopOnTerminationSignals: false });
  await server.start();
  servers.push(server);
  return async (query: string, explain = false, caller?: Caller) => {
    const contextValue = createContext(explain ? { 'x-customer-graph-explain': 'on' } : {}, 1_000, caller === undefined ? {} : { caller });
    const { body } = await server.executeOperation({ query }, { contextValue });
    return body.kind === 'single' ? body.singleResult : undefined;
  };
}

beforeEach(() => {
  write('name: String');
  for (const list of [asked, linked, lines]) list.splice(0);
});
afterEach(async () => {
  await Promise.all(servers.map((server) => server.stop()));
  servers = [];
});
afterAll(() => rmSync(folder, { recursive: true }));

test('it asks subgraphs by their links, and says beforehand which', async () => {
  const ask = await start();
  const result = await ask('query Named { n: name }');
  expect(result?.data).toEqual({ n: null });
  expect(asked).toMatchObject([{ query: 'query Named__house__0{n:name}', headers: { 'x-asked-subgraphs': 'house' } }]);
  expect(linked).toEqual(['house http://house']);
});

test('after a reload requests are answered on the new graph', async () => {
  const ask = await start();
  expect((await ask('{ later }'))?.errors).toHaveLength(1);
  write('name: String later: String');
  await until(async () => (await ask('{ later }'))?.errors === undefined, 5_000);
});

test('a request that began before a reload ends on its own graph', async () => {
  write('shown: String');
  let goOn = (): void => undefined;
  const reloaded = new Promise<void>((resolve) => (goOn = resolve));
  const didResolveOperation = async ({ source }: { source: string }): Promise<void> => {
    if (source.includes('shown')) await reloaded;
  };
  const ask = await start({}, [{ requestDidStart: () => Promise.resolve({ didResolveOperation }) }]);
  const underWay = ask('{ shown }');
  write('name: String');
  await until(async () => (await ask('{ name }'))?.errors === undefined, 5_000);
  goOn();
  expect(await underWay).toEqual({ data: { shown: 'House' } });
});

test('a plan is shown where that is allowed, and nobody is asked for data', async () => {
  const [shown, hidden] = [await start({ explains: true }), await start()];
  const result = await shown('{ name }', true);
  expect(result).toMatchObject({
    data: null,
    extensions: { customerGraph: { planner: 'apollo', plan: [{ subgraph: 'house', reads: null }] } },
  });
  // Who does not know the question for reads answers this, and reads nothing.
  expect(asked).toMatchObject([{ query: '{__typename}', variables: { reads: '{name}' } }]);
  expect((await hidden('{ name }', true))?.data).toEqual({ name: 'House' });
});

test('ready operations are compiled beforehand', async () => {
  const ask = await start({ readyOperations: ['query Ready { name }', 'no GraphQL {'] });
  expect((await ask('query Ready { name }'))?.data).toEqual({ name: 'House' });
  expect(lines).toEqual([]);
});

describe('a graph that protects something', () => {
  const QUERY = '{ name secret }';
  const ERRORS = [{ message: 'Unauthorized field or type', path: ['secret'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }];
  beforeEach(() => write('name: String secret: String @auth', LINK));

  test('is served, and each caller gets what is theirs, whoever asked first', async () => {
    for (const [first, second] of [
      [ANONYMOUS, SOMEBODY],
      [SOMEBODY, ANONYMOUS],
    ]) {
      const ask = await start();
      for (const caller of [first, second, first]) {
        const signedIn = caller === SOMEBODY;
        const result = await ask(QUERY, false, caller);
        expect(result?.data).toEqual({ name: 'House', secret: signedIn ? 'told' : null });
        expect(result?.errors?.length).toBe(signedIn ? undefined : 1);
        if (!signedIn) expect(result?.errors).toMatchObject(ERRORS);
        expect(asked.at(-1)?.query.includes('secret')).toBe(signedIn);
      }
      // Nobody signs in here: nothing is withheld.
      expect((await ask(QUERY))?.data).toEqual({ name: 'House', secret: 'told' });
    }
  });

  test('a request is refused as a whole where that is wanted, and nobody is asked', async () => {
    const ask = await start({ unauthorised: 'reject' });
    expect(await ask(QUERY, false, ANONYMOUS)).toMatchObject({ data: null, errors: ERRORS });
    expect(asked).toEqual([]);
    expect((await ask(QUERY, false, SOMEBODY))?.data).toEqual({ name: 'House', secret: 'told' });
    expect((await ask('{ name }', false, ANONYMOUS))?.data).toEqual({ name: 'House' });
  });

  test('or answered, while it is told what would be withheld', async () => {
    const ask = await start({ unauthorised: 'dry-run' });
    const result = await ask(QUERY, false, ANONYMOUS);
    expect(result).toMatchObject({ data: { name: 'House', secret: 'told' }, extensions: { authorizationErrors: ERRORS } });
    expect(result?.errors).toBeUndefined();
    expect((await ask('{ name }', false, ANONYMOUS))?.extensions).toBeUndefined();
  });

  test('plans show what the caller would cause', async () => {
    const ask = await start({ explains: true });
    const planFor = async (caller: Caller) => JSON.stringify((await ask(QUERY, true, caller))?.extensions);
    expect(await planFor(ANONYMOUS)).not.toContain('secret');
    expect(await planFor(SOMEBODY)).toContain('secret');
  });

  test('requirements come and go with the supergraph', async () => {
    const ask = await start();
    expect((await ask(QUERY, false, ANONYMOUS))?.data).toEqual({ name: 'House', secret: null });
    write('name: String secret: String', LINK);
    await until(async () => (await ask(QUERY, false, ANONYMOUS))?.errors === undefined, 5_000);
    write('name: String @auth secret: String', LINK);
    await until(async () => (await ask(QUERY, false, ANONYMOUS))?.data?.['name'] === null, 5_000);
  });

  test('a graph that asks for more than is enforced does not start, and does not replace one that is', async () => {
    const ask = await start();
    const file = readFileSync(supergraphFile, 'utf8').replace('authenticated/v0.1', 'authenticated/v0.9');
    writeFileSync(supergraphFile, file);
    await expect(start()).rejects.toThrow(/authenticated\/v0.9, which this gateway does not enforce/);
    await until(() => Promise.resolve(lines.some((line) => line.includes('cannot be used'))), 5_000);
    expect((await ask(QUERY, false, ANONYMOUS))?.data).toEqual({ name: 'House', secret: null });
  });
});

describe('a graph that marks personal data', () => {
  const MARKS = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@composeDirective"])
    @link(url: "https://customer-graph.example/pii/v1.0", import: ["@pii"]) @composeDirective(name: "@pii")
    directive @pii(class: pii__Class!) on FIELD_DEFINITION enum pii__Class { CONTACT IDENTITY }`;
  const holder = (scopes: string[], purpose: string | null): Caller => ({ ...SOMEBODY, scopes, purpose });
  beforeEach(() => write('name: String @pii(class: IDENTITY) open: String', MARKS));

  test.each<[what: string, caller: Caller, shown: string, masked: unknown]>([
    ['without the scope', holder([], 'support'), 'H***', [{ class: 'IDENTITY', why: 'SCOPE_MISSING' }]],
    ['with another scope', holder(['pii:contact'], 'support'), 'H***', [{ class: 'IDENTITY', why: 'SCOPE_MISSING' }]],
    ['without a purpose', holder(['pii:identity'], null), 'H***', [{ class: 'IDENTITY', why: 'PURPOSE_MISSING' }]],
    ['with an empty purpose', holder(['pii:identity'], ' '), 'H***', [{ class: 'IDENTITY', why: 'PURPOSE_MISSING' }]],
    ['with both', holder(['pii:identity'], 'support'), 'House', undefined],
    ['to a stranger', ANONYMOUS, 'H***', [{ class: 'IDENTITY', why: 'SCOPE_MISSING' }]],
    ['where nobody signs in', EVERYBODY, 'House', undefined],
  ])('it is shown accordingly %s', async (_, caller, shown, masked) => {
    const ask = await start();
    // Whatever was compiled and shaped for others before.
    for (const other of [EVERYBODY, ANONYMOUS, holder(['pii:identity'], 'support')]) await ask('{ shown: name }', false, other);
    const result = await ask('{ shown: name }', false, caller);
    expect(result?.data).toEqual({ shown });
    expect(result?.extensions).toEqual(masked === undefined ? undefined : { customerGraph: { masked } });
    expect(result?.errors).toBeUndefined();
    // What has nothing personal is not told to be masked.
    expect((await ask('{ open }', false, caller))?.extensions).toBeUndefined();
  });
});
