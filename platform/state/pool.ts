// A pool of connections to the state's PostgreSQL for those who bring their own questions, and keep it for as long as they live: every new
// connection goes to where the server is then, since our own may have been started again, on another port.
import { Socket } from 'node:net';
import { Pool } from 'pg';
import type { StateServer } from './database';

export interface PoolOptions {
  size: number;
  /** What the server shows of it in `pg_stat_activity`. */
  name: string;
}

const CONNECT_WITHIN_MS = 10_000;
/** A transaction that nobody goes on with is ended by the server. */
const IDLE_IN_TRANSACTION_MS = 60_000;

/** Connects when somebody asks for a connection; the caller ends it. Rejects as the server's `url()` does. */
export async function openPool(server: StateServer, { size, name }: PoolOptions): Promise<Pool> {
  const url = await server.url();
  const pool = new Pool({
    ...{ connectionString: url, max: size, application_name: name },
    ...{ connectionTimeoutMillis: CONNECT_WITHIN_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS },
    stream: () => new FollowingSocket(server, url),
  });
  // A connection that breaks while nobody uses it; the next one who asks gets another.
  pool.on('error', () => undefined);
  return pool;
}

/** Connects to the server where it is now, whatever `first` said; user, password and database are the same for as long as its files are. */
class FollowingSocket extends Socket {
  constructor(
    private readonly server: StateServer,
    private readonly first: string,
  ) {
    super();
  }

  override connect(...asked: [port: number, host: string] | [path: string] | unknown[]): this {
    this.server.url().then(
      (url) => {
        if (this.destroyed) return;
        const { hostname, port } = new URL(url);
        if (url !== this.first) super.connect(Number(port), hostname);
        else Reflect.apply(super.connect, this, asked);
      },
      (error: unknown) => this.destroy(error instanceof Error ? error : new Error('the server is nowhere')),
    );
    return this;
  }
}
