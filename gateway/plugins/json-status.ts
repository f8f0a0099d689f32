// The status of a request that is wrong, for clients that know `application/json` alone: 200, as GraphQL over HTTP wants it, since
// such a client may take any other status for no GraphQL answer. Who accepts `application/graphql-response+json` is told 400.
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';

/** What a well-formed request can have wrong before it is executed. */
const REQUEST_ERRORS: readonly unknown[] = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];

export function jsonStatus(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart() {
      return Promise.resolve({
        willSendResponse({ request, response: { http, body } }) {
          if (http.status !== 400 || body.kind !== 'single' || !knowsJsonAlone(request.http?.headers.get('accept')))
            return Promise.resolve();
          const { errors = [] } = body.singleResult;
          if (errors.every(({ extensions }) => REQUEST_ERRORS.includes(extensions?.['code']))) http.status = 200;
          return Promise.resolve();
        },
      });
    },
  };
}

function knowsJsonAlone(accept = ''): boolean {
  return /\bapplication\/json\b/i.test(accept) && !/\bapplication\/graphql-response\+json\b/i.test(accept);
}
