import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { z } from 'zod';
import type { RecordCache } from '../../../../platform/cache/cache';
import { createFaultProxy } from '../../../support/fault-proxy';
import { type RedisServer, startRedis } from '../../../support/redis-server';
import { until } from '../../../support/until';
import { cacheKeys, closeCaches, fill, fillShared, hitsOf, keyOf, leaseOf, openReadyCache, valueOf, valuesOf } from '../fixture';

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

const manyKeys = Array.from({ length: 100 }, (_, index) => keyOf(String(index)));
const subjects = (): Promise<string[]> => raw.keys('cg2:acme:hubspot:*');

test('what one process fills another reads, in the order asked, with holes and absences', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  const fetchedAt = Date.now() - 1_234;
  await fillShared(writer, reader, [
    [keyOf('a'), valueOf({ name: 'Ada' }, { fetchedAt })],
    [keyOf('b'), valueOf(null)],
  ]);
  const third = await openReadyCache(server.url);
  const hits = await hitsOf(third, [keyOf('b'), keyOf('none'), keyOf('a')]);
  expect(hits.map((hit) => hit?.value)).toEqual([null, undefined, { name: 'Ada' }]);
  expect(Math.abs((hits[2]?.fetchedAt ?? 0) - fetchedAt)).toBeLessThan(20);
});

test('Redis itself lets an entry go when its time and its grace are over, and an absence without grace', async () => {
  const cache = await openReadyCache(server.url);
  await fill(cache, [[keyOf('a'), valueOf(1, { ttlSeconds: 1, fetchedAt: Date.now() - 500 })]]);
  await fill(cache, [[keyOf('b', { source: 'stripe' }), valueOf(null)]]);
  await until(async () => (await raw.keys('cg2:acme:stripe:*')).length === 1 && (await subjects()).length === 1, 1_000);
  const [name = ''] = await subjects();
  await until(async () => (await raw.pttl(name)) > 100_000, 1_000);
  expect(await raw.pttl(name)).toBeLessThanOrEqual(300_500);
  const [absent = ''] = await raw.keys('cg2:acme:stripe:*');
  expect(await raw.pttl(absent)).toBeLessThanOrEqual(10_000);
});

test('what is over of one question does not live on with another of the same record', async () => {
  const cache = await openReadyCache(server.url);
  const [short, long] = [keyOf('a', { question: 'short' }), keyOf('a')];
  await fill(cache, [[short, valueOf(null, { ttlSeconds: 0.1 })]]);
  await until(async () => (await raw.hexists((await subjects())[0] ?? '', 'record:short')) === 1, 1_000);
  await pause(120);
  await fillShared(cache, cache, [[long, valueOf(1)]]);
  expect((await raw.hkeys((await subjects())[0] ?? '')).sort()).toEqual(['record:record', 'record:record|m']);
});

test('maxAgeSeconds refuses what is older; memory that is too old does not hide something newer in Redis', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  await fillShared(writer, reader, [[keyOf('a'), valueOf('old', { fetchedAt: Date.now() - 10_000 })]]);
  const valueWithin = async (seconds: number | null) => (await valuesOf(reader, [keyOf('a')], seconds))[0];
  expect([await valueWithin(11), await valueWithin(9), await valueWithin(0)]).toEqual(['old', undefined, undefined]);
  await fill(writer, [[keyOf('a'), valueOf('new')]]);
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
  await fill(
    cache,
    keys.map((key) => [key, valueOf(key.kind)]),
  );
  await pause(20);
  const fields = (await subjects()).length === 0 ? [] : await raw.hkeys((await subjects())[0] ?? '');
  expect([...new Set(fields.map((field) => field.split(':')[0]))].sort()).toEqual(kinds);
  await fillShared(
    full,
    full,
    keys.map((key) => [key, valueOf(key.kind)] as const),
  );
  expect((await valuesOf(cache, keys)).filter(Boolean)).toEqual(kinds);
});

test('two tenants, the same ids, read and filled at random: nobody reads what another one filled', async () => {
  const tenants = await Promise.all(['acme', 'other'].map((tenant) => openReadyCache(server.url, { tenant })));
  let crossed = 0;
  let hits = 0;
  for (let round = 0; round < 500; round += 1) {
    const index = round % 2;
    const cache = tenants[index];
    if (cache === undefined) throw new Error('no such tenant');
    const keys = manyKeys.filter(() => Math.random() < 0.2);
    const turns = await cache.read(keys, null);
    for (const turn of turns) {
      if (turn.kind !== 'hit') continue;
      hits += 1;
      if (turn.hit.value !== index) crossed += 1;
    }
    cache.fill(turns.flatMap((turn) => (turn.kind === 'load' ? [{ ...valueOf(index), lease: turn.lease }] : [])));
  }
  expect(crossed).toBe(0);
  expect(hits).toBeGreaterThan(5_000);
  // Even moved by hand it does not open.
  const [mine, theirs] = [(await raw.keys('cg2:acme:hubspot:*'))[0] ?? '', (await raw.keys('cg2:other:hubspot:*'))[0] ?? ''];
  await raw.restore(mine, 60_000, await raw.dumpBuffer(theirs), 'REPLACE');
  const fresh = await openReadyCache(server.url);
  expect((await valuesOf(fresh, manyKeys)).filter((value) => value === 1)).toEqual([]);
});

test('a value moved to another key, truncated, of an old version or garbage is never served, and can be filled anew at once', async () => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(server.url)];
  const kinds = ['moved', 'cut', 'version', 'garbage', 'meta', 'list', 'whole'];
  const keys = kinds.map((kind) => keyOf(kind, { source: kind }));
  const nameOf = async (kind: string): Promise<string> => (await raw.keys(`cg2:acme:${kind}:*`))[0] ?? '';
  const field = 'record:record';
  await fillShared(
    writer,
    writer,
    keys.map((key, index) => [key, valueOf(kinds[index])] as const),
  );
  const whole = (await raw.hgetBuffer(await nameOf('whole'), field)) ?? Buffer.alloc(0);
  await raw.hset(await nameOf('moved'), field, whole);
  await raw.hset(await nameOf('cut'), field, whole.subarray(0, -1));
  await raw.hset(await nameOf('version'), field, Buffer.concat([Buffer.from([0]), whole.subarray(1)]));
  await raw.hset(await nameOf('garbage'), field, '{"name":"Mallory"}');
  await raw.hset(await nameOf('meta'), `${field}|m`, 'garbage');
  const list = await nameOf('list');
  await raw.del(list);
  await raw.rpush(list, 'x');
  const turns = await reader.read(keys, null);
  expect(turns.map(({ kind }) => kind)).toEqual(['load', 'load', 'load', 'load', 'load', 'load', 'hit']);
  expect(reader.state()).toBe('redis');
  reader.fill(turns.slice(0, -1).map((turn) => ({ ...valueOf('new'), lease: leaseOf(turn) })));
  await until(async () => (await valuesOf(writer, keys)).filter((value) => value === 'new').length === 6, 2_000);
});

test('keys are replaced without losing entries, and a removed key opens nothing', async () => {
  const newKey = `b:${randomBytes(32).toString('base64')}`;
  const withOld = await openReadyCache(server.url);
  await fillShared(withOld, withOld, [[keyOf('a'), valueOf(1)]]);
  const withBoth = await openReadyCache(server.url, { keys: `${newKey},${cacheKeys}` });
  expect(await valuesOf(withBoth, [keyOf('a')])).toEqual([1]);
  await fillShared(withBoth, withBoth, [[keyOf('b'), valueOf(2)]]);
  const stillOld = await openReadyCache(server.url);
  const withNew = await openReadyCache(server.url, { keys: newKey });
  expect(await valuesOf(stillOld, [keyOf('a'), keyOf('b')])).toEqual([1, undefined]);
  expect(await valuesOf(withNew, [keyOf('a'), keyOf('b')])).toEqual([undefined, undefined]);
  await fillShared(withNew, withNew, [[keyOf('c'), valueOf(3)]]);
  // The names of the new key are forgotten by a process that still names by the old one.
  expect(await withBoth.invalidate({ records: [keyOf('c').key] })).toBe(true);
  await until(async () => (await valuesOf(withNew, [keyOf('c')]))[0] === undefined, 500);
});

test('keys are replaced under load, process by process: no read fails, is wrong, or older than what was acknowledged', async () => {
  const newKey = `b:${randomBytes(32).toString('base64')}`;
  const changed = keyOf('0').key;
  let truth = 0;
  let acknowledged = { truth: 0, at: 0 };
  let wrong = 0;
  let stale = 0;
  let hits = 0;
  const readUntil = async (cache: RecordCache, isReplaced: () => boolean): Promise<void> => {
    while (!isReplaced()) {
      // The memory before Redis may be behind by as much.
      const least = performance.now() - acknowledged.at > 100 ? acknowledged.truth : 0;
      const turns = await cache.read(manyKeys, null);
      for (const [index, turn] of turns.entries()) {
        if (turn.kind !== 'hit') continue;
        hits += 1;
        const [key, version = 0] = z.tuple([z.string(), z.number().optional()]).parse(turn.hit.value);
        if (key !== manyKeys[index]?.key) wrong += 1;
        if (key === changed && version < least) stale += 1;
      }
      cache.fill(turns.flatMap((turn) => (turn.kind === 'load' ? [{ ...valueOf([turn.lease.key.key, truth]), lease: turn.lease }] : [])));
      await pause(2);
    }
  };
  // In the order of keys.ts. Two processes; one after the other is started anew at every step, and whoever then runs may invalidate.
  const running: { cache: RecordCache; replace: () => void }[] = [];
  const reading: Promise<void>[] = [];
  try {
    for (const keys of [cacheKeys, `${newKey},${cacheKeys}`, `${cacheKeys},${newKey}`, newKey]) {
      for (const place of [0, 1]) {
        running[place]?.replace();
        const cache = await openReadyCache(server.url, { keys });
        let isReplaced = false;
        running[place] = { cache, replace: () => (isReplaced = true) };
        reading.push(readUntil(cache, () => isReplaced));
        for (const { cache: one } of running) {
          await pause(60);
          truth += 1;
          expect(await one.invalidate({ records: [changed] })).toBe(true);
          acknowledged = { truth, at: performance.now() };
          await pause(150);
        }
      }
    }
  } finally {
    for (const { replace } of running) replace();
  }
  await Promise.all(reading);
  expect({ wrong, stale }).toEqual({ wrong: 0, stale: 0 });
  expect(hits).toBeGreaterThan(1_000);
});

test('a batch of 100 keys is one round trip, soon after none, and two when nothing is there', async () => {
  const proxy = await createFaultProxy(server.port);
  const writer = await openReadyCache(server.url);
  await fillShared(
    writer,
    writer,
    manyKeys.map((key) => [key, valueOf('x'.repeat(500))] as const),
  );
  const reader = await openReadyCache(`redis://127.0.0.1:${proxy.port}`);
  const turnsOf = (): number => Math.max(...proxy.turns().slice(0, 1));
  await pause(50);
  const commandTurns = turnsOf();

  expect((await hitsOf(reader, manyKeys)).every((hit) => hit !== undefined)).toBe(true);
  expect(turnsOf() - commandTurns).toBe(1);
  await until(async () => {
    const before = turnsOf();
    await hitsOf(reader, manyKeys);
    return turnsOf() === before;
  }, 900);

  const unknown = manyKeys.map(({ key }) => keyOf(`${key} cold`));
  const before = turnsOf();
  const turns = await reader.read(unknown, null);
  reader.fill(turns.map((turn) => ({ ...valueOf(1), lease: leaseOf(turn) })));
  await until(async () => (await valuesOf(writer, unknown)).every((value) => value === 1), 1_000);
  expect(turnsOf() - before).toBe(2);
  await closeCaches();
  await proxy.close();
});

test('memory keeps an entry at most a second', async () => {
  const cache = await openReadyCache(server.url);
  await fillShared(cache, cache, [[keyOf('a'), valueOf(1)]]);
  await pause(60);
  await valuesOf(cache, [keyOf('a')]);
  await raw.flushall();
  expect(await until(async () => (await valuesOf(cache, [keyOf('a')]))[0] === undefined, 1_500)).toBeLessThan(1_100);
});
