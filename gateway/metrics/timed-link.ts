// A link whose fetches are timed. Between the executor, which asks, and the link, which cannot tell.
import type { SubgraphLink, SubgraphResponse } from '../../platform/link/link';
import type { RequestBook } from './request-book';

/** The same link; `fetched` is told of each fetch. */
export function timedLink(link: SubgraphLink, { fetched }: Pick<RequestBook, 'fetched'>): SubgraphLink {
  return {
    ...link,
    async send(request): Promise<SubgraphResponse> {
      const started = performance.now();
      const ended = (outcome: 'ok' | 'errors' | 'failed'): void => fetched(link.name, outcome, (performance.now() - started) / 1_000);
      try {
        const response = await link.send(request);
        ended(response.errors === undefined || response.errors.length === 0 ? 'ok' : 'errors');
        return response;
      } catch (error) {
        ended('failed');
        throw error;
      }
    },
  };
}
