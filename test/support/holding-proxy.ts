// An HTTP proxy before a pretend system that can hold requests: they arrive and nothing comes back until they are let go. It counts
// whose connections close before that, which is how a vendor sees that nobody waits any more.
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface HoldingProxy {
  url: string;
  /** From now on requests are held; false = they pass, those that were held too. */
  hold(on: boolean): void;
  /** Held, and their callers still there. */
  held(): number;
  /** Closed by their callers while they were held, so far. */
  abandoned(): number;
  /** Connections of callers that are open, idle ones included. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes on to `target`. */
export async function startHoldingProxy(target: string): Promise<HoldingProxy> {
  const waiting = new Set<() => void>();
  let holding = false;
  let abandoned = 0;
  const server = createServer((request, response) => {
    const pass = (): void => {
      const { url: path = '/', method, headers } = request;
      const onward = send(new URL(path, target), { method, headers: { ...headers, host: new URL(target).host } }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      request.pipe(onward);
    };
    if (!holding) return pass();
    waiting.add(pass);
    response.once('close', () => {
      if (waiting.delete(pass)) abandoned += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold(on) {
      holding = on;
      if (on) return;
      const all = [...waiting];
      waiting.clear();
      for (const pass of all) pass();
    },
    held: () => waiting.size,
    abandoned: () => abandoned,
    connections: () => new Promise((resolve, reject) => server.getConnections((error, count) => (error ? reject(error) : resolve(count)))),
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
