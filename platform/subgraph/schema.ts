// A subgraph's executable schema from its SDL and its resolvers.
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { scalars } from './scalars';

/** `resolvers` are typed by the code generator against the same SDL. */
export function buildSchema(typeDefs: DocumentNode, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema({ typeDefs, resolvers: { ...resolvers, ...scalars } });
}
