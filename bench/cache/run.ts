// `npm run bench:cache`: round trips of a batch of 100 keys (counted on the wire), what a hit costs from memory and from Redis beside a bare
// MGET of the same values, and how long an invalidation takes to be acknowledged. Exits with 1 where a batch of hits takes more than one
// round trip, or a cold one more than two.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { CacheKey, RecordCache } from '../../platform/cache/cache';
import { createCache } from '../../platform/cache/create';
import { createFaultProxy } from '../../test/support/fault-proxy';
import { startRedis } from '../../test/support/redis-server';
import { until } from '../../test/support/until';

const BATCH = 100;
const BATCHES = 200;
const MOST_TURNS = { hits: 1, cold: 2 };
/** As long as a record of a CRM, more or less. */
const VALUE = { name: 'Ada Mensah', raw: 'x'.repeat(900) };

const keysOf = (batch: number): CacheKey[] =>
  Array.from({ length: BATCH }, (_, index) => ({
    source: 'crm',
    kind: 'record',
    question: 'record',
    key: `crm:contact:${batch}-${index}`,
  }));

async function fill(cache: RecordCache, keys: readonly CacheKey[]): Promise<void> {
  const turns = await cache.read(keys, null);
  const now = { fetchedAt: Date.now(), ttlSeconds: 600, absent: false };
  cache.fill(turns.flatMap((turn) => (turn.kind === 'load' ? [{ ...now, value: VALUE, lease: turn.lease }] : [])));
}

async function hits(cache: RecordCache, keys: readonly CacheKey[]): Promise<number> {
  return (await cache.read(keys, null)).filter(({ kind }) => kind === 'hit').length;
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN;
}

async function main(): Promise<void> {
  const server = await startRedis();
  const proxy = await createFaultProxy(server.port);
  const shared = { keys: `a:${randomBytes(32).toString('base64')}`, tenant: 'bench', modeOf: () => 'full' as const, log: console };
  const open = (port: number): RecordCache => createCache({ ...shared, redisUrl: `redis://127.0.0.1:${port}` });
  const [writer, reader, counted] = [open(server.port), open(server.port), open(proxy.port)];
  const bare = new Redis(server.url);
  try {
    await until(() => [writer, reader, counted].every((cache) => cache.state() === 'redis'), 5_000);
    for (let batch = 0; batch < BATCHES; batch += 1) await fill(writer, keysOf(batch));
    await until(async () => (await hits(writer, keysOf(BATCHES - 1))) === BATCH, 5_000);

    const turnsOf = (): number => proxy.turns()[0] ?? 0;
    await pause(100);
    const before = turnsOf();
    if ((await hits(counted, keysOf(0))) !== BATCH) throw new Error('a batch was to be there, and was not');
    const hitTurns = turnsOf() - before;
    const cold = keysOf(BATCHES);
    const beforeCold = turnsOf();
    await fill(counted, cold);
    await until(async () => (await hits(writer, cold)) === BATCH, 5_000);
    const coldTurns = turnsOf() - beforeCold;

    const fromRedis: number[] = [];
    const fromMemory: number[] = [];
    const mget: number[] = [];
    const plain = JSON.stringify(VALUE);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const names = Array.from({ length: BATCH }, (_, index) => `plain ${batch} ${index}`);
      await bare.mset(names.flatMap((name) => [name, plain]));
      const start = performance.now();
      for (const text of await bare.mget(names)) JSON.parse(text ?? 'null');
      mget.push(performance.now() - start);
      const redisStart = performance.now();
      await hits(reader, keysOf(batch));
      fromRedis.push(performance.now() - redisStart);
      const memory = reader.counts()['crm']?.hitsMemory ?? 0;
      const memoryStart = performance.now();
      await hits(reader, keysOf(batch));
      // Only where all of it came from there.
      if ((reader.counts()['crm']?.hitsMemory ?? 0) - memory === BATCH) fromMemory.push(performance.now() - memoryStart);
    }
    const acknowledged: number[] = [];
    for (const { key } of keysOf(0)) {
      const start = performance.now();
      await reader.invalidate({ records: [key] });
      acknowledged.push(performance.now() - start);
    }
    const perKey = (times: readonly number[]): string => `${((median(times) * 1_000) / BATCH).toFixed(1)} µs a key`;
    console.log(
      [
        `a batch of ${BATCH} hits: ${hitTurns} round trip; a cold one, filled: ${coldTurns}`,
        `a batch of ${BATCH} hits from Redis: ${median(fromRedis).toFixed(2)} ms, ${perKey(fromRedis)} (median of ${fromRedis.length})`,
        `  a bare MGET of the same, not encrypted, without leases: ${median(mget).toFixed(2)} ms, ${perKey(mget)}`,
        `a batch of ${BATCH} hits from memory: ${median(fromMemory).toFixed(2)} ms, ${perKey(fromMemory)} (median of ${fromMemory.length})`,
        `an invalidation is acknowledged after ${median(acknowledged).toFixed(2)} ms (median of ${acknowledged.length})`,
      ].join('\n'),
    );
    if (hitTurns > MOST_TURNS.hits || coldTurns > MOST_TURNS.cold) process.exitCode = 1;
  } finally {
    bare.disconnect();
    await Promise.all([writer, reader, counted].map((cache) => cache.close()));
    await proxy.close();
    await server.stop();
  }
}

void main();
