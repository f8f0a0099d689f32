// `@defer` and `@stream` are refused with a word about what to do instead: a client that finds them in its documentation is told
// more than that they are unknown. Why they are not served: docs/decisions/defer.md.
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayContext } from '../context';

const UNKNOWN = /^Unknown directive "@(defer|stream)"/;

export function noDefer(): ApolloServerPlugin<GatewayContext> {
  return {
    requestDidStart() {
      return Promise.resolve({
        willSendResponse({ response: { body } }) {
          if (body.kind !== 'single' || body.singleResult.errors === undefined) return Promise.resolve();
          body.singleResult.errors = body.singleResult.errors.map((error) => {
            const directive = UNKNOWN.exec(error.message)?.[1];
            return directive === undefined ? error : { ...error, message: wordsFor(directive) };
          });
          return Promise.resolve();
        },
      });
    },
  };
}

function wordsFor(directive: string): string {
  return `@${directive} is not served here: an answer comes whole. Ask for the slow part in a second operation, sent at the same time.`;
}
