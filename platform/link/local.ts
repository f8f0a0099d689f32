// A link to a subgraph in this process.
import { UpstreamError } from '../errors';
import type { Patience } from '../request/patience';
import type { RunningSubgraph } from '../subgraph/subgraph';
import type { SubgraphLink } from './link';

/** The caller owns the subgraph: closing the link leaves it running. */
export function createLocalLink(subgraph: RunningSubgraph): SubgraphLink {
  const { name } = subgraph;
  return { name, send: (request) => until(subgraph.execute(request), name, request.patience), close: () => Promise.resolve() };
}

/** The answer, or a timeout once nobody waits. The subgraph has the same patience, and knows what others wait for. */
function until<T>(promise: Promise<T>, name: string, patience: Patience | undefined): Promise<T> {
  if (patience === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stopListening = patience.onceOver(() => reject(new UpstreamError(name, 'UPSTREAM_TIMEOUT')));
    promise.then(resolve, reject).finally(stopListening);
  });
}
