// The short-lived record cache behind one small interface: memory alone, or Redis with a little memory in front of it. It holds records
// by source, type and id (never by selection), lists and identity links; a broken Redis is a miss, never an error. docs/cache.md
// explains the protocol.

import type { SpreadReading } from '../metrics/spread';
import type { Patience } from '../request/patience';

/** What one entry is about. It decides whether a mode keeps it, and what else makes it void: see `Invalidation`. */
export type CacheKind = 'record' | 'link' | 'list';

/** `links` keeps identity links only (record ids by HMAC of an identifier); `full` also records and lists, encrypted in Redis. */
export type CacheMode = 'off' | 'links' | 'full';

/** Names one entry. Only `key` may hold an identifier of a person: it reaches Redis and memory as an HMAC, the rest in the clear. */
export interface CacheKey {
  source: string;
  kind: CacheKind;
  /** The question, such as `record` or `support-tickets`. */
  question: string;
  /** What it is asked of: a record's id, an identifier such as `email:ada@example.com`, a list's query. */
  key: string;
}

export interface CacheHit {
  /** JSON as it was stored; nobody else has this object. */
  value: unknown;
  /** When it was read from its source, epoch milliseconds. */
  fetchedAt: number;
}

/** The right to fill one key, given by `read`. To be used up once: by `fill`, or by `fail`. */
export interface CacheLease {
  readonly key: CacheKey;
  /** What may be answered in its place where the source fails: past its time, within the grace, never from before an invalidation. */
  readonly stale: CacheHit | undefined;
}

/** What is to be done about one key. */
export type CacheOutcome =
  /** `refresh`: its time is nearly over, or just over. Answer with it, and read it anew for those who come later. */
  | { kind: 'hit'; hit: CacheHit; refresh: CacheLease | undefined }
  /** It is for the caller to read it from the source. */
  | { kind: 'load'; lease: CacheLease }
  /** Who was waited for could not read it, for this reason; the source need not be asked again. */
  | { kind: 'failed'; code: string; stale: CacheHit | undefined };

/**
 * `wait`: somebody else reads it now, here or in another process. The outcome never rejects. Load your own keys before you wait: others
 * may wait for those. (A `failed` comes from waiting alone.)
 */
export type CacheTurn = CacheOutcome | { kind: 'wait'; outcome: Promise<CacheOutcome> };

export interface CacheValue {
  value: unknown;
  /** Epoch milliseconds. */
  fetchedAt: number;
  /** Counted from `fetchedAt`. 0 = not to be kept. */
  ttlSeconds: number;
  /** Nothing is there: kept for a shorter time, since things appear more often than they vanish. */
  absent: boolean;
}

export interface CacheFill extends CacheValue {
  lease: CacheLease;
}

/** A value that came along with one that was asked for, such as a record found by its address. */
export interface CacheFind extends CacheValue {
  key: CacheKey;
}

/** What is to be forgotten. Every fill that was begun before is refused, whoever began it. */
export type Invalidation =
  | {
      /**
       * Ids of records, of whatever sources: all that is kept of each goes, whatever was asked of it, and with them every list of their sources. A customer is
       * the records that its caller knows.
       */
      records: readonly string[];
      /**
       * True where no record is new and none has changed an address, a number or an id: which identifiers lead to which records stays then. Left
       * out, it is forgotten for their sources.
       */
      keepLinks?: boolean;
    }
  | { source: string }
  | 'everything';

/** Counted since the start, by source. */
export interface CacheCounts {
  hitsMemory: number;
  hitsRedis: number;
  misses: number;
  /** Answered past their time: while somebody read them anew, or because the source failed. */
  stale: number;
  /** Read before their time was over. */
  early: number;
  /** Keys that waited for somebody else's reading. */
  waits: number;
  fillsTaken: number;
  fillsRefused: number;
  /** Redis did not take them. */
  fillsFailed: number;
}

/** How the store behind the cache fares, counted since the start. */
export interface CacheVitals {
  /** Those asked for, and those that the store has not acknowledged yet. */
  invalidations: number;
  unacknowledged: number;
  /** Whether this process hears what others invalidate; null = there is nobody to hear. */
  hearsOthers: boolean | null;
  /** What asking the store took; null = it is this process's memory. */
  store: StoreVitals | null;
}

export interface StoreVitals {
  /** It failed lately, and is not asked for a moment. */
  breakerOpen: boolean;
  /** Seconds a question, those without an answer included. */
  seconds: SpreadReading;
  /** Without an answer, or with one too late. */
  failed: number;
}

export interface RecordCache {
  /**
   * One round trip for any number of keys; answers in their order. `maxAgeSeconds` refuses older entries, and stale ones; 0 refuses all,
   * and joins nobody's reading. Where nothing is kept, or Redis is broken, each is a `load`. When the `patience` is over, what is waited for
   * is `failed` with a timeout. Never rejects.
   */
  read(keys: readonly CacheKey[], maxAgeSeconds: number | null, patience?: Patience): Promise<readonly CacheTurn[]>;
  /**
   * Uses up leases; `found` came along with them. What was invalidated since the lease was given is not kept. Never rejects, never waits for
   * Redis.
   */
  fill(fills: readonly CacheFill[], found?: readonly CacheFind[]): void;
  /** Whether anybody, in whatever process, waits for one of these now. False where that cannot be told. Never rejects. */
  isAwaited(leases: readonly CacheLease[]): Promise<boolean>;
  /** Gives leases back unused. `code` is told to those who wait; null = let one of them try. */
  fail(leases: readonly CacheLease[], code: string | null): void;
  /**
   * Resolves with true when the store has acknowledged it: from 100 ms later on, no process answers with anything older. It is asked again for as long as that takes;
   * callers in a hurry need not wait. False only where the cache was closed first. Never rejects.
   */
  invalidate(what: Invalidation): Promise<boolean>;
  /** A source's answer went out past its time, because the source failed. */
  servedStale(source: string): void;
  mode(source: string): CacheMode;
  counts(): Record<string, CacheCounts>;
  /** How the second level fares: for health and reports. */
  state(): 'memory' | 'redis' | 'redis-down';
  /** The same in numbers: for metrics. */
  vitals(): CacheVitals;
  close(): Promise<void>;
}
