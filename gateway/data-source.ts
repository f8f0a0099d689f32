// How the plan executor reaches a subgraph: over its link, within the request's deadline. A fetch that fails costs its own
// fields and nothing else. The stock data source is not used: it has no deadline, leaks bodies and addresses, and is slow.
import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { CachePolicy } from '@apollo/cache-control-types';
import { parse } from 'graphql';
import { z } from 'zod';
import { UpstreamError } from '../platform/errors';
import type { SubgraphError, SubgraphLink, SubgraphResponse } from '../platform/link/link';
import type { Log } from '../platform/log';
import { toHeaders } from '../platform/request/headers';
import { costs } from '../platform/request/ledger';
import { frameOf, type GatewayContext } from './context';
import { answerForFailedFetch, oneErrorAnEntity, type FailedFetch, type Visibility } from './failed-fetch';

const report = z.object({
  costs,
  freshness: z.object({ maxAgeSeconds: z.number(), scope: z.enum(['PUBLIC', 'PRIVATE']) }),
});

/** The data source of one subgraph. */
export function createDataSource(link: SubgraphLink, visibility: () => Visibility, log: Log): GraphQLDataSource<GatewayContext> {
  return {
    async process(options: GraphQLDataSourceProcessOptions<GatewayContext>) {
      const query = options.request.query ?? '';
      const variables = options.request.variables ?? {};
      const context: Partial<GatewayContext> = options.context;
      const { signal } = context;
      const failed = (error: Pick<SubgraphError, 'message' | 'extensions'>): FailedFetch =>
        answerForFailedFetch(parse(query), variables, error, visibility());
      try {
        const response = await until(
          link.send({
            query,
            variables,
            headers: isWhole(context) ? toHeaders(frameOf(context)) : {},
            ...(options.request.operationName === undefined ? {} : { operationName: options.request.operationName }),
            ...(signal === undefined ? {} : { signal }),
          }),
          link.name,
          signal,
        );
        keepBooks(response, context, options);
        const { data, errors = [] } = response;
        if (data == null) {
          // Not one field was answered: as good as no answer, and the plan must go on all the same.
          const [first] = errors;
          // What it says of a query that is ours, not the client's, is not for the client: it names hidden fields.
          if (first === undefined || first.extensions.code === 'GRAPHQL_VALIDATION_FAILED')
            throw new UpstreamError(link.name, 'UPSTREAM_CONTRACT');
          const standIn = failed({ message: first.message, extensions: first.extensions });
          return { data: standIn.data, errors: standIn.errors.map(toFormatted) };
        }
        if (errors.length === 0) return { data };
        return { data, errors: oneErrorAnEntity(parse(query), errors, visibility()).map(toFormatted) };
      } catch (error) {
        const failure = error instanceof UpstreamError ? error : new UpstreamError(link.name, 'UPSTREAM_UNAVAILABLE', { cause: error });
        const cause = failure.cause instanceof Error ? failure.cause.name : '';
        log.warn('a subgraph failed', { requestId: context.requestId ?? '', subgraph: link.name, code: failure.code, cause });
        context.costs?.add(link.name, { error: failure.code });
        const { data, errors } = failed({ message: failure.message, extensions: failure.extensions });
        return { data, errors: errors.map(toFormatted) };
      }
    },
  };
}

/** Fetches outside a request (the gateway's own) have no context. */
function isWhole(context: Partial<GatewayContext>): context is GatewayContext {
  return context.requestId !== undefined;
}

function keepBooks(
  response: SubgraphResponse,
  context: Partial<GatewayContext>,
  options: GraphQLDataSourceProcessOptions<GatewayContext>,
): void {
  const parsed = report.safeParse(response.extensions?.['customerGraph']);
  const policy: unknown = 'incomingRequestContext' in options ? options.incomingRequestContext.overallCachePolicy : undefined;
  // A subgraph that says nothing of freshness promises none.
  const hint = parsed.success ? hintOf(parsed.data) : { maxAge: 0 };
  if (isCachePolicy(policy)) policy.restrict(hint);
  if (parsed.success) context.costs?.addAll(parsed.data.costs);
}

/** What came from our own cache has used up part of its time already. */
function hintOf({ costs: spent, freshness }: z.infer<typeof report>): { maxAge: number; scope: 'PUBLIC' | 'PRIVATE' } {
  const oldest = Math.max(0, ...Object.values(spent).map(({ ageSeconds }) => ageSeconds));
  return { maxAge: Math.max(0, freshness.maxAgeSeconds - oldest), scope: freshness.scope };
}

/** The gateway's types leave the policy open; Apollo Server makes it. */
function isCachePolicy(value: unknown): value is Pick<CachePolicy, 'restrict'> {
  return typeof value === 'object' && value !== null && 'restrict' in value && typeof value.restrict === 'function';
}

function toFormatted({ message, path, extensions }: SubgraphError) {
  return { message, ...(path === undefined ? {} : { path }), extensions };
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
