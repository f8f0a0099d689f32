// What the fetches of one request have in common: whom to ask, what to tell them of the request, and the books that are kept of
// their answers. Between the request's context and the executor, which knows neither HTTP nor costs.
import type { CachePolicy } from '@apollo/cache-control-types';
import { z } from 'zod';
import type { SubgraphLink, SubgraphResponse } from '../platform/link/link';
import type { Log } from '../platform/log';
import { toHeaders } from '../platform/request/headers';
import { costs } from '../platform/request/ledger';
import { frameOf, type GatewayContext } from './context';
import type { FetchEnvironment } from './execution/ask';

const report = z.object({
  costs,
  freshness: z.object({ maxAgeSeconds: z.number(), scope: z.enum(['PUBLIC', 'PRIVATE']) }),
});

export interface FetchEnvironmentInput {
  linkOf(subgraph: string): SubgraphLink;
  /** Of the gateway's own requests there is none. */
  context: Partial<GatewayContext>;
  /** Apollo Server's, of the whole answer. */
  policy: unknown;
  log: Log;
}

export function createFetchEnvironment({ linkOf, context, policy, log }: FetchEnvironmentInput): FetchEnvironment {
  return {
    linkOf,
    headersFor: () => (isWhole(context) ? { ...context.forwardedHeaders, ...toHeaders(frameOf(context)) } : {}),
    patience: context.patience,
    answered(_subgraph, { extensions }: SubgraphResponse) {
      const said = extensions?.['customerGraph'];
      const parsed = said === undefined ? undefined : report.safeParse(said);
      // A subgraph that says nothing of freshness promises none.
      const hint = parsed?.success === true ? hintOf(parsed.data) : { maxAge: 0 };
      if (isCachePolicy(policy)) policy.restrict(hint);
      if (parsed?.success === true) context.costs?.addAll(parsed.data.costs);
    },
    failed(subgraph, error) {
      // Given up, not failed.
      if (context.client?.isGone === true) return;
      const cause = error.cause instanceof Error ? error.cause.name : '';
      log.warn('a subgraph failed', { requestId: context.requestId ?? '', subgraph, code: error.code, cause });
      context.costs?.add(subgraph, { error: error.code });
    },
  };
}

/** What came from our own cache has used up part of its time already. */
function hintOf({ costs: spent, freshness }: z.infer<typeof report>): { maxAge: number; scope: 'PUBLIC' | 'PRIVATE' } {
  const oldest = Math.max(0, ...Object.values(spent).map(({ ageSeconds }) => ageSeconds));
  return { maxAge: Math.max(0, freshness.maxAgeSeconds - oldest), scope: freshness.scope };
}

function isWhole(context: Partial<GatewayContext>): context is GatewayContext {
  return context.requestId !== undefined;
}

/** The gateway's types leave the policy open; Apollo Server makes it. */
function isCachePolicy(value: unknown): value is Pick<CachePolicy, 'restrict'> {
  return typeof value === 'object' && value !== null && 'restrict' in value && typeof value.restrict === 'function';
}
