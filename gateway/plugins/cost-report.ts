// `extensions.customerGraph`: what a request cost, by source, for clients that ask with `x-customer-graph-report: on`. Sources
// that failed, or that something past its time stood in for, are named whether asked for or not: an answer never hides that it is
// partial or old.
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';
import type { RequestBook } from '../metrics/request-book';

/** `book` is told of every request's cost, reported or not. */
export function costReport(book: Pick<RequestBook, 'spent'>): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart({ contextValue }) {
      const started = performance.now();
      return Promise.resolve({
        willSendResponse({ response }) {
          if (response.body.kind !== 'single') return Promise.resolve();
          const sources = contextValue.costs.drain();
          book.spent(sources);
          const missing = Object.entries(sources).flatMap(([source, { error }]) => (error === null ? [] : [{ source, code: error }]));
          const stale = Object.entries(sources).flatMap(([source, { stoodInFor: code, ageSeconds }]) =>
            code === null ? [] : [{ source, code, ageSeconds }],
          );
          if (!contextValue.report && missing.length === 0 && stale.length === 0) return Promise.resolve();
          const full = {
            requestId: contextValue.requestId,
            ms: Math.round(performance.now() - started),
            sources,
            ...priceOf(contextValue),
          };
          const customerGraph = {
            ...(contextValue.report ? full : {}),
            ...(missing.length > 0 ? { missing } : {}),
            ...(stale.length > 0 ? { stale } : {}),
          };
          const before = response.body.singleResult.extensions;
          const said = before?.['customerGraph'];
          const whole = typeof said === 'object' ? { ...said, ...customerGraph } : customerGraph;
          response.body.singleResult.extensions = { ...before, customerGraph: whole };
          return Promise.resolve();
        },
      });
    },
  };
}

/** Points, and vendor calls where they were looked at before. */
function priceOf({ client: { price } }: GatewayContext): { cost?: number; callsAtLeast?: number } {
  if (price === undefined) return {};
  return { ...(price.cost === null ? {} : { cost: price.cost }), ...(price.calls === null ? {} : { callsAtLeast: price.calls }) };
}
