// One connection to the state's PostgreSQL whose every question is bounded in time: where no answer comes, the connection is cut,
// since nobody knows what became of it. A frozen server and a network that swallows packets look like that.
import { Socket } from 'node:net';
import { Client, type QueryResultRow } from 'pg';

export interface Session {
  /** Asks and answers the rows; rejects with `pg`'s errors, and after `timeoutMs` (of the session when left out) with the connection cut. */
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[], timeoutMs?: number): Promise<Row[]>;
  /** Rows as arrays, in the order of the columns: for many of them. */
  queryArrays<Row extends unknown[]>(text: string, values?: readonly unknown[], timeoutMs?: number): Promise<Row[]>;
  /** Called for each NOTIFY of a channel that was listened to, with its payload and the channel's name. */
  onNotification(listener: (payload: string, channel: string) => void): void;
  /** Called once when the connection has ended, whichever way. */
  onEnd(listener: () => void): void;
  isOpen(): boolean;
  /** Says goodbye, and cuts where that is not heard within half a second. */
  end(): Promise<void>;
  /** Cuts at once. */
  destroy(): void;
}

export interface SessionOptions {
  /** For everything until the server is ready for a question. */
  connectTimeoutMs?: number;
  /** For a question that brings no limit of its own. */
  queryTimeoutMs?: number;
  /** What the server shows of us in `pg_stat_activity`. */
  name?: string;
}

export const APPLICATION = 'customer-graph';
const GOODBYE_MS = 500;

/** Connects; rejects with `pg`'s errors. */
export async function openSession(url: string, options: SessionOptions = {}): Promise<Session> {
  const { connectTimeoutMs = 1_000, queryTimeoutMs = 3_000, name = APPLICATION } = options;
  // A socket of our own, since a client of `pg` has no way to be cut.
  const socket = new Socket();
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: connectTimeoutMs,
    application_name: name,
    keepAlive: true,
    stream: () => socket,
  });
  let open = true;
  const listeners: (() => void)[] = [];
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => {
    open = false;
    for (const listener of listeners) listener();
  });
  // What breaks is told by the question that was asked, or by `onEnd`; without a listener it would end the process.
  client.on('error', () => socket.destroy());
  try {
    await client.connect();
  } catch (error) {
    socket.destroy();
    throw error;
  }

  async function bounded<T>(work: () => Promise<T>, timeoutMs = queryTimeoutMs): Promise<T> {
    const timer = setTimeout(() => socket.destroy(), timeoutMs);
    try {
      return await work();
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    query: async <Row extends QueryResultRow>(text: string, values: readonly unknown[] = [], timeoutMs?: number) =>
      (await bounded(() => client.query<Row>(text, [...values]), timeoutMs)).rows,
    queryArrays: async <Row extends unknown[]>(text: string, values: readonly unknown[] = [], timeoutMs?: number) =>
      (await bounded(() => client.query<Row>({ text, values: [...values], rowMode: 'array' }), timeoutMs)).rows,
    onNotification: (listener) => void client.on('notification', ({ payload, channel }) => listener(payload ?? '', channel)),
    onEnd: (listener) => void listeners.push(listener),
    isOpen: () => open,
    async end() {
      const timer = setTimeout(() => socket.destroy(), GOODBYE_MS);
      client.end().catch(() => socket.destroy());
      await closed;
      clearTimeout(timer);
    },
    destroy: () => void socket.destroy(),
  };
}
