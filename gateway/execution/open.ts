// Opens a supergraph that Apollo's library has loaded: its schemas, a planner, and the executor over them.
import type { QueryPlanner } from '@apollo/query-planner';
import type { GraphQLSchema } from 'graphql';
import type { AlsoAsk } from './also-ask';
import { createExecutor, type Executor } from './executor';
import { fieldNamesOf } from './field-names';
import { createGraph } from './graph';
import { joinsOf } from './joins';
import type { Planning } from './planner/planning';
import type { PreparedSupergraph } from './planner/prepare';

/**
 * `api` is the schema that operations are validated against, made from the planner's supergraph; that was made of `prepared`, as
 * `planning` prepares it. `alsoAsk` left out = only what clients ask for is asked.
 */
export function createApolloExecutor(
  planner: QueryPlanner,
  api: GraphQLSchema,
  prepared: PreparedSupergraph,
  planning: Planning,
  alsoAsk?: AlsoAsk,
): Executor {
  const full = planner.supergraph.schema.toGraphQLJSSchema();
  const graph = createGraph(api, full, planning.open(planner, prepared), joinsOf(prepared.sdl));
  return createExecutor(graph, fieldNamesOf(full, prepared.sdl), alsoAsk);
}
