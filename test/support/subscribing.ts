// Real clients of subscriptions, each answer kept as it comes: over WebSocket by graphql-ws, over server-sent events by graphql-sse.
import { createClient as createStreams } from 'graphql-sse';
import { createClient as createSockets, type Client } from 'graphql-ws';
import WebSocket from 'ws';
import { until } from './until';

export interface Received {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string; path?: readonly (string | number)[]; extensions?: Record<string, unknown> }[];
}

export interface Listening {
  /** What came so far, in order. */
  readonly received: Received[];
  /** What ended it; undefined while it goes on, null = it was completed. */
  readonly ended: unknown;
  /** Resolves with the newest when at least so many have come. */
  after(count: number, withinMs?: number): Promise<Received>;
  stop(): void;
}

export interface Question {
  query: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

interface Sink {
  next(value: unknown): void;
  error(error: unknown): void;
  complete(): void;
}

/** `headers` = as `connection_init` has them. */
export function socketClient(
  url: string,
  headers: Record<string, string> = {},
  closed: (code: number) => void = () => undefined,
  retryAttempts = 0,
): Client {
  return createSockets({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: headers,
    lazy: true,
    retryAttempts,
    on: { closed: (event) => closed((event as { code: number }).code) },
  });
}

export function listenOn(client: Pick<Client, 'subscribe'>, question: Question): Listening {
  return listen((sink) => client.subscribe(question, sink));
}

/** A connection of its own. */
export function listenByStream(url: string, question: Question, headers: Record<string, string> = {}): Listening {
  const client = createStreams({ url: `${url}/graphql/stream`, headers, retryAttempts: 0 });
  return listen((sink) => client.subscribe(question, sink));
}

function listen(subscribe: (sink: Sink) => () => void): Listening {
  const received: Received[] = [];
  let ended: unknown;
  const stop = subscribe({
    next: (value) => void received.push(value as Received),
    error: (error) => (ended = error),
    complete: () => (ended ??= null),
  });
  return {
    received,
    get ended() {
      return ended;
    },
    async after(count, withinMs = 5_000) {
      await until(() => received.length >= count || ended !== undefined, withinMs);
      const newest = received.at(-1);
      if (received.length < count || newest === undefined) throw new Error(`ended after ${received.length}: ${JSON.stringify(ended)}`);
      return newest;
    },
    stop,
  };
}
