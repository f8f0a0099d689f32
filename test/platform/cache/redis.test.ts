import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createFaultProxy } from '../../support/fault-proxy';
import { type RedisServer, startRedis } from '../../support/redis-server';
import { until } from '../../support/until';
import { cacheKeys, closeCaches, fillOf, fillShared, keyOf, openReadyCache, valuesOf } from './redis-fixture';

let server: RedisServer;
let raw: Redis;

beforeAll(async () => {
  server = await startRedis();
  raw = new Redis(server.url);
}, 120_000);
beforeEach(() => raw.flushall());
afterEach(closeCaches);
afterAll(async () => {
  raw.disconnect();
  await server.stop();
});

const manyKeys = Array.from({ length: 100 }, (_, index) => keyOf(`email:person${index}@example.com`));

test('what one process fills another reads, in the order asked, with holes and absences', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  const fetchedAt = Date.now() - 1_234;
  await fillShared(writer, reader, [fillOf(keyOf('a'), { name: 'Ada' }, { fetchedAt }), fillOf(keyOf('b'), null)]);
  const third = await openReadyCache(server.url);
  const hits = await third.read([keyOf('b'), keyOf('none'), keyOf('a')], null);
  expect(valuesOf(hits)).toEqual([null, undefined, { name: 'Ada' }]);
  expect(hits[2]?.fetchedAt).toBe(fetchedAt);
});

test('Redis itself lets an entry go when its time is over', async () => {
  const cache = await openReadyCache(server.url);
  cache.fill([fillOf(keyOf('a'), 1, { ttlSeconds: 0.3 }), fillOf(keyOf('b'), 1, { ttlSeconds: 60, fetchedAt: Date.now() - 30_000 })]);
  await until(async () => (await raw.dbsize()) === 2, 1_000);
  const lives = await Promise.all((await raw.keys('*')).map((name) => raw.pttl(name)));
  expect(Math.min(...lives)).toBeLessThanOrEqual(300);
  expect(Math.max(...lives)).toBeLessThanOrEqual(30_000);
  await until(async () => (await raw.dbsize()) === 1, 2_000);
  expect(valuesOf(await cache.read([keyOf('a'), keyOf('b')], null))).toEqual([undefined, 1]);
});

test('maxAgeSeconds refuses what is older; memory that is too old does not hide something newer in Redis', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  await fillShared(writer, reader, [fillOf(keyOf('a'), 'old', { fetchedAt: Date.now() - 10_000 })]);
  const valueWithin = async (seconds: number | null) => (await reader.read([keyOf('a')], seconds))[0]?.value;
  expect([await valueWithin(11), await valueWithin(9), await valueWithin(0)]).toEqual(['old', undefined, undefined]);
  writer.fill([fillOf(keyOf('a'), 'new')]);
  await until(async () => (await valueWithin(9)) === 'new', 1_000);
  expect(await valueWithin(0)).toBeUndefined();
});

test.each([
  ['off', []],
  ['links', ['link']],
  ['full', ['link', 'record']],
] as const)('mode %s writes and reads kinds %j', async (mode, kinds) => {
  const [full, cache] = [await openReadyCache(server.url), await openReadyCache(server.url, { modeOf: () => mode })];
  const keys = [keyOf('a', { kind: 'link' }), keyOf('a', { kind: 'record' })];
  cache.fill(keys.map((key) => fillOf(key, key.kind)));
  await pause(20);
  expect((await raw.keys('*')).map((name) => name.split(':')[3]).sort()).toEqual(kinds);
  await fillShared(
    full,
    full,
    keys.map((key) => fillOf(key, key.kind)),
  );
  await pause(20);
  expect(valuesOf(await cache.read(keys, null)).filter(Boolean)).toEqual(kinds);
});

test('a tenant never reads what another one filled', async () => {
  const [acme, other] = [await openReadyCache(server.url), await openReadyCache(server.url, { tenant: 'other' })];
  await fillShared(acme, acme, [fillOf(keyOf('a'), 1)]);
  await until(async () => (await raw.dbsize()) === 1, 1_000);
  expect(await other.read([keyOf('a')], null)).toEqual([undefined]);
});

test('a value moved to another key, truncated, of an old version or garbage is a miss', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  const kinds = ['moved', 'cut', 'version', 'garbage', 'list', 'whole'];
  writer.fill(kinds.map((kind) => fillOf(keyOf(kind, { question: kind }), kind)));
  await until(async () => (await raw.dbsize()) === kinds.length, 1_000);
  const nameOf = async (question: string): Promise<string> => (await raw.keys(`*:${question}:*`))[0] ?? '';
  const whole = (await raw.getBuffer(await nameOf('whole'))) ?? Buffer.alloc(0);
  await raw.set(await nameOf('moved'), whole);
  await raw.set(await nameOf('cut'), ((await raw.getBuffer(await nameOf('cut'))) ?? whole).subarray(0, -1));
  await raw.setrange(await nameOf('version'), 0, '\0');
  await raw.set(await nameOf('garbage'), '{"name":"Mallory"}');
  const list = await nameOf('list');
  await raw.del(list);
  await raw.rpush(list, 'x');
  const hits = await reader.read(
    kinds.map((kind) => keyOf(kind, { question: kind })),
    null,
  );
  expect(valuesOf(hits)).toEqual([undefined, undefined, undefined, undefined, undefined, 'whole']);
  expect(reader.state()).toBe('redis');
});

test('keys are replaced without losing entries, and a removed key opens nothing', async () => {
  const newKey = `b:${randomBytes(32).toString('base64')}`;
  const withOld = await openReadyCache(server.url);
  await fillShared(withOld, withOld, [fillOf(keyOf('a'), 1)]);
  await until(async () => (await raw.dbsize()) === 1, 1_000);
  const withBoth = await openReadyCache(server.url, { keys: `${newKey},${cacheKeys}` });
  expect(valuesOf(await withBoth.read([keyOf('a')], null))).toEqual([1]);
  await fillShared(withBoth, withBoth, [fillOf(keyOf('b'), 2)]);
  await until(async () => (await raw.dbsize()) === 2, 1_000);
  const stillOld = await openReadyCache(server.url);
  const withNew = await openReadyCache(server.url, { keys: newKey });
  expect(valuesOf(await stillOld.read([keyOf('a'), keyOf('b')], null))).toEqual([1, undefined]);
  expect(await withNew.read([keyOf('a'), keyOf('b')], null)).toEqual([undefined, undefined]);
  withNew.fill([fillOf(keyOf('c'), 3)]);
  await until(async () => (await raw.dbsize()) === 3, 1_000);
  // The names of the new key are forgotten by a process that still names by the old one.
  expect(await withBoth.invalidate([keyOf('c')])).toBe(true);
  expect(await raw.dbsize()).toBe(2);
  await until(async () => (await withNew.read([keyOf('c')], null))[0] === undefined, 500);
});

test('a batch of 100 keys is one round trip, and soon after none', async () => {
  const proxy = await createFaultProxy(server.port);
  const writer = await openReadyCache(server.url);
  await fillShared(
    writer,
    writer,
    manyKeys.map((key) => fillOf(key, 'x'.repeat(500))),
  );
  await until(async () => (await raw.dbsize()) === 100, 1_000);
  const reader = await openReadyCache(`redis://127.0.0.1:${proxy.port}`);
  await pause(50);
  const turnsOf = (): number => proxy.turns()[0] ?? 0;

  const before = turnsOf();
  expect((await reader.read(manyKeys, null)).every((hit) => hit !== undefined)).toBe(true);
  expect(turnsOf() - before).toBe(1);

  expect((await reader.read(manyKeys, null)).every((hit) => hit !== undefined)).toBe(true);
  expect(turnsOf() - before).toBe(1);
  await closeCaches();
  await proxy.close();
});

test('memory keeps an entry at most a second', async () => {
  const cache = await openReadyCache(server.url);
  await fillShared(cache, cache, [fillOf(keyOf('a'), 1)]);
  await until(async () => (await raw.dbsize()) === 1, 1_000);
  await raw.flushall();
  expect(await until(async () => (await cache.read([keyOf('a')], null))[0] === undefined, 1_500)).toBeLessThan(1_100);
});

test('an acknowledged invalidation is gone from Redis and from the memory of every process', async () => {
  const [first, second] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  const kept = keyOf('kept');
  for (let round = 0; round < 20; round += 1) {
    await fillShared(first, second, [fillOf(keyOf('a'), round), fillOf(kept, 'kept')]);
    expect(await first.invalidate([keyOf('a')])).toBe(true);
    expect(valuesOf(await first.read([keyOf('a'), kept], null))).toEqual([undefined, 'kept']);
    expect(await until(async () => (await second.read([keyOf('a')], null))[0] === undefined, 1_500)).toBeLessThan(100);
    expect(valuesOf(await second.read([kept], null))).toEqual(['kept']);
  }
  expect(await first.invalidate([])).toBe(true);
});

test('on a Cluster, which refuses commands across slots, reads, fills and invalidations work alike', async () => {
  const cluster = await startRedis({ cluster: true });
  try {
    const [first, second] = [await openReadyCache(cluster.url), await openReadyCache(cluster.url)];
    await fillShared(
      first,
      second,
      manyKeys.map((key, index) => fillOf(key, index)),
    );
    const third = await openReadyCache(cluster.url);
    expect(valuesOf(await third.read([...manyKeys, keyOf('none')], null))).toEqual([...manyKeys.keys(), undefined]);
    expect(await first.invalidate(manyKeys.slice(0, 50))).toBe(true);
    await until(async () => valuesOf(await second.read(manyKeys, null)).filter((value) => value !== undefined).length === 50, 100);
  } finally {
    await closeCaches();
    await cluster.stop();
  }
});
