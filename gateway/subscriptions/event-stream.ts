// Subscriptions over server-sent events, a connection each, by the protocol of graphql-sse ("distinct connections"): a GET or POST that
// accepts `text/event-stream`. Not by that library's server: it holds whatever a stalled client has not read, without a bound.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { Connection, Connections } from './connections';
import { Invalid, type Asked, type Operations, type Prepared } from './operations';
import { mayOpen } from './origin';
import { shownErrors } from './shown-errors';

export interface EventStreamOptions {
  app: FastifyInstance;
  /** Asked there with the right `accept`, or one level below, at `/stream`, with any. */
  path: string;
  operations: Operations;
  connections: Connections;
  settings: { LIMIT_SUBSCRIPTIONS: number; CORS_ORIGINS: readonly string[]; production: boolean };
}

export interface EventStreams {
  /** Ends every stream without a word: clients come again. */
  close(): void;
}

/** A client that has read nothing for so many pings is gone. */
const MOST_UNREAD_PINGS = 2;

export function serveEventStreams({ app, path, operations, connections, settings }: EventStreamOptions): EventStreams {
  const open = new Set<() => void>();

  async function answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { raw } = reply;
    let unread = 0;
    const connection: Connection = {
      headers: request.headers,
      address: request.ip,
      refuse: () => end(),
      ping() {
        unread = raw.writableNeedDrain ? unread + 1 : 0;
        if (unread > MOST_UNREAD_PINGS) raw.destroy();
        else if (unread === 0) raw.write(':\n\n');
      },
    };
    let end = (): void => undefined;
    let prepared: Prepared;
    try {
      if (!mayOpen(request.headers, settings.CORS_ORIGINS)) throw refused('Pages of this origin may not ask here.', 403, 'FORBIDDEN');
      if (connections.size() >= settings.LIMIT_SUBSCRIPTIONS)
        throw refused('There is no room for more connections.', 503, 'TOO_MANY_SUBSCRIPTIONS');
      await connections.admit(connection);
      prepared = await operations.prepare(connection, askedIn(request));
      if (prepared.kind === 'once' && prepared.isMutation && request.method === 'GET') {
        throw refused('Changes are asked for with POST.', 405, 'BAD_REQUEST');
      }
    } catch (error) {
      connections.remove(connection);
      if (error instanceof Invalid) return stream(reply, [{ errors: shownErrors(error.faults, settings) }]);
      if (!(error instanceof GraphQLError)) throw error;
      return void (await reply.code(statusOf(error)).send({ errors: shownErrors([error], settings) }));
    }
    await hold(prepared);

    async function hold(operation: Prepared): Promise<void> {
      let results: AsyncIterable<FormattedExecutionResult>;
      try {
        results = operation.kind === 'stream' ? operation.subscribe() : onlyOne(operation.answer());
      } catch (error) {
        connections.remove(connection);
        if (!(error instanceof GraphQLError)) throw error;
        return stream(reply, [{ errors: shownErrors([error], settings) }]);
      }
      begin(reply);
      let cut = false;
      const iterator = results[Symbol.asyncIterator]();
      end = () => {
        cut = true;
        void iterator.return?.();
      };
      open.add(end);
      raw.once('close', end);
      // Gone while it was prepared.
      if (raw.destroyed) end();
      try {
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) await send(raw, next.value);
        if (!cut) raw.write('event: complete\ndata:\n\n');
      } finally {
        open.delete(end);
        connections.remove(connection);
        raw.end();
      }
    }
  }

  app.addHook('preHandler', async (request, reply) => {
    if (request.url.split('?')[0] !== path || !/\btext\/event-stream\b/.test(request.headers.accept ?? '')) return;
    if (request.method === 'GET' || request.method === 'POST') await answer(request, reply);
  });
  app.route({ method: ['GET', 'POST'], url: `${path}/stream`, handler: answer });

  return {
    close: () => open.forEach((end) => end()),
  };
}

/** From a body over POST, a query string over GET. */
function askedIn({ method, body, query }: FastifyRequest): Asked {
  const given = method === 'POST' ? body : query;
  if (typeof given !== 'object' || given === null) return {};
  const { query: text, operationName, variables, extensions }: Asked = given;
  return { query: text, operationName, variables: fromText(variables), extensions };
}

function fromText(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function begin(reply: FastifyReply): void {
  // What was set for the answer so far, such as by the rules of CORS, goes with it.
  const headers = Object.fromEntries(
    Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  reply.hijack();
  reply.raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    // For proxies that would gather what is sent.
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  reply.raw.write(':\n\n');
}

function stream(reply: FastifyReply, results: readonly { errors: readonly GraphQLFormattedError[] }[]): void {
  begin(reply);
  for (const result of results) reply.raw.write(toEvent(result));
  reply.raw.end('event: complete\ndata:\n\n');
}

/** Resolves when there is room for more, or nobody is there any more. */
async function send(raw: ServerResponse, result: FormattedExecutionResult): Promise<void> {
  if (raw.destroyed || raw.write(toEvent(result))) return;
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  raw.once('close', leave);
  await once(raw, 'drain', { signal: gone.signal }).catch(() => undefined);
  raw.off('close', leave);
}

function toEvent(result: FormattedExecutionResult): string {
  return `event: next\ndata: ${JSON.stringify(result)}\n\n`;
}

async function* onlyOne<T>(answer: Promise<T>): AsyncGenerator<T> {
  yield await answer;
}

function refused(message: string, status: number, code: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status } } });
}

function statusOf({ extensions }: GraphQLError): number {
  const { http, code } = extensions;
  if (typeof http === 'object' && http !== null && 'status' in http && typeof http.status === 'number') return http.status;
  return code === 'UNAUTHENTICATED' ? 401 : 400;
}
