// One log line a request: what was asked (by its name), how it ended, how long it took. No query text, no variables, no answer.
import type { ApolloServerPlugin } from '@apollo/server';
import type { Log } from '../../platform/log';
import type { GatewayContext } from '../context';

/** Operation names are chosen by clients: only those that look like names are repeated. */
const NAME = /^[_A-Za-z][_0-9A-Za-z]{0,79}$/;

export function accessLog(log: Log): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart({ contextValue }) {
      const started = performance.now();
      return Promise.resolve({
        willSendResponse({ operationName, response, errors }) {
          log.info('request', {
            requestId: contextValue.requestId,
            operation: typeof operationName === 'string' && NAME.test(operationName) ? operationName : 'anonymous',
            status: response.http.status ?? 200,
            durationMs: Math.round(performance.now() - started),
            errorCodes: [
              ...new Set(
                (errors ?? []).map(({ extensions }) =>
                  typeof extensions['code'] === 'string' ? extensions['code'] : 'INTERNAL_SERVER_ERROR',
                ),
              ),
            ],
          });
          return Promise.resolve();
        },
      });
    },
  };
}
