// What the tests of the Redis cache share: caches that are closed after each test, and keys and fills with little to write.
import { randomBytes } from 'node:crypto';
import type { CacheFill, CacheHit, CacheKey, RecordCache } from '../../../platform/cache/cache';
import { createCache, type CacheOptions } from '../../../platform/cache/create';
import { until } from '../../support/until';

export const cacheKeys = `a:${randomBytes(32).toString('base64')}`;

const opened = new Set<RecordCache>();

/** A cache of tenant `acme` in mode `full` unless told otherwise; `closeCaches` ends it. */
export function openCache(redisUrl: string, options: Partial<CacheOptions> = {}): RecordCache {
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
  return { source: 'hubspot', kind: 'record', question: 'find', key, ...changed };
}

export function fillOf(key: CacheKey, value: unknown, changed: Partial<CacheFill> = {}): CacheFill {
  return { key, value, fetchedAt: Date.now(), ttlSeconds: 60, ...changed };
}

export function valuesOf(hits: readonly (CacheHit | undefined)[]): unknown[] {
  return hits.map((hit) => hit?.value);
}

/** Fills through one cache and waits until `reader`, another process as it were, finds it all in Redis. */
export async function fillShared(writer: RecordCache, reader: RecordCache, fills: CacheFill[]): Promise<void> {
  writer.fill(fills);
  const keys = fills.map((fill) => fill.key);
  await until(async () => (await reader.read(keys, null)).every((hit) => hit !== undefined), 2_000);
}
