// A record cache that keeps nothing of erased records: what was kept goes when it is heard of, and what is read after that is answered
// and forgotten. In every process by itself, whether it shares a Redis with others or not.
import type { Erasures } from '../state/erasures/port';
import type { CacheFind, CacheKey, RecordCache } from './cache';
import { parseRecordId } from '../record';

/** Closing it closes the cache, and not the erasures. */
export function withoutErased(cache: RecordCache, erasures: Erasures): RecordCache {
  erasures.onErased((ids) => {
    // What hangs on a record is kept by names that do not tell whose it is: all of its source goes.
    const sources = new Set(ids.map((id) => parseRecordId(id)?.source ?? ''));
    for (const source of sources) void cache.invalidate({ source });
  });

  const isKept = (key: CacheKey, value: unknown): boolean =>
    !erasures.some || (!(key.kind === 'record' && erasures.has(key.key)) && !mentions(value, erasures));
  const kept = <Fill extends Pick<CacheFind, 'value' | 'ttlSeconds'>>(fill: Fill, key: CacheKey): Fill =>
    isKept(key, fill.value) ? fill : { ...fill, ttlSeconds: 0 };

  return {
    ...cache,
    fill(fills, found = []) {
      cache.fill(
        fills.map((fill) => kept(fill, fill.lease.key)),
        found.filter(({ key, value }) => isKept(key, value)),
      );
    },
  };
}

/** Lists, and links from an address to records, hold ids of records: in texts that are nothing else. */
function mentions(value: unknown, erasures: Erasures): boolean {
  if (typeof value === 'string') return erasures.has(value);
  if (Array.isArray(value)) return value.some((item) => mentions(item, erasures));
  return value !== null && typeof value === 'object' && Object.values(value).some((item) => mentions(item, erasures));
}
