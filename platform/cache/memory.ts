// The record cache within one process: alone where there is no Redis, and its store in front of Redis (redis.ts).
// Bounded by bytes, least recently used out first.
import { LRUCache } from 'lru-cache';
import type { CacheMode, RecordCache } from './cache';
import { type CacheEntry, isKept, toEntry, toHit } from './entry';
import type { CacheNaming } from './keys';

export interface MemoryStore {
  get(name: string): CacheEntry | undefined;
  /** Keeps it until it expires, or for `atMostMs` if that is sooner. */
  set(name: string, entry: CacheEntry, atMostMs?: number): void;
  delete(name: string): void;
  clear(): void;
  /** Stops the timer and forgets everything. */
  close(): void;
}

/** Roughly what the map itself costs per entry, beside name and text. */
const entryOverheadBytes = 200;
const purgeEveryMs = 30_000;

/** Holds at most `maxBytes` of names and texts (counted at two bytes a character, the most V8 uses). Expired entries leave within 30 s, read or not. */
export function createMemoryStore(maxBytes: number): MemoryStore {
  const entries = new LRUCache<string, CacheEntry>({
    maxSize: maxBytes,
    sizeCalculation: (entry, name) => entryOverheadBytes + 2 * (entry.text.length + name.length),
  });
  // Personal data must not outlive its time only because nobody asks for it again.
  const purge = setInterval(() => entries.purgeStale(), purgeEveryMs).unref();
  return {
    get: (name) => entries.get(name),
    set: (name, entry, atMostMs = Infinity) => {
      entries.set(name, entry, { ttl: Math.max(1, Math.min(Math.ceil(entry.expiresAt - Date.now()), atMostMs)) });
    },
    delete: (name) => void entries.delete(name),
    clear: () => entries.clear(),
    close: () => {
      clearInterval(purge);
      entries.clear();
    },
  };
}

/** The cache of a process that shares nothing with others: `invalidate` is therefore always sure, save for loads under way, whose fill comes after it. */
export function createMemoryCache(options: { naming: CacheNaming; modeOf: (source: string) => CacheMode; maxBytes: number }): RecordCache {
  const { naming, modeOf } = options;
  const store = createMemoryStore(options.maxBytes);
  return {
    async read(keys, maxAgeSeconds) {
      const now = Date.now();
      return keys.map((key) => {
        if (!isKept(modeOf(key.source), key.kind)) return undefined;
        const entry = store.get(naming.nameOf(key));
        return entry && toHit(entry, maxAgeSeconds, now);
      });
    },
    fill(fills) {
      for (const fill of fills) {
        if (!isKept(modeOf(fill.key.source), fill.key.kind)) continue;
        const entry = toEntry(fill, Date.now());
        if (entry) store.set(naming.nameOf(fill.key), entry);
      }
    },
    async invalidate(keys) {
      for (const key of keys) store.delete(naming.nameOf(key));
      return true;
    },
    mode: modeOf,
    state: () => 'memory',
    async close() {
      store.close();
    },
  };
}
