// A subscription of the visitor's: each answer as it comes, over the gateway's stream of server-sent events.
import { createClient, NetworkError } from 'graphql-sse';

export interface Subscription {
  query: string;
  operationName: string | undefined;
  variables: Record<string, unknown> | undefined;
}

/**
 * Ends at once when it is returned from: no generator, which could not be ended while it waits. What breaks it is thrown in words for
 * people.
 */
export function eventsOf(
  graphqlPath: string,
  { query, operationName, variables }: Subscription,
  headers: Headers,
): AsyncIterableIterator<object, undefined> {
  const client = createClient({ url: `${graphqlPath}/stream`, headers: Object.fromEntries(headers), retryAttempts: 0 });
  const events = client.iterate<Record<string, unknown>, Record<string, unknown>>({
    query,
    ...(operationName === undefined ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables }),
  });
  return {
    async next() {
      const result = await events.next().catch((error: unknown) => {
        throw inWords(error);
      });
      return result.done === true ? { done: true, value: undefined } : { done: false, value: result.value };
    },
    async return() {
      await events.return?.();
      client.dispose();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function inWords(error: unknown): unknown {
  if (!(error instanceof NetworkError)) return error;
  const status = error.response instanceof Response ? error.response.status : undefined;
  if (status === undefined) return new Error('The connection broke: subscribe again.', { cause: error });
  if (status === 404) return new Error('This gateway passes no events on: whoever runs it can set PROCESSES=on.', { cause: error });
  return new Error(`The gateway answered ${status}.`, { cause: error });
}
