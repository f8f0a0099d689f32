// What the tests of the cache share: caches that are closed after each test, and reading and filling with little to write.
import { randomBytes } from 'node:crypto';
import type { CacheHit, CacheKey, CacheLease, CacheTurn, CacheValue, RecordCache } from '../../../platform/cache/cache';
import { createCache, type CacheOptions } from '../../../platform/cache/create';
import { until } from '../../support/until';

export const cacheKeys = `a:${randomBytes(32).toString('base64')}`;

const opened = new Set<RecordCache>();

/** A cache of tenant `acme` in mode `full` unless told otherwise; `closeCaches` ends it. */
export function openCache(redisUrl: string | undefined, options: Partial<CacheOptions> = {}): RecordCache {
  const cache = createCache({
    redisUrl,
    keys: cacheKeys,
    tenant: 'acme',
    modeOf: () => 'full',
    log: { warn: () => undefined },
    ...options,
  });
  opened.add(cache);
  return cache;
}

export async function openReadyCache(redisUrl: string, options: Partial<CacheOptions> = {}): Promise<RecordCache> {
  const cache = openCache(redisUrl, options);
  await until(() => cache.state() === 'redis', 5_000);
  return cache;
}

export async function closeCaches(): Promise<void> {
  await Promise.all([...opened].map((cache) => cache.close()));
  opened.clear();
}

export function keyOf(key: string, changed: Partial<CacheKey> = {}): CacheKey {
  return { source: 'hubspot', kind: 'record', question: 'record', key: `hubspot:contact:${key}`, ...changed };
}

/** Of a value fetched now, for a minute. */
export function valueOf(value: unknown, changed: Partial<CacheValue> = {}): CacheValue {
  return { value, fetchedAt: Date.now(), ttlSeconds: 60, absent: value === null, ...changed };
}

export function hitOf(turn: CacheTurn | undefined): CacheHit | undefined {
  return turn?.kind === 'hit' ? turn.hit : undefined;
}

export function leaseOf(turn: CacheTurn | undefined): CacheLease {
  if (turn?.kind === 'load') return turn.lease;
  throw new Error(`a lease was to be given, and it was: ${turn?.kind ?? 'nothing'}`);
}

/** What is there, in the order asked; leases are given back. */
export async function hitsOf(cache: RecordCache, keys: readonly CacheKey[], maxAgeSeconds: number | null = null) {
  const turns = await cache.read(keys, maxAgeSeconds);
  const leases = turns.flatMap((turn) => (turn.kind === 'load' ? [turn.lease] : turn.kind === 'hit' ? (turn.refresh ?? []) : []));
  cache.fail(leases, null);
  return turns.map(hitOf);
}

export async function valuesOf(cache: RecordCache, keys: readonly CacheKey[], maxAgeSeconds: number | null = null): Promise<unknown[]> {
  return (await hitsOf(cache, keys, maxAgeSeconds)).map((hit) => hit?.value);
}

/** Reads live and fills, without waiting for Redis. */
export async function fill(cache: RecordCache, entries: readonly (readonly [CacheKey, CacheValue])[]): Promise<void> {
  const turns = await cache.read(
    entries.map(([key]) => key),
    0,
  );
  cache.fill(entries.map(([, value], index) => ({ ...value, lease: leaseOf(turns[index]) })));
}

/** Fills through one cache and waits until `reader`, another process as it were, finds it all. */
export async function fillShared(
  writer: RecordCache,
  reader: RecordCache,
  entries: readonly (readonly [CacheKey, CacheValue])[],
): Promise<void> {
  await fill(writer, entries);
  const keys = entries.map(([key]) => key);
  await until(async () => (await hitsOf(reader, keys)).every((hit) => hit !== undefined), 2_000);
}
