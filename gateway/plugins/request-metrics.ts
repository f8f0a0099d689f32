// Tells the request book how each request ended, as the log line does. It counts; it changes nothing.
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';
import type { RequestBook, RequestOutcome } from '../metrics/request-book';

export function requestMetrics(book: RequestBook): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart() {
      const started = performance.now();
      return Promise.resolve({
        willSendResponse({ request, operationName, response: { body }, errors = [] }) {
          const data = body.kind === 'single' ? body.singleResult.data : undefined;
          book.ended({
            operation: operationName ?? request.operationName ?? null,
            outcome: outcomeOf(data, errors.length > 0),
            seconds: (performance.now() - started) / 1_000,
            codes: [...new Set(errors.map(({ extensions: { code } }) => (typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR')))],
          });
          return Promise.resolve();
        },
      });
    },
  };
}

function outcomeOf(data: unknown, hasErrors: boolean): RequestOutcome {
  if (data === undefined) return 'refused';
  if (!hasErrors) return 'ok';
  return data === null ? 'failed' : 'partial';
}
