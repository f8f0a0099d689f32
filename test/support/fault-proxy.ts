// A TCP proxy that fails on command: late, silent, refusing, or cutting connections. It also counts turns, so that a test can tell
// one round trip from many.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface FaultProxy {
  port: number;
  /** `blackhole` swallows all bytes of open and new connections; `refuse` closes the port and cuts what is open. */
  set(mode: 'pass' | 'blackhole' | 'refuse'): Promise<void>;
  /** Delays each piece in each direction. */
  setLatency(ms: number): void;
  /** Cuts every open connection with RST. */
  reset(): void;
  /** How many connections of clients are open now. */
  open(): number;
  /** Per connection so far, in order of opening: how often the client began to speak after the server had spoken (or first). */
  turns(): number[];
  close(): Promise<void>;
}

/** Listens on a free port of 127.0.0.1 and passes on to `targetPort` there. */
export async function createFaultProxy(targetPort: number): Promise<FaultProxy> {
  const sockets = new Set<Socket>();
  const clients = new Set<Socket>();
  const turns: number[] = [];
  let swallowing = false;
  let latencyMs = 0;

  const server = createServer((client) => {
    const connection = turns.push(0) - 1;
    clients.add(client);
    client.on('close', () => clients.delete(client));
    const target = connect(targetPort, '127.0.0.1');
    let speaker: Socket = target;
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on('data', (chunk) => {
        if (swallowing) return;
        if (from === client && speaker !== client) turns[connection] = (turns[connection] ?? 0) + 1;
        speaker = from;
        if (latencyMs === 0) to.write(chunk);
        else setTimeout(() => to.write(chunk), latencyMs);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    return address.port;
  }

  function reset(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  async function stopListening(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, 'close');
    server.close();
    reset();
    await closed;
  }

  const port = await listen(0);
  return {
    port,
    async set(mode) {
      swallowing = mode === 'blackhole';
      if (mode === 'refuse') await stopListening();
      else if (!server.listening) await listen(port);
    },
    setLatency: (ms) => void (latencyMs = ms),
    reset,
    open: () => clients.size,
    turns: () => [...turns],
    close: stopListening,
  };
}
