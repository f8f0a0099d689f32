// The way into the database: a pool of read-only sessions, one statement at a time, stable error codes. Knows no mapping.
import { DatabaseError, Pool } from 'pg';
import { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../errors';
import type { Call } from '../http/call';

/** A statement for `pg`, its values bound as arrays. */
export interface Statement {
  text: string;
  values: readonly (readonly string[])[];
}

export interface DatabaseOptions {
  source: string;
  /** `postgres://…` as it is now, with the password; leaves this file in no message. */
  url(): string;
  /** For a statement, waiting for a connection included. */
  statementTimeoutMs: number;
  /** Connections at most. */
  connections: number;
}

export interface Database {
  /** Runs one statement, notes it in the call, and answers its rows: every value as PostgreSQL's own text. Throws UpstreamError. */
  run(statement: Statement, call: Call): Promise<(string | null)[][]>;
  /** Ends all sessions; a statement that comes after it opens new ones. */
  close(): Promise<void>;
}

/** How much later than the server we give up ourselves: for a server that has gone silent. */
const GRACE_MS = 250;

const textRows = z.array(z.array(z.string().nullable()));

/** Makes the pool; connects at the first statement only. */
export function createDatabase({ source, url, statementTimeoutMs, connections }: DatabaseOptions): Database {
  let pool: { to: string; open: Pool } | null = null;

  function open(to: string): Pool {
    const opened = new Pool({
      connectionString: withSessionSettings(to, statementTimeoutMs),
      max: connections,
      connectionTimeoutMillis: statementTimeoutMs,
      // This pool's own parsers: what other code sets for the whole of `pg` cannot change what we read.
      types: { getTypeParser: () => (value: string) => value },
    });
    // A connection that breaks is noticed by its statement, or was idle and is replaced; without listeners `pg` ends the process.
    opened.on('error', () => undefined);
    opened.on('connect', (client) => void client.on('error', () => undefined));
    return opened;
  }

  /** Of another address, such as one with a new password, another: what is under way ends on the old one. */
  function current(): Pool {
    const to = url();
    if (pool?.to === to) return pool.open;
    void pool?.open.end();
    pool = { to, open: open(to) };
    return pool.open;
  }

  async function query({ text, values }: Statement, signal: AbortSignal): Promise<unknown> {
    const client = await orAborted(current().connect(), signal, (late) => late.release());
    try {
      const { rows } = await orAborted(client.query({ text, values: [...values], rowMode: 'array' }), signal);
      client.release();
      return rows;
    } catch (error) {
      // After an answer from the server the session is sound; else nobody knows, and it is closed, its statement with it.
      client.release(!(error instanceof DatabaseError));
      throw error;
    }
  }

  return {
    async run(statement, call) {
      const started = performance.now();
      const signal = AbortSignal.any([call.signal, AbortSignal.timeout(statementTimeoutMs + GRACE_MS)]);
      try {
        const rows = textRows.parse(await query(statement, signal));
        call.sent(performance.now() - started, false);
        return rows;
      } catch (error) {
        call.sent(performance.now() - started, true);
        const { code, words } = readFailure(error, signal);
        throw new UpstreamError(source, code, { cause: new Error(words) });
      }
    },
    async close() {
      const ending = pool;
      pool = null;
      await ending?.open.end();
    },
  };
}

/**
 * The URL with what every session must be: read only, bounded in time, in UTC. Options the operator has set come first, so
 * that ours win. https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNECT-OPTIONS
 */
function withSessionSettings(url: string, statementTimeoutMs: number): string {
  const ours = `-c default_transaction_read_only=on -c statement_timeout=${statementTimeoutMs} -c DateStyle=ISO -c TimeZone=UTC`;
  const target = new URL(url);
  target.searchParams.set('options', `${target.searchParams.get('options') ?? ''} ${ours}`.trim());
  target.searchParams.set('application_name', 'customer-graph');
  return target.toString();
}

/** Waits no longer than the signal; what comes too late is handed to `late`. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal, late: (value: T) => void = () => undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(signal.reason instanceof Error ? signal.reason : new Error('given up'));
    if (signal.aborted) giveUp();
    signal.addEventListener('abort', giveUp, { once: true });
    work
      .then((value) => (signal.aborted ? late(value) : resolve(value)), reject)
      .finally(() => signal.removeEventListener('abort', giveUp));
  });
}

/** Codes by their beginning, the longest first. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const CODES: readonly (readonly [string, UpstreamCode])[] = [
  ['57014', 'UPSTREAM_TIMEOUT'],
  ['55P03', 'UPSTREAM_TIMEOUT'],
  ['42501', 'UPSTREAM_DENIED'],
  ['28', 'UPSTREAM_DENIED'],
  ['08', 'UPSTREAM_UNAVAILABLE'],
  ['3D', 'UPSTREAM_UNAVAILABLE'],
  // `ALLOW_CONNECTIONS false`: a database closed for maintenance.
  ['55000', 'UPSTREAM_UNAVAILABLE'],
  ['53', 'UPSTREAM_UNAVAILABLE'],
  ['57', 'UPSTREAM_UNAVAILABLE'],
  ['58', 'UPSTREAM_UNAVAILABLE'],
  ['', 'UPSTREAM_CONTRACT'],
];

/** The code, and words for the log: a number or a system's code, since PostgreSQL's own messages quote values. */
function readFailure(error: unknown, signal: AbortSignal): { code: UpstreamCode; words: string } {
  if (error instanceof DatabaseError) {
    const state = error.code ?? '';
    const [, code] = CODES.find(([prefix]) => state.startsWith(prefix)) ?? ['', 'UPSTREAM_CONTRACT' as const];
    return { code, words: `SQLSTATE ${state}` };
  }
  if (error instanceof z.ZodError) return { code: 'UPSTREAM_CONTRACT', words: 'rows that are no texts' };
  if (signal.aborted) return { code: 'UPSTREAM_TIMEOUT', words: 'given up' };
  const message = error instanceof Error ? error.message : '';
  // Both come from `pg` itself, as plain errors.
  if (/timeout/i.test(message)) return { code: 'UPSTREAM_TIMEOUT', words: 'no connection in time' };
  if (message.startsWith('SASL')) return { code: 'UPSTREAM_DENIED', words: 'the password is missing or of the wrong kind' };
  const systemCode = z.object({ code: z.string().regex(/^[A-Z_]+$/) }).safeParse(error);
  return { code: 'UPSTREAM_UNAVAILABLE', words: systemCode.success ? systemCode.data.code : 'the connection broke' };
}
