import { setTimeout as pause } from 'node:timers/promises';
import type { CacheKey, CacheMode } from '../../../platform/cache/cache';
import { createCacheNaming, createProcessSecret } from '../../../platform/cache/keys';
import { createMemoryCache } from '../../../platform/cache/memory';

const keyOf = (key: string, kind: CacheKey['kind'] = 'record'): CacheKey => ({ source: 'hubspot', kind, question: 'find', key });
const fillOf = (key: CacheKey, value: unknown, ttlSeconds = 60) => ({ key, value, fetchedAt: Date.now(), ttlSeconds });

function cacheOf(mode: CacheMode = 'full', maxBytes = 1_000_000) {
  const naming = createCacheNaming('acme', [createProcessSecret()]);
  return createMemoryCache({ naming, modeOf: () => mode, maxBytes });
}

test('answers in the order asked, with holes, and keeps an absence', async () => {
  const cache = cacheOf();
  cache.fill([fillOf(keyOf('a'), { name: 'Ada' }), fillOf(keyOf('b'), null)]);
  const hits = await cache.read([keyOf('b'), keyOf('none'), keyOf('a')], null);
  expect(hits.map((hit) => hit && hit.value)).toEqual([null, undefined, { name: 'Ada' }]);
  await cache.close();
});

test('nobody can alter what another reader gets', async () => {
  const cache = cacheOf();
  const value = { name: 'Ada' };
  cache.fill([fillOf(keyOf('a'), value)]);
  value.name = 'changed by its writer';
  const [first] = await cache.read([keyOf('a')], null);
  Object.assign(first?.value ?? {}, { name: 'changed by a reader' });
  expect((await cache.read([keyOf('a')], null))[0]?.value).toEqual({ name: 'Ada' });
  await cache.close();
});

test('an entry ends with its time, counted from when it was fetched', async () => {
  const cache = cacheOf();
  cache.fill([fillOf(keyOf('short'), 1, 0.03), { ...fillOf(keyOf('old'), 1, 60), fetchedAt: Date.now() - 61_000 }]);
  expect((await cache.read([keyOf('short'), keyOf('old')], null)).map((hit) => hit?.value)).toEqual([1, undefined]);
  await pause(40);
  expect(await cache.read([keyOf('short')], null)).toEqual([undefined]);
  await cache.close();
});

test('maxAgeSeconds refuses what is older, and 0 everything', async () => {
  const cache = cacheOf();
  cache.fill([{ ...fillOf(keyOf('a'), 1), fetchedAt: Date.now() - 10_000 }]);
  const valueWithin = async (seconds: number | null) => (await cache.read([keyOf('a')], seconds))[0]?.value;
  expect([await valueWithin(null), await valueWithin(11), await valueWithin(9), await valueWithin(0)]).toEqual([
    1,
    1,
    undefined,
    undefined,
  ]);
  cache.fill([fillOf(keyOf('a'), 2)]);
  expect(await valueWithin(0)).toBeUndefined();
  await cache.close();
});

test.each([
  ['off', [undefined, undefined]],
  ['links', [undefined, 1]],
  ['full', [1, 1]],
] as const)('mode %s keeps [record, link] = %j', async (mode, expected) => {
  const cache = cacheOf(mode);
  const keys = [keyOf('a', 'record'), keyOf('a', 'link')];
  cache.fill(keys.map((key) => fillOf(key, 1)));
  expect((await cache.read(keys, null)).map((hit) => hit?.value)).toEqual(expected);
  expect(cache.mode('hubspot')).toBe(mode);
  await cache.close();
});

test('what is invalidated is gone', async () => {
  const cache = cacheOf();
  cache.fill([fillOf(keyOf('a'), 1), fillOf(keyOf('b'), 2)]);
  expect(await cache.invalidate([keyOf('a')])).toBe(true);
  expect((await cache.read([keyOf('a'), keyOf('b')], null)).map((hit) => hit?.value)).toEqual([undefined, 2]);
  await cache.close();
});

test('stays within its bytes, dropping the least recently used, and takes nothing bigger than all of them', async () => {
  const cache = cacheOf('full', 10_000);
  cache.fill([fillOf(keyOf('first'), 'x'.repeat(1_000))]);
  cache.fill([fillOf(keyOf('huge'), 'x'.repeat(10_000))]);
  expect((await cache.read([keyOf('first'), keyOf('huge')], null)).map((hit) => hit !== undefined)).toEqual([true, false]);
  cache.fill(Array.from({ length: 10 }, (_, index) => fillOf(keyOf(`later ${index}`), 'x'.repeat(1_000))));
  expect((await cache.read([keyOf('first'), keyOf('later 9')], null)).map((hit) => hit !== undefined)).toEqual([false, true]);
  await cache.close();
});

test('what is not JSON, or has no sensible time, is not kept and not thrown', async () => {
  const cache = cacheOf();
  const circular: { self?: unknown } = {};
  circular.self = circular;
  const values = [undefined, circular, 1n];
  cache.fill(values.map((value, index) => fillOf(keyOf(String(index)), value)));
  cache.fill([{ ...fillOf(keyOf('nan'), 1), fetchedAt: NaN }, fillOf(keyOf('ever'), 1, Infinity), fillOf(keyOf('never'), 1, 0)]);
  const hits = await cache.read(
    ['0', '1', '2', 'nan', 'ever', 'never'].map((key) => keyOf(key)),
    null,
  );
  expect(hits).toEqual(Array(6).fill(undefined));
  expect(cache.state()).toBe('memory');
  await cache.close();
});
