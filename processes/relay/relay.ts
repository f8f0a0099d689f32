// Takes hints from the outbox and tells everybody of the customers they are of. Any number of processes may do so at once: each hint is
// with one of them, and with another when that one dies. The round itself is round.ts.
import { setTimeout as pause } from 'node:timers/promises';
import type { AskGraph } from '../../platform/ask';
import type { Log } from '../../platform/log';
import type { StateDatabase } from '../../platform/state/database';
import { wordsOf } from '../../platform/state/fault';
import type { Session } from '../../platform/state/session';
import { createBell } from '../../platform/bell';
import type { RelayBook } from './book';
import { createRestingSink } from './resting';
import { MOST_HINTS, relayDue } from './round';
import type { Sink } from './sink';

export interface Relay {
  /** There is something new. */
  ring(): void;
  /** The round that is under way is finished. */
  close(): Promise<void>;
}

export interface RelayOptions {
  database: StateDatabase;
  tenant: string;
  ask: AskGraph;
  sinks: readonly Sink[];
  log: Log;
  book: RelayBook;
  /** How long hints are gathered that come together. */
  windowMs?: number;
  /** Looked for what is due this often, whoever rings. */
  pollMs?: number;
  /** After so many a hint is given up, for people to look at. */
  attempts?: number;
}

/** What NOTIFY names when there are new hints; the payload is the tenant. */
export const OUTBOX_CHANNEL = 'customer_graph_outbox';

const QUERY_TIMEOUT_MS = 5_000;
const RETRY_MS = 1_000;
const WARN_EVERY_MS = 60_000;

/** Starts at once. Where no state was ever stored there are no hints, and nothing is connected. */
export function startRelay({
  database,
  tenant,
  ask,
  sinks,
  log,
  book,
  windowMs = 150,
  pollMs = 2_000,
  attempts = 15,
}: RelayOptions): Relay {
  const bell = createBell();
  const resting = sinks.map((sink) => createRestingSink(sink));
  const stop = new AbortController();
  const { signal } = stop;
  let session: Session | null = null;
  let quietUntil = 0;

  async function relayAll(): Promise<void> {
    session ??= await database.connect({ queryTimeoutMs: QUERY_TIMEOUT_MS });
    const options = { tenant, ask, sinks: resting, attempts, book };
    while ((await relayDue(session, options)) === MOST_HINTS && !signal.aborted);
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      const isRung = await bell.next(pollMs);
      if (signal.aborted) break;
      if (!database.exists()) continue;
      if (isRung) await pause(windowMs, undefined, { signal, ref: false }).catch(() => undefined);
      try {
        await relayAll();
      } catch (error) {
        // What was taken is due again as soon as the transaction is gone.
        session?.destroy();
        session = null;
        if (Date.now() > quietUntil) {
          quietUntil = Date.now() + WARN_EVERY_MS;
          log.warn('events cannot be passed on: they wait in the state database', { cause: wordsOf(error) });
        }
        await pause(RETRY_MS, undefined, { signal, ref: false }).catch(() => undefined);
        bell.ring();
      }
    }
    await session?.end();
  }

  const running = run();
  return {
    ring: bell.ring,
    async close() {
      stop.abort();
      bell.ring();
      await running;
    },
  };
}
