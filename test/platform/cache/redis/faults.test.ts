import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { RecordCache } from '../../../../platform/cache/cache';
import { createFaultProxy, type FaultProxy } from '../../../support/fault-proxy';
import { type RedisServer, startRedis } from '../../../support/redis-server';
import { until } from '../../../support/until';
import { closeCaches, fill, fillShared, hitsOf, keyOf, openCache, openReadyCache, valueOf, valuesOf } from '../fixture';

/** Of a command. */
const commandTimeoutMs = 100;
const oneTimeoutMs = 180;
/** A read that took so long has waited for Redis; what a busy machine takes is less. */
const nearlyTimeoutMs = 90;

/**
 * Milliseconds that the work took. One that took longer than a command timeout is held against a timer of that length which began with
 * it: what a busy machine adds, it adds to both.
 */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  const timer = pause(commandTimeoutMs).then(() => performance.now());
  await work();
  const end = performance.now();
  return end - start <= commandTimeoutMs ? end - start : commandTimeoutMs + Math.max(0, end - (await timer));
}

let server: RedisServer;
let proxy: FaultProxy;
let url: string;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', onUnhandled);
  server = await startRedis();
}, 120_000);
beforeEach(async () => {
  proxy = await createFaultProxy(server.port);
  url = `redis://127.0.0.1:${proxy.port}`;
});
afterEach(async () => {
  // One that failed while it was stopped costs the others nothing.
  server.resume();
  await closeCaches();
  await proxy.close();
  expect(unhandled).toEqual([]);
});
afterAll(async () => {
  process.off('unhandledRejection', onUnhandled);
  await server.stop();
});

const keys = Array.from({ length: 100 }, (_, index) => keyOf(`k${index}`));
/** Reads one after another for a while, always with a key that memory cannot know, and fills in between. */
async function readFor(cache: RecordCache, durationMs: number): Promise<{ worstMs: number; waits: number; hits: number }> {
  const times: number[] = [];
  let hits = 0;
  const end = performance.now() + durationMs;
  while (performance.now() < end) {
    const asked = [...keys, keyOf(`unknown ${performance.now()}`)];
    let turns: Awaited<ReturnType<RecordCache['read']>> = [];
    times.push(await timed(async () => (turns = await cache.read(asked, null))));
    hits += turns.filter(({ kind }) => kind === 'hit').length;
    cache.fill(turns.flatMap((turn) => (turn.kind === 'load' ? [{ ...valueOf(turn.lease.key.key), lease: turn.lease }] : [])));
    await pause(5);
  }
  return { worstMs: Math.max(...times), waits: times.filter((time) => time > nearlyTimeoutMs).length, hits };
}

async function fillAll(cache: RecordCache): Promise<void> {
  await fillShared(
    cache,
    cache,
    keys.map((key) => [key, valueOf(key.key)] as const),
  );
}

/** Milliseconds until the cache gives back what only Redis can have told it: another process filled it. */
async function usedAgainAfter(cache: RecordCache): Promise<number> {
  const start = performance.now();
  const other = await openReadyCache(server.url);
  const key = keyOf(`again ${start}`);
  await until(async () => {
    await fill(other, [[key, valueOf('again')]]);
    return cache.state() === 'redis' && (await valuesOf(cache, [key]))[0] !== undefined;
  }, 3_000);
  return performance.now() - start;
}

test('Redis refuses at start: reads are misses at once, and it is used within 2 s of coming up', async () => {
  await proxy.set('refuse');
  const warnings: string[] = [];
  const cache = openCache(url, { log: { warn: (message) => warnings.push(message) } });
  const { worstMs, hits } = await readFor(cache, 400);
  expect({ worst: worstMs < nearlyTimeoutMs, hits, state: cache.state() }).toEqual({ worst: true, hits: 0, state: 'redis-down' });
  expect(warnings).toEqual([expect.stringMatching(/^Redis lost .*ECONNREFUSED/), expect.stringMatching(/channel .*ECONNREFUSED/)]);
  await proxy.set('pass');
  expect(await usedAgainAfter(cache)).toBeLessThan(2_000);
});

test('Redis is silent at start: reads are misses at once, and it is used within 2 s of answering', async () => {
  await proxy.set('blackhole');
  const cache = openCache(url);
  const { worstMs, hits } = await readFor(cache, 400);
  expect({ worst: worstMs < nearlyTimeoutMs, hits, state: cache.state() }).toEqual({ worst: true, hits: 0, state: 'redis-down' });
  await proxy.set('pass');
  expect(await usedAgainAfter(cache)).toBeLessThan(2_000);
});

test.each([
  ['is black-holed', () => proxy.set('blackhole'), () => proxy.set('pass')],
  ['starts to refuse', () => proxy.set('refuse'), () => proxy.set('pass')],
  ['is stopped (SIGSTOP)', () => server.pause(), () => server.resume()],
  ['is killed', () => server.kill(), () => server.restart()],
  ['is late by 200 ms', () => proxy.setLatency(200), () => proxy.setLatency(0)],
])('Redis %s: a read costs at most one timeout, soon nothing, and it is used again within 2 s', async (_what, breakIt, mendIt) => {
  const cache = await openReadyCache(url);
  await fillAll(cache);
  await breakIt();
  try {
    const first = await readFor(cache, 1_600);
    expect(first.worstMs).toBeLessThan(oneTimeoutMs);
    // Three that open the breaker and one try a second.
    expect(first.waits).toBeLessThan(10);
    await until(() => cache.state() === 'redis-down', 2_000);
    expect(await timed(() => hitsOf(cache, [keyOf('never filled')]))).toBeLessThan(oneTimeoutMs);
  } finally {
    // Else the tests after it would fail for it.
    await mendIt();
  }
  expect(await usedAgainAfter(cache)).toBeLessThan(2_000);
});

test('while Redis hangs, reads at the same time share the wait instead of adding it up', async () => {
  const cache = await openReadyCache(url);
  server.pause();
  expect(await timed(() => Promise.all(keys.map((key) => hitsOf(cache, [key]))))).toBeLessThan(oneTimeoutMs);
  expect(
    await timed(async () => {
      for (const key of keys) await hitsOf(cache, [key]);
    }),
  ).toBeLessThan(oneTimeoutMs);
  server.resume();
});

test('after a stop and cuts no reply is taken for another command', async () => {
  const cache = await openReadyCache(url);
  await fillAll(cache);
  for (let round = 0; round < 6; round += 1) {
    if (round % 2 === 0) server.pause();
    else proxy.reset();
    const end = performance.now() + 250;
    while (performance.now() < end) {
      const asked = keys.filter(() => Math.random() < 0.3);
      for (const [index, value] of (await valuesOf(cache, asked)).entries()) {
        if (value !== undefined) expect(value).toBe(asked[index]?.key);
      }
    }
    server.resume();
    await usedAgainAfter(cache);
  }
});

test('an invalidation is asked again until Redis acknowledges it', async () => {
  const cache = await openReadyCache(url);
  await fillAll(cache);
  await proxy.set('refuse');
  const invalidation = cache.invalidate({ records: [keyOf('k1').key] });
  await pause(400);
  await proxy.set('pass');
  expect(await invalidation).toBe(true);
  await usedAgainAfter(cache);
  expect(await valuesOf(cache, [keyOf('k1'), keyOf('k2')])).toEqual([undefined, keyOf('k2').key]);
});

test('an invalidation that nobody acknowledges is asked again for as long as the cache lives', async () => {
  await proxy.set('refuse');
  const cache = openCache(url);
  const many = Promise.all(keys.map(({ key }) => cache.invalidate({ records: [key] })));
  const early = await Promise.race([many, pause(1_500).then(() => 'still asking')]);
  expect(early).toBe('still asking');
  await cache.close();
  expect(new Set(await many)).toEqual(new Set([false]));
});

test.each(['refuse', 'blackhole'] as const)('memory is not trusted 100 ms after the invalidation channel is lost (%s)', async (mode) => {
  const [writer, reader] = [await openReadyCache(server.url), await openReadyCache(url)];
  await fillShared(writer, reader, [[keyOf('a'), valueOf(1)]]);
  // Now it is answered from memory.
  await until(async () => {
    await hitsOf(reader, [keyOf('a')]);
    return (reader.counts()['hubspot']?.hitsMemory ?? 0) > 0;
  }, 900);
  await proxy.set(mode);
  expect(await writer.invalidate({ records: [keyOf('a').key] })).toBe(true);
  await pause(100);
  expect(await valuesOf(reader, [keyOf('a')])).toEqual([undefined]);
});

test('a Redis that is full still gives what it has, and takes invalidations', async () => {
  const cache = await openReadyCache(url);
  await fillAll(cache);
  const raw = new Redis(server.url);
  await raw.config('SET', 'maxmemory', '1');
  const other = await openReadyCache(server.url);
  expect((await valuesOf(other, keys)).filter((value) => value !== undefined)).toHaveLength(keys.length);
  expect((await other.read([keyOf('unknown')], null)).map(({ kind }) => kind)).toEqual(['load']);
  const [first = keyOf('k0'), second = keyOf('k1')] = keys;
  expect(await cache.invalidate({ records: [first.key] })).toBe(true);
  expect(await valuesOf(other, [first, second])).toEqual([undefined, second.key]);
  await fill(other, [[keyOf('too much'), valueOf('x'.repeat(10_000))]]);
  expect(other.state()).toBe('redis');
  await raw.config('SET', 'maxmemory', '0');
  raw.disconnect();
});

test('something else that answers garbage is no Redis: reads are misses', async () => {
  const garbage = createServer((socket) =>
    socket.on('data', () => socket.write('$-7\r\nHTTP/1.1 400 Bad Request\r\n*3\r\n:1\r\n')).on('error', () => undefined),
  );
  garbage.listen(0, '127.0.0.1');
  await once(garbage, 'listening');
  const address = garbage.address();
  const cache = openCache(`redis://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const { hits, worstMs } = await readFor(cache, 500);
  expect({ hits, worst: worstMs < oneTimeoutMs }).toEqual({ hits: 0, worst: true });
  await closeCaches();
  garbage.close();
});

test.each(['pass', 'refuse', 'blackhole'] as const)('close ends every connection and attempt to connect (%s)', async (mode) => {
  const cache = await openReadyCache(url);
  await until(() => proxy.open() === 2, 1_000);
  await proxy.set(mode);
  await pause(300);
  const start = performance.now();
  await cache.close();
  expect(performance.now() - start).toBeLessThan(500);
  await until(() => proxy.open() === 0, 500);
  await proxy.set('pass');
  await pause(700);
  expect(proxy.open()).toBe(0);
  expect(await cache.invalidate({ records: [keyOf('a').key] })).toBe(false);
  expect(await valuesOf(cache, [keyOf('a')])).toEqual([undefined]);
});
