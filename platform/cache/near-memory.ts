// The little memory in front of Redis: what this process read or filled within the last second. It answers only while the bus is
// proven to be alive (redis/bus.ts), so that it can never be older than what Redis acknowledged 100 ms ago. Bounded by bytes.
import { LRUCache } from 'lru-cache';
import type { EntryName, Stored } from './store';

export interface NearMemory {
  /** Undefined where it is not there, was forgotten, or the bus is not trusted at this moment. */
  get(entry: EntryName): Stored | undefined;
  /** To be taken before the value is asked for, and handed to `put`. */
  stampOf(entry: EntryName): number;
  /** Keeps it, unless anything was forgotten since the stamp that it might be about. */
  put(entry: EntryName, stored: Stored, stamp: number): void;
  forget(names: readonly string[], scopes: readonly string[]): void;
  /** Forgets everything: the bus was lost, or has come back. */
  clear(): void;
  close(): void;
}

interface Kept {
  text: string;
  stamp: number;
  /** `performance.now()`. */
  readAt: number;
  ageMs: number;
  leftMs: number;
}

const keepMs = 1_000;
const purgeEveryMs = 30_000;
const overheadBytes = 300;
const buckets = 4_096;

/** Holds at most `maxBytes` of texts and names (two bytes a character, the most V8 uses). */
export function createNearMemory(maxBytes: number, isTrusted: () => boolean): NearMemory {
  const entries = new LRUCache<string, Kept>({
    maxSize: maxBytes,
    ttl: keepMs,
    sizeCalculation: ({ text }, key) => overheadBytes + 2 * (text.length + key.length),
  });
  // Personal data must not outlive its time only because nobody asks for it again.
  const purge = setInterval(() => entries.purgeStale(), purgeEveryMs).unref();
  // Counters that only grow: their sum is the same as before only if none of them has changed. Names share buckets; what shares one
  // with something forgotten is read once more.
  const ofNames = new Uint32Array(buckets);
  const ofScopes = new Map<string, number>();
  let ofAll = 0;

  function stampOf({ name, scopes }: EntryName): number {
    let stamp = ofAll + (ofNames[bucketOf(name)] ?? 0);
    for (const scope of scopes) stamp += ofScopes.get(scope) ?? 0;
    return stamp;
  }

  return {
    stampOf,
    get(entry) {
      if (!isTrusted()) return undefined;
      const kept = entries.get(keyOf(entry));
      if (kept === undefined || kept.stamp !== stampOf(entry)) return undefined;
      const since = performance.now() - kept.readAt;
      return { text: kept.text, ageMs: kept.ageMs + since, leftMs: kept.leftMs - since };
    },
    put(entry, { text, ageMs, leftMs }, stamp) {
      if (leftMs <= 0 || stamp !== stampOf(entry)) return;
      entries.set(keyOf(entry), { text, stamp, readAt: performance.now(), ageMs, leftMs });
    },
    forget(names, scopes) {
      for (const name of names) {
        const bucket = bucketOf(name);
        ofNames[bucket] = (ofNames[bucket] ?? 0) + 1;
      }
      for (const scope of scopes) ofScopes.set(scope, (ofScopes.get(scope) ?? 0) + 1);
    },
    clear() {
      ofAll += 1;
      entries.clear();
    },
    close() {
      clearInterval(purge);
      entries.clear();
    },
  };
}

function keyOf({ name, question }: EntryName): string {
  return `${name} ${question}`;
}

/** Names end with an HMAC, which is spread evenly. */
function bucketOf(name: string): number {
  let hash = 0;
  for (let index = name.length - 8; index < name.length; index += 1) hash = (hash * 31 + name.charCodeAt(index)) >>> 0;
  return hash % buckets;
}
