// A wire between a client and PostgreSQL that counts statements as the server sees them, and can be cut or fall silent. It
// reads just enough of the protocol: https://www.postgresql.org/docs/current/protocol-message-formats.html
import { connect, createServer, type Socket } from 'node:net';

export interface StatementCounter {
  /** The database's URL, by way of the counter. */
  url: string;
  /** How many statements were sent since the last reset. */
  count(): number;
  /** Their texts. */
  texts(): readonly string[];
  reset(): void;
  /** `cut` ends every connection and refuses new ones; `silent` swallows everything. */
  set(state: 'open' | 'cut' | 'silent'): void;
  stop(): Promise<void>;
}

/** Q = a statement without values; P = one with values is parsed, under a name (mostly none) that stands before it. */
function statementIn(message: Buffer): string | null {
  const [first = '', second = ''] = message.toString('utf8', 5).split('\0');
  const letter = message.toString('latin1', 0, 1);
  return letter === 'Q' ? first : letter === 'P' ? second : null;
}

/** Listens on a free port of 127.0.0.1, for connections without TLS. */
export async function startStatementCounter(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let statements: string[] = [];
  let state: 'open' | 'cut' | 'silent' = 'open';

  const server = createServer((client) => {
    if (state === 'cut') return void client.destroy();
    const database = connect(Number(target.port), target.hostname);
    let pending = Buffer.alloc(0);
    let started = false;
    client.on('data', (chunk: Buffer) => {
      if (state === 'silent') return;
      pending = Buffer.concat([pending, chunk]);
      for (;;) {
        // The first message has no letter in front of its length.
        const letterLength = started ? 1 : 0;
        if (pending.length < letterLength + 4) break;
        const length = letterLength + pending.readInt32BE(letterLength);
        if (pending.length < length) break;
        const statement = started ? statementIn(pending.subarray(0, length)) : null;
        if (statement !== null) statements.push(statement);
        started = true;
        pending = pending.subarray(length);
      }
      database.write(chunk);
    });
    database.on('data', (chunk: Buffer) => {
      if (state !== 'silent') client.write(chunk);
    });
    const pair: readonly (readonly [Socket, Socket])[] = [
      [client, database],
      [database, client],
    ];
    for (const [socket, other] of pair) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(address.port);

  return {
    url: url.toString(),
    count: () => statements.length,
    texts: () => statements,
    reset: () => void (statements = []),
    set(next) {
      state = next;
      if (next === 'cut') for (const socket of sockets) socket.destroy();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
