// A vendor of few words for tests of the HTTP client: a real server on loopback that does what the test says, and counts.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface HttpServer {
  url: string;
  /** What answers from now on. */
  handle(handler: Handler): void;
  /** When each request arrived, by performance.now(). */
  arrivals(): readonly number[];
  forget(): void;
  /** Sockets of clients that are open now. */
  open(): number;
  stop(): Promise<void>;
}

export async function startHttpServer(first: Handler = ok): Promise<HttpServer> {
  let handler = first;
  let arrivals: number[] = [];
  let open = 0;
  const server = createServer((request, response) => {
    arrivals.push(performance.now());
    handler(request, response);
  });
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => (open -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    handle: (next) => void (handler = next),
    arrivals: () => arrivals,
    forget: () => void (arrivals = []),
    open: () => open,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** 200 with `{"ok":true}`. */
export function ok(_request: IncomingMessage, response: ServerResponse): void {
  response.end('{"ok":true}');
}

/** That status, with `{}`. */
export function status(code: number, headers: Record<string, string> = {}): Handler {
  return (_request, response) => response.writeHead(code, headers).end('{}');
}
