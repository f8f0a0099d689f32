// A link to a subgraph in this process.
import type { RunningSubgraph } from '../subgraph/subgraph';
import type { SubgraphLink } from './link';

/** The caller owns the subgraph: closing the link leaves it running. */
export function createLocalLink(subgraph: RunningSubgraph): SubgraphLink {
  return { name: subgraph.name, send: (request) => subgraph.execute(request), close: () => Promise.resolve() };
}
