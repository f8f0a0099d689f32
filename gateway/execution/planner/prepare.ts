// A supergraph as Apollo's planner plans it rightly: two of its faults are worked around in what it is given. Clients see the same.
import { withArgumentVariants, type ArgumentVariants } from './argument-variants';
import { withoutUselessKeys } from './useless-keys';

export interface PreparedSupergraph {
  sdl: string;
  /** For whoever reads its plans. */
  variants: ArgumentVariants;
}

/** Throws a GraphQLError where the text is no GraphQL. */
export function prepareForApollo(supergraphSdl: string): PreparedSupergraph {
  return withArgumentVariants(withoutUselessKeys(supergraphSdl));
}
