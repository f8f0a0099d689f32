// A supergraph of somebody else's: two subgraphs on plain Apollo servers, as their own documentation starts them, with entities
// behind an interface. They know nothing of this project.
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginInlineTraceDisabled } from '@apollo/server/plugin/disabled';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated"])';

const CATALOGUE = `${LINK}
  type Query { items: [Item!]! book(isbn: ID!): Book slowly(ms: Int!): String }
  interface Item { id: ID! title: String! }
  type Book implements Item @key(fields: "id") { id: ID! title: String! pages: Int }
  type Film implements Item @key(fields: "id") { id: ID! title: String! minutes: Int }`;

const LENDING = `${LINK}
  type Book @key(fields: "id") { id: ID! loans: [Loan!] }
  type Film @key(fields: "id") { id: ID! loans: [Loan!] }
  type Loan { reader: String! }`;

const items = [
  { __typename: 'Book', id: 'b1', title: 'Emma', pages: 474 },
  { __typename: 'Film', id: 'f1', title: 'Alien', minutes: 117 },
];
const loansOf = ({ id }: { id: string }) => (id === 'b1' ? [{ reader: 'Sam' }, { reader: 'Kim' }] : []);

const resolvers = {
  catalogue: {
    Query: {
      items: () => items,
      book: (_: unknown, { isbn }: { isbn: string }) => items.find(({ id }) => id === isbn) ?? null,
      slowly: (_: unknown, { ms }: { ms: number }) => new Promise((resolve) => setTimeout(() => resolve('done'), ms).unref()),
    },
  },
  lending: { Book: { loans: loansOf }, Film: { loans: loansOf } },
};

export interface LibraryGraph {
  /** The file's path; its addresses are where the two listen. */
  supergraphFile: string;
  /** Replaces the file: as at first, with one more field (`Loan.due`), with one that only those signed in may see, with a protection that nobody here knows, with nonsense. */
  write(version: 'plain' | 'extended' | 'protected' | 'unenforceable' | 'broken'): void;
  close(): Promise<void>;
}

/** Starts both on free ports; the caller must `close()` it. */
export async function startLibraryGraph(): Promise<LibraryGraph> {
  const folder = mkdtempSync(join(tmpdir(), 'library-graph-'));
  const supergraphFile = join(folder, 'supergraph.graphql');
  const catalogue = await startSubgraph(CATALOGUE, resolvers.catalogue);
  const lending = await startSubgraph(`${LENDING} extend type Loan { due: String }`, resolvers.lending);
  const sdl = {
    plain: LENDING,
    extended: `${LENDING} extend type Loan { due: String }`,
    unenforceable: LENDING,
    protected: LENDING.replace('loans: [Loan!]', 'loans: [Loan!] @authenticated'),
  };
  const write: LibraryGraph['write'] = (version) => {
    const text = version === 'broken' ? 'type Query {' : compose(catalogue.url, lending.url, sdl[version], version === 'unenforceable');
    // At once, as deployments replace files.
    writeFileSync(`${supergraphFile}.new`, text);
    renameSync(`${supergraphFile}.new`, supergraphFile);
  };
  write('plain');
  return {
    supergraphFile,
    write,
    async close() {
      await Promise.all([catalogue.server.stop(), lending.server.stop()]);
      rmSync(folder, { recursive: true });
    },
  };
}

async function startSubgraph(
  sdl: string,
  given: (typeof resolvers)['catalogue' | 'lending'],
): Promise<{ url: string; server: ApolloServer }> {
  const server = new ApolloServer({
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: given }),
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
  });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return { url, server };
}

function compose(catalogueUrl: string, lendingUrl: string, lending: string, isLocked: boolean): string {
  const { supergraphSdl, errors } = composeServices([
    { name: 'catalogue', url: catalogueUrl, typeDefs: parse(CATALOGUE) },
    { name: 'lending', url: lendingUrl, typeDefs: parse(lending) },
  ]);
  if (supergraphSdl === undefined) throw new Error(`does not compose: ${String(errors)}`);
  return isLocked
    ? supergraphSdl.replace(/^schema$/m, 'schema @link(url: "https://specs.example/locks/v0.1", for: SECURITY)')
    : supergraphSdl;
}
