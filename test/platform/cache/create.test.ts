import { randomBytes } from 'node:crypto';
import { createCache, type CacheOptions } from '../../../platform/cache/create';
import { ConfigError } from '../../../platform/errors';

const options: CacheOptions = { tenant: 'acme', modeOf: () => 'full', log: { warn: () => undefined } };
const keys = `a:${randomBytes(32).toString('base64')}`;

function faultsOf(changed: Partial<CacheOptions>): readonly string[] {
  try {
    createCache({ ...options, ...changed });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
  }
  throw new Error('no ConfigError was thrown');
}

test('without REDIS_URL it is memory, with or without keys', async () => {
  for (const cache of [createCache(options), createCache({ ...options, keys, redisUrl: '' })]) {
    expect(cache.state()).toBe('memory');
    await cache.close();
  }
});

test('REDIS_URL without CACHE_KEYS is refused', () => {
  expect(faultsOf({ redisUrl: 'redis://127.0.0.1:6379' })).toEqual([expect.stringMatching(/^CACHE_KEYS: is required with REDIS_URL/)]);
});

test('all faults are told at once, none with its value', () => {
  const faults = faultsOf({ redisUrl: 'http://user:hunter2@somewhere', tenant: 'ac:me', keys: 'hunter2' });
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['TENANT', 'REDIS_URL', 'CACHE_KEYS']);
  expect(faults.join()).not.toMatch(/hunter2|ac:me|somewhere/);
});
