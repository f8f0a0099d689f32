// Somebody else's small graph: two subgraphs that know nothing of this project, each on an HTTP server that can be told to
// misbehave, and the gateway in front of them.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import Fastify from 'fastify';
import { graphql, parse } from 'graphql';
import { openAccess } from '../../gateway/access/open';
import { readGatewaySettings } from '../../gateway/env';
import { startServer } from '../../gateway/server';
import { createEnvReader } from '../../platform/env';
import type { SubgraphLink } from '../../platform/link/link';
import { createRemoteLink } from '../../platform/link/remote';
import type { Log, LogFields } from '../../platform/log';
import { buildSchema } from '../../platform/subgraph/schema';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requires", "@external", "@inaccessible"])';

export const PRODUCTS = `${LINK}
  type Query { product(upc: ID!): Product products: [Product!]! }
  type Mutation { rename(upc: ID!, name: String!): Product }
  type Product @key(fields: "upc") { upc: ID! name: String }`;

/** What the subgraph serves from the start; the gateway knows of the colour once the supergraph does. */
export const PRODUCTS_LATER = PRODUCTS.replace('name: String }', 'name: String colour: String }');

export const REVIEWS = `${LINK}
  type Query { latest: Review }
  type Review { body: String! product: Product }
  type Product @key(fields: "upc") { upc: ID! name: String @external rating: Float reviews: [Review!] notes: String @inaccessible label: String @requires(fields: "name") }`;

const names: Record<string, string> = { '1': 'Table', '2': 'Chair' };
const resolvers = {
  Query: {
    product: (_: unknown, { upc }: { upc: string }) => (names[upc] === undefined ? null : { upc, name: names[upc] }),
    products: () => Object.entries(names).map(([upc, name]) => ({ upc, name })),
    latest: () => ({ body: 'Good', product: { upc: '2' } }),
  },
  Mutation: { rename: (_: unknown, { upc, name }: { upc: string; name: string }) => ({ upc, name }) },
  Product: {
    __resolveReference: (reference: { upc: string; name?: string }) => ({ ...reference, name: reference.name ?? names[reference.upc] }),
    rating: ({ upc }: { upc: string }) => {
      if (upc === '2') throw new Error('connect ECONNREFUSED db.internal:5432');
      return 4.5;
    },
    reviews: () => [{ body: 'Good' }],
    label: ({ name }: { name: string }) => `[${name}]`,
    colour: () => 'red',
  },
};

/** How a subgraph behaves: with a text, it answers that text. */
export type Mode = 'fine' | 'hang' | { text: string; status?: number };

export interface SmallSubgraph {
  name: string;
  url: string;
  mode: Mode;
  /** Headers of the fetches so far. */
  fetches: { query: string; headers: Record<string, unknown> }[];
  /** Requests whose connection was closed before their answer. */
  abandoned: number;
  close(): Promise<void>;
}

async function startSubgraph(name: string, sdl: string): Promise<SmallSubgraph> {
  const app = Fastify({ forceCloseConnections: true });
  const schema = buildSchema(parse(sdl), resolversOf(sdl));
  const subgraph: SmallSubgraph = { name, url: '', mode: 'fine', fetches: [], abandoned: 0, close: async () => void (await app.close()) };
  app.post('/graphql', async (request, reply) => {
    const { query, variables } = request.body as { query: string; variables?: Record<string, unknown> };
    subgraph.fetches.push({ query, headers: request.headers });
    reply.raw.once('close', () => (subgraph.abandoned += reply.raw.writableFinished ? 0 : 1));
    if (subgraph.mode === 'hang') return new Promise(() => undefined);
    if (subgraph.mode !== 'fine') return reply.code(subgraph.mode.status ?? 200).send(subgraph.mode.text);
    const answer = await graphql({ schema, source: query, variableValues: variables });
    return { ...answer, errors: answer.errors?.map(({ message, path }) => ({ message, path })) };
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  subgraph.url = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/graphql`;
  return subgraph;
}

/** Those of the SDL's own fields: a subgraph's schema refuses others. */
function resolversOf(sdl: string): Record<string, object> {
  const declares = (name: string): boolean => name === '__resolveReference' || new RegExp(`\\b${name}\\b`).test(sdl);
  return Object.fromEntries(
    Object.entries(resolvers)
      .filter(([type]) => sdl.includes(`type ${type} `))
      .map(([type, fields]) => [type, Object.fromEntries(Object.entries(fields).filter(([field]) => declares(field)))]),
  );
}

/** The supergraph's text, with these SDLs by name. */
export function supergraphOf(subgraphs: readonly SmallSubgraph[], sdl: Record<string, string>): string {
  const services = subgraphs.map(({ name, url }) => ({ name, url, typeDefs: parse(sdl[name] ?? '') }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(`does not compose: ${String(errors)}`);
  return supergraphSdl;
}

export interface Answer {
  status: number;
  headers: Headers;
  data?: Record<string, unknown> | null;
  errors?: { message: string; path?: (string | number)[]; extensions?: Record<string, unknown> }[];
  extensions?: { customerGraph?: Record<string, unknown> };
}

export interface SmallGraph {
  url: string;
  products: SmallSubgraph;
  reviews: SmallSubgraph;
  lines: [level: string, message: string, fields: LogFields | undefined][];
  ask(query: string, headers?: Record<string, string>, signal?: AbortSignal): Promise<Answer>;
  /** Replaces the supergraph file, as a deployment does: at once. */
  replaceSupergraph(text: string): void;
  stopGateway(): Promise<void>;
  close(): Promise<void>;
}

/** `env` over sensible settings for a test. */
export async function startSmallGraph(env: Record<string, string> = {}): Promise<SmallGraph> {
  const folder = mkdtempSync(join(tmpdir(), 'small-graph-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const products = await startSubgraph('products', PRODUCTS_LATER);
  const reviews = await startSubgraph('reviews', REVIEWS);
  writeFileSync(supergraphFile, supergraphOf([products, reviews], { products: PRODUCTS, reviews: REVIEWS }));
  const lines: SmallGraph['lines'] = [];
  const note = (level: string) => (message: string, fields?: LogFields) => void lines.push([level, message, fields]);
  const log: Log = { info: note('info'), warn: note('warn'), error: note('error') };
  const reader = createEnvReader({ PORT: '0', EXPLORER: 'false', ...env });
  const settings = readGatewaySettings(reader);
  const access = await openAccess(reader, { foreign: true, log });
  if (settings === undefined || access === undefined) throw new Error('the settings are wrong');
  const links: SubgraphLink[] = [];
  const server = await startServer({
    settings,
    supergraphFile,
    access,
    log,
    healthDetails: () => ({ cache: 'none' }),
    brokenLookups: () => Promise.resolve([]),
    linkTo(name, url) {
      const link = createRemoteLink(name, url);
      links.push(link);
      return link;
    },
  });
  let running = true;
  const stopGateway = async (): Promise<void> => {
    if (!running) return;
    running = false;
    await Promise.all(links.map((link) => link.close()));
    await server.close();
    await access.close();
  };
  return {
    url: server.url,
    products,
    reviews,
    lines,
    async ask(query, headers = {}, signal) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
        signal: signal ?? null,
      });
      const body: Omit<Answer, 'status' | 'headers'> = await response.json();
      return { ...body, status: response.status, headers: response.headers };
    },
    replaceSupergraph(text) {
      writeFileSync(`${supergraphFile}.new`, text);
      renameSync(`${supergraphFile}.new`, supergraphFile);
    },
    stopGateway,
    async close() {
      await stopGateway();
      await Promise.all([products.close(), reviews.close()]);
      rmSync(folder, { recursive: true });
    },
  };
}
