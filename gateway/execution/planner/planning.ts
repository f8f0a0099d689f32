// Which planner stands behind the seam: `PLANNER` in the gateway's settings. Each is given the supergraph in the form that it plans
// rightly. Knows nothing of executing.
import type { QueryPlanner } from '@apollo/query-planner';
import { createApolloPlanner } from './apollo';
import { createHivePlanner } from './hive';
import { loadHivePackage } from './hive-package';
import type { Planner } from './planner';
import { prepareForApollo, unprepared, type PreparedSupergraph } from './prepare';

export type PlannerName = 'apollo' | 'hive';

export interface Planning {
  readonly name: PlannerName;
  /** The supergraph as the planner is given it. Throws a GraphQLError where the text is no GraphQL. */
  prepare(supergraphSdl: string): PreparedSupergraph;
  /** The planner of a supergraph that Apollo's library has loaded, made of `prepared`. Throws where it cannot plan it. */
  open(loaded: QueryPlanner, prepared: PreparedSupergraph): Planner;
}

/** The default: it runs everywhere. */
export const apolloPlanning: Planning = {
  name: 'apollo',
  prepare: prepareForApollo,
  open: (loaded, { variants }) => createApolloPlanner(loaded, variants),
};

/** Throws a ConfigError that names PLANNER where the planner's package is not installed, or does not run on this machine. */
export function loadPlanning(name: PlannerName): Planning {
  if (name === 'apollo') return apolloPlanning;
  const open = loadHivePackage();
  return {
    name,
    prepare: unprepared,
    open: ({ supergraph }, { sdl }) => createHivePlanner(open(sdl), supergraph.apiSchema().toGraphQLJSSchema()),
  };
}
