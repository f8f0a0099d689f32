// Opens a supergraph that Apollo's library has loaded: its schemas, its planner, and the executor over them.
import type { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import { createExecutor, type Executor } from './executor';
import { fieldNamesOf } from './field-names';
import { createGraph } from './graph';
import { createApolloPlanner } from './planner/apollo';

/** `api` is the schema that operations are validated against, made from the planner's supergraph. */
export function createApolloExecutor(planner: QueryPlanner, api: GraphQLSchema, supergraphSdl: string): Executor {
  const full = planner.supergraph.schema.toGraphQLJSSchema();
  return createExecutor(createGraph(api, full, createApolloPlanner(planner)), fieldNamesOf(full, supergraphSdl));
}
