// Reads a subgraph's SDL: the header that all share, then its own file; and what all of them make together.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, type DocumentNode, type GraphQLSchema } from 'graphql';

const HEADER = '_header.graphql';
const COMPOSED = 'supergraph.graphql';

/** The names of the subgraphs that have an SDL file in the folder, sorted. */
export function subgraphNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql') && file !== HEADER && file !== COMPOSED)
    .map((file) => file.replace('.graphql', ''))
    .sort();
}

/** The whole SDL of one subgraph; throws where a file cannot be read or is no GraphQL. */
export function readSubgraphSdl(folder: string, name: string): DocumentNode {
  const text = [HEADER, `${name}.graphql`].map((file) => readFileSync(join(folder, file), 'utf8'));
  return parse(text.join('\n'));
}

/** The whole graph's schema, with its directives, as it was composed of the files here; throws like `readSubgraphSdl`. */
export function readComposedSchema(folder: string): GraphQLSchema {
  return buildSchema(readFileSync(join(folder, COMPOSED), 'utf8'), { assumeValid: true });
}
