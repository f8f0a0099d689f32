// Where events of the vendors come in, from webhooks and from polls alike: the cache forgets first, then it is kept, and only then may
// the vendor be told that it need not send it again. Whatever fails in between leaves nothing behind that would drop the next attempt.
import { setTimeout as pause } from 'node:timers/promises';
import type { Invalidation, RecordCache } from '../../cache/cache';
import type { StateDatabase } from '../database';
import { forgetSeen, receiveEvents, type ReceivedEvent } from './receive';

export interface TakenEvents {
  source: string;
  events: readonly ReceivedEvent[];
  /** What must not be answered with any more. */
  forget: readonly Invalidation[];
}

export interface EventIntake {
  /**
   * How many were new. Rejects with StateError, or with NotAcknowledged where the cache does not confirm in time: then nothing is kept.
   * Where no processes run, the cache forgets, and nothing is kept: nobody would tell it on.
   */
  take(taken: TakenEvents): Promise<number>;
  close(): Promise<void>;
}

/** The cache's store has not confirmed an invalidation: an older answer might still be given. */
export class NotAcknowledged extends Error {
  override readonly name = 'NotAcknowledged';

  constructor() {
    super('the cache did not confirm an invalidation in time');
  }
}

export interface EventIntakeOptions {
  cache: Pick<RecordCache, 'invalidate'>;
  tenant: string;
  /** undefined = no processes run: nothing is kept. Closed by the intake. */
  database: StateDatabase | undefined;
}

/** Below what every vendor waits for an answer. */
const FORGOTTEN_WITHIN_MS = 1_500;
/** Vendors send again for three days, and people on demand for some more. */
const SEEN_DAYS = 14;
const CLEAN_EVERY_MS = 60 * 60_000;
const MOST_CLEANED = 10_000;

/** Connects when the first event comes. */
export function createEventIntake({ cache, tenant, database }: EventIntakeOptions): EventIntake {
  let cleanAt = Date.now() + CLEAN_EVERY_MS * Math.random();

  async function forget(all: readonly Invalidation[]): Promise<void> {
    const over = new AbortController();
    const late = pause(FORGOTTEN_WITHIN_MS, false, { signal: over.signal }).catch(() => false);
    // One that is late goes on by itself: to forget too much is no harm.
    const done = Promise.all(all.map((what) => cache.invalidate(what))).then((acknowledged) => acknowledged.every(Boolean));
    const isForgotten = await Promise.race([done, late]);
    over.abort();
    if (!isForgotten) throw new NotAcknowledged();
  }

  return {
    async take({ source, events, forget: what }) {
      await forget(what);
      if (database === undefined) return events.length;
      const news = await database.use((session) => receiveEvents(session, { tenant, source, events }));
      if (Date.now() >= cleanAt) {
        cleanAt = Date.now() + CLEAN_EVERY_MS;
        void database.use((session) => forgetSeen(session, tenant, { days: SEEN_DAYS, most: MOST_CLEANED })).catch(() => undefined);
      }
      return news;
    },
    close: async () => database?.close(),
  };
}
