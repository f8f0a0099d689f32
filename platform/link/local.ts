// A link to a subgraph in this process.
import { UpstreamError } from '../errors';
import type { RunningSubgraph } from '../subgraph/subgraph';
import type { SubgraphLink } from './link';

/** The caller owns the subgraph: closing the link leaves it running. */
export function createLocalLink(subgraph: RunningSubgraph): SubgraphLink {
  const { name } = subgraph;
  return { name, send: (request) => until(subgraph.execute(request), name, request.signal), close: () => Promise.resolve() };
}

/** The answer, or a timeout once the signal fires; whoever still works on it goes on into the cache. */
function until<T>(promise: Promise<T>, name: string, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const late = (): void => reject(new UpstreamError(name, 'UPSTREAM_TIMEOUT'));
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', late));
  });
}
