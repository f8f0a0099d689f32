// The gateway as Apollo Server takes one: what it loads, whom it asks, what a reload changes. Over the network it is tested in
// server.test.ts.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloServer } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { createContext, type GatewayContext } from '../../gateway/context';
import { createGateway, type GatewayOptions } from '../../gateway/gateway';
import type { SubgraphRequest } from '../../platform/link/link';
import { until } from '../support/until';

const folder = mkdtempSync(join(tmpdir(), 'gateway-'));
const supergraphFile = join(folder, 'supergraph.graphql');
const write = (fields: string): void => {
  const { supergraphSdl } = composeServices([{ name: 'house', url: 'http://house', typeDefs: parse(`type Query { ${fields} }`) }]);
  writeFileSync(supergraphFile, supergraphSdl ?? '');
};
const asked: SubgraphRequest[] = [];
const linked: string[] = [];
const lines: string[] = [];
let servers: ApolloServer<GatewayContext>[] = [];

async function start(options: Partial<GatewayOptions> = {}) {
  const gateway = createGateway({
    supergraphFile,
    linkTo(name, url) {
      linked.push(`${name} ${url}`);
      return {
        name,
        async send(request) {
          asked.push(request);
          return { data: { name: 'House' } };
        },
        close: () => Promise.resolve(),
      };
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => void lines.push(message) },
    ...options,
  });
  const server = new ApolloServer<GatewayContext>({ gateway, stopOnTerminationSignals: false });
  servers.push(server);
  await server.start();
  return async (query: string, explain = false) => {
    const contextValue = createContext(explain ? { 'x-customer-graph-explain': 'on' } : {}, 1_000);
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
