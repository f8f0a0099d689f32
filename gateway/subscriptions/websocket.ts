// Subscriptions over WebSocket, by the protocol that clients call graphql-ws (`graphql-transport-ws`): the library speaks it, and here are
// the sockets: who may open one, who signs in on it, how it is kept alive and ended.
import type { IncomingHttpHeaders, IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs, type FormattedExecutionResult } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Connection, Connections } from './connections';
import { Invalid, type Operations, type Prepared } from './operations';
import { mayOpen } from './origin';
import { shownErrors } from './shown-errors';

export interface WebSockets {
  /** Tells every client to come again, and ends what does not go. */
  close(): Promise<void>;
}

export interface WebSocketOptions {
  server: Server;
  path: string;
  operations: Operations;
  connections: Connections;
  settings: {
    LIMIT_BODY_BYTES: number;
    LIMIT_SUBSCRIPTIONS: number;
    CORS_ORIGINS: readonly string[];
    FORWARD_HEADERS: readonly string[];
    production: boolean;
  };
  /** The client's address, proxies seen through as over HTTP. */
  addressOf(request: IncomingMessage): string;
}

/** What the library keeps of a socket for us. */
interface Extra extends Record<PropertyKey, unknown> {
  socket: WebSocket;
  connection: SocketConnection;
}

interface SocketConnection extends Connection {
  headers: IncomingHttpHeaders;
}

const CLOSE = { goingAway: 1001, tryLater: 1013, badRequest: 4400, unauthorised: 4401 } as const;
/** What a client may say in `connection_init` that it could not say in the headers of the upgrade, beside those that are passed on. */
const PARAMETERS = ['authorization', 'x-api-key', 'x-purpose', 'x-priority', 'x-customer-graph-report'];
const GOODBYE_MS = 1_000;
/** Answers that wait for a client to read, before nothing more is read from it. */
const MOST_UNREAD_BYTES = 1_000_000;

export function serveWebSockets({ server, path, operations, connections, settings, addressOf }: WebSocketOptions): WebSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: settings.LIMIT_BODY_BYTES,
    handleProtocols: (offered) => handleProtocols(offered),
  });
  const prepared = new WeakMap<object, Prepared>();

  const protocol = makeServer<Record<string, unknown>, Extra>({
    async onConnect({ connectionParams, extra: { socket, connection } }) {
      connection.headers = headersOf(connection.headers, connectionParams, settings.FORWARD_HEADERS);
      try {
        await connections.admit(connection);
        // Gone while it was admitted.
        if (socket.readyState !== socket.OPEN) connections.remove(connection);
        return true;
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        const code = error.extensions['code'];
        socket.close(
          code === 'UNAUTHENTICATED' ? CLOSE.unauthorised : code === 'AUTHENTICATION_UNAVAILABLE' ? CLOSE.tryLater : CLOSE.badRequest,
          error.message.slice(0, 120),
        );
        return false;
      }
    },
    async onSubscribe({ extra: { connection } }, _id, payload): Promise<ExecutionArgs | readonly GraphQLError[]> {
      try {
        const operation = await operations.prepare(connection, payload);
        const args: ExecutionArgs = {
          schema: operations.schema(),
          document: operation.document,
          ...(payload.operationName == null ? {} : { operationName: payload.operationName }),
          contextValue: {},
        };
        prepared.set(args, operation);
        return args;
      } catch (error) {
        if (error instanceof Invalid) return error.faults;
        if (error instanceof GraphQLError) return [error];
        throw error;
      }
    },
    execute: (args) => {
      const operation = prepared.get(args);
      if (operation?.kind !== 'once') throw new Error('an operation that nobody prepared');
      return operation.answer() as Promise<never>;
    },
    subscribe: (args) => {
      const operation = prepared.get(args);
      if (operation?.kind !== 'stream') throw new Error('a subscription that nobody prepared');
      return operation.subscribe() as AsyncIterable<never>;
    },
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) => shownErrors(errors, settings),
  });

  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    let answersPings = true;
    const connection: SocketConnection = {
      headers: request.headers,
      address: addressOf(request),
      refuse: () => socket.close(CLOSE.unauthorised, 'Sign in again'),
      ping() {
        if (!answersPings) return socket.terminate();
        answersPings = false;
        socket.ping();
      },
    };
    socket.on('pong', () => (answersPings = true));
    // What breaks is followed by the end.
    socket.on('error', () => undefined);
    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (text) =>
          new Promise<void>((resolve) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            // Resolves when it has left: the next answer is made only then.
            socket.send(text, () => {
              if (socket.isPaused && socket.bufferedAmount <= MOST_UNREAD_BYTES) socket.resume();
              resolve();
            });
            // Who does not read answers is not read from: else questions alone would fill the memory.
            if (socket.bufferedAmount > MOST_UNREAD_BYTES) socket.pause();
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (listener) =>
          void socket.on('message', (data: Buffer) => {
            listener(data.toString('utf8')).catch(() => socket.close(CLOSE.badRequest, 'Invalid message received'));
          }),
      },
      { socket, connection },
    );
    socket.once('close', (code, reason) => {
      connections.remove(connection);
      void closed(code, reason.toString('utf8'));
    });
  });

  const upgrade = (request: IncomingMessage, raw: Duplex, head: Buffer): void => {
    raw.on('error', () => raw.destroy());
    if (request.url?.split('?')[0] !== path) return refuse(raw, '404 Not Found');
    if (!mayOpen(request.headers, settings.CORS_ORIGINS)) return refuse(raw, '403 Forbidden');
    if (sockets.clients.size >= settings.LIMIT_SUBSCRIPTIONS) return refuse(raw, '503 Service Unavailable');
    sockets.handleUpgrade(request, raw, head, (socket) => sockets.emit('connection', socket, request));
  };
  server.on('upgrade', upgrade);

  return {
    async close() {
      server.off('upgrade', upgrade);
      server.on('upgrade', (_request: IncomingMessage, raw: Duplex) => refuse(raw, '503 Service Unavailable'));
      const gone = [...sockets.clients].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())));
      for (const socket of sockets.clients) socket.close(CLOSE.goingAway, 'Going away');
      const timer = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), GOODBYE_MS);
      await Promise.all(gone);
      clearTimeout(timer);
      sockets.close();
    },
  };
}

function refuse(raw: Duplex, status: string): void {
  raw.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}

/** What was said of the caller in `connection_init` comes before what the upgrade said. */
function headersOf(
  given: IncomingHttpHeaders,
  parameters: Readonly<Record<string, unknown>> = {},
  forward: readonly string[],
): IncomingHttpHeaders {
  const known = new Set([...PARAMETERS, ...forward]);
  const said = Object.entries(parameters).flatMap(([name, value]): [string, string][] =>
    known.has(name.toLowerCase()) && typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
  );
  const signsIn = said.some(([name]) => name === 'authorization' || name === 'x-api-key');
  const { authorization: _, 'x-api-key': __, ...others } = given;
  return { ...(signsIn ? others : given), ...Object.fromEntries(said) };
}
