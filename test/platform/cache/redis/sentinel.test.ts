import { setTimeout as pause } from 'node:timers/promises';
import { startSentinelSet } from '../../../support/redis-sentinel';
import { ask } from '../../../support/redis-server';
import { until } from '../../../support/until';
import { closeCaches, fill, fillShared, hitsOf, keyOf, leaseOf, openReadyCache, valueOf, valuesOf } from '../fixture';

afterEach(closeCaches);

test('a failover is survived by itself within 5 s, calls fail fast meanwhile, and nothing kept before it is served after it', async () => {
  const set = await startSentinelSet();
  try {
    const [writer, reader] = [await openReadyCache(set.url), await openReadyCache(set.url)];
    const keys = ['a', 'b', 'c'].map((key) => keyOf(key));
    await fillShared(
      writer,
      reader,
      keys.map((key) => [key, valueOf('before')] as const),
    );
    const under = leaseOf((await reader.read([keyOf('under way')], null))[0]);
    await until(async () => (await ask(set.replica.port, 'DBSIZE')) === (await ask(set.master.port, 'DBSIZE')), 2_000);
    // What is acknowledged from here on is lost with the master.
    await set.loseReplication();
    expect(await writer.invalidate({ records: keys.map(({ key }) => key) })).toBe(true);
    await set.master.kill();
    const times: number[] = [];
    const start = performance.now();
    await until(async () => {
      const began = performance.now();
      const values = await valuesOf(reader, keys);
      times.push(performance.now() - began);
      expect(values).toEqual([undefined, undefined, undefined]);
      return reader.state() === 'redis' && writer.state() === 'redis';
    }, 10_000);
    expect(performance.now() - start).toBeLessThan(5_500);
    expect(times.filter((time) => time > 180)).toEqual([]);
    // It is the replica that answers now, and it still has what was kept before: void.
    expect(await ask(set.replica.port, 'INFO replication')).toContain('role:master');
    expect(await valuesOf(reader, keys)).toEqual([undefined, undefined, undefined]);
    reader.fill([{ ...valueOf('read before'), lease: under }]);
    // The Sentinels may tell of the new master once more, and connections begin anew.
    await until(async () => {
      const entries = keys.map((key) => [key, valueOf('after')] as const);
      await fill(writer, entries);
      await pause(20);
      return (await valuesOf(reader, keys)).every((value) => value === 'after');
    }, 3_000);
    expect((await hitsOf(reader, [keyOf('under way')]))[0]).toBeUndefined();
  } finally {
    await closeCaches();
    await set.stop();
  }
}, 60_000);
