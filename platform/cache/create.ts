// Chooses and wires the record cache a process runs with, from configuration already read from the environment by its caller.
import { ConfigError } from '../errors';
import type { CacheMode, RecordCache } from './cache';
import { createEnvelope } from './envelope';
import { createCacheNaming, createProcessSecret, parseCacheKeys, type CacheNaming } from './keys';
import { unguarded } from './guard';
import { createLeaseCache } from './lease-cache';
import { createMemoryStore } from './memory-store';
import { parseRedisAddress, redisUrlFault } from './redis/address';
import { createRedisCache } from './redis/cache';
import type { CacheLog } from './redis/warnings';

export interface CacheOptions {
  /** `REDIS_URL`; without it the cache is this process's memory alone. */
  redisUrl?: string | undefined;
  /** `CACHE_KEYS`; required with `redisUrl`. */
  keys?: string | undefined;
  /** `TENANT`: 1 to 64 letters, digits, "_", "." or "-"; first part of every name in Redis. */
  tenant: string;
  modeOf: (source: string) => CacheMode;
  log: CacheLog;
}

const memoryBytes = 64 * 1024 * 1024;
const tenantPattern = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Returns at once; Redis is connected in the background and need not be there.
 * @throws ConfigError naming every fault of the three variables at once.
 */
export function createCache({ redisUrl, keys, tenant, modeOf, log }: CacheOptions): RecordCache {
  const faults: string[] = [];
  if (!tenantPattern.test(tenant)) faults.push('TENANT: is not 1 to 64 letters, digits, "_", "." or "-"');
  const urlFault = redisUrl ? redisUrlFault(redisUrl) : null;
  if (urlFault) faults.push(`REDIS_URL: ${urlFault}`);
  if (redisUrl && !keys) faults.push('CACHE_KEYS: is required with REDIS_URL (id:base64, 32 random bytes)');
  const parsed = keys ? parseCacheKeys(keys) : { secrets: [createProcessSecret()], faults: [] };
  faults.push(...parsed.faults);
  if (faults.length > 0) throw new ConfigError(faults);

  const naming = createCacheNaming(tenant, parsed.secrets);
  const address = redisUrl ? parseRedisAddress(redisUrl) : null;
  if (address === null) return createMemoryCache(naming, modeOf);
  return createRedisCache({ address, naming, envelope: createEnvelope(parsed.secrets), modeOf, log, maxBytes: memoryBytes });
}

/** The cache of a process that shares nothing with others. */
export function createMemoryCache(naming: CacheNaming, modeOf: (source: string) => CacheMode, maxBytes = memoryBytes): RecordCache {
  const store = createMemoryStore(maxBytes);
  return createLeaseCache({
    store,
    guard: unguarded,
    naming,
    modeOf,
    state: () => 'memory',
    close() {
      store.close();
      return Promise.resolve();
    },
  });
}
