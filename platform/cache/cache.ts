// The short-lived record cache behind one small interface: memory alone, or memory in front of Redis. It holds records by
// source, type and id (never by selection) and identity links; a broken Redis is a miss, never an error.

/** What one entry is about; decides whether a mode keeps it. */
export type CacheKind = 'record' | 'link';

/** `links` keeps identity links only (record ids by HMAC of an identifier); `full` also keeps records, encrypted in Redis. */
export type CacheMode = 'off' | 'links' | 'full';

/** Names one entry. Only `key` may hold an identifier of a person: it reaches Redis and memory as an HMAC, the rest in the clear. */
export interface CacheKey {
  source: string;
  kind: CacheKind;
  /** The question, such as `find` or `tickets`. */
  question: string;
  /** The key asked, such as `email:ada@example.com`. */
  key: string;
}

export interface CacheHit {
  /** JSON as it was stored. */
  value: unknown;
  /** When it was read from its source, epoch milliseconds. */
  fetchedAt: number;
}

export interface CacheFill {
  key: CacheKey;
  value: unknown;
  fetchedAt: number;
  /** Counted from `fetchedAt`, so that a late fill does not live longer. */
  ttlSeconds: number;
}

export interface RecordCache {
  /**
   * One round trip for any number of keys; answers in their order, `undefined` = not there (or too old, or Redis broken).
   * `maxAgeSeconds` refuses older entries; 0 refuses all. Never rejects.
   */
  read(keys: readonly CacheKey[], maxAgeSeconds: number | null): Promise<readonly (CacheHit | undefined)[]>;
  /** Keeps what the source's mode allows; `null` values (absent) included. Never rejects, never waits for Redis. */
  fill(fills: readonly CacheFill[]): void;
  /**
   * Forgets; true when the store acknowledged it, false when that is not known. What another process may still serve, and for how long,
   * is said at `createRedisCache`. Never rejects.
   */
  invalidate(keys: readonly CacheKey[]): Promise<boolean>;
  mode(source: string): CacheMode;
  /** How the second level fares: for health and reports. */
  state(): 'memory' | 'redis' | 'redis-down';
  close(): Promise<void>;
}
