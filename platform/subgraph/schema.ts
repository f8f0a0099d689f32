// A subgraph's executable schema from its SDL and its resolvers.
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { scalars } from './scalars';

/** `resolvers` must be typed by the code generator against the same SDL; the library's own type is an index signature that says less. */
export function buildSchema(typeDefs: DocumentNode, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs, resolvers: { ...resolvers, ...scalars } as GraphQLResolverMap<unknown> });
}
