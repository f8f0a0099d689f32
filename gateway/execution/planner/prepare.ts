// A supergraph as its planner plans it rightly: two faults of Apollo's are worked around in what it is given. Clients see the same.
import { NO_VARIANTS, withArgumentVariants, type ArgumentVariants } from './argument-variants';
import { withoutUselessKeys } from './useless-keys';

export interface PreparedSupergraph {
  sdl: string;
  /** For whoever reads its plans. */
  variants: ArgumentVariants;
}

/** As it was composed, for a planner that needs nothing else. */
export function unprepared(supergraphSdl: string): PreparedSupergraph {
  return { sdl: supergraphSdl, variants: NO_VARIANTS };
}

/** Throws a GraphQLError where the text is no GraphQL. */
export function prepareForApollo(supergraphSdl: string): PreparedSupergraph {
  return withArgumentVariants(withoutUselessKeys(supergraphSdl));
}
