import { startCluster, type RedisCluster } from '../../../support/redis-cluster';
import { until } from '../../../support/until';
import { closeCaches, fill, fillShared, hitsOf, keyOf, openReadyCache, valueOf, valuesOf } from '../fixture';

let cluster: RedisCluster;
const keys = Array.from({ length: 100 }, (_, index) => keyOf(String(index)));

beforeAll(async () => {
  cluster = await startCluster();
}, 120_000);
afterEach(closeCaches);
afterAll(() => cluster.stop());

const fillAll = async (tenant: string, values: (index: number) => unknown = (index) => index) => {
  const [first, second] = [await openReadyCache(cluster.url, { tenant }), await openReadyCache(cluster.url, { tenant })];
  await fillShared(
    first,
    second,
    keys.map((key, index) => [key, valueOf(values(index))] as const),
  );
  return [first, second] as const;
};

test('a batch over many slots keeps its order and its holes, and is one turn of each node', async () => {
  const [first, second] = await fillAll('order');
  const asked = [keyOf('none'), ...keys, keyOf('neither')];
  expect(await valuesOf(second, asked)).toEqual([undefined, ...keys.keys(), undefined]);
  expect(await first.invalidate({ records: keys.slice(0, 50).map(({ key }) => key), keepLinks: true })).toBe(true);
  expect((await valuesOf(second, keys)).map((value) => value !== undefined)).toEqual(keys.map((_, index) => index >= 50));
  expect(await first.invalidate({ source: 'hubspot' })).toBe(true);
  expect((await valuesOf(second, keys)).filter((value) => value !== undefined)).toEqual([]);
}, 30_000);

test('slots that move while they are read lose nothing', async () => {
  const [, second] = await fillAll('moving');
  let wrong = 0;
  let missed = 0;
  let done = false;
  const moving = (async () => {
    for (let slot = 0; slot < 40; slot += 1) await cluster.move(slot, 0, 1);
  })().finally(() => (done = true));
  while (!done) {
    for (const [index, value] of (await valuesOf(second, keys)).entries()) {
      if (value === undefined) missed += 1;
      else if (value !== index) wrong += 1;
    }
  }
  await moving;
  expect({ wrong, missed }).toEqual({ wrong: 0, missed: 0 });
  expect(await valuesOf(second, keys)).toEqual([...keys.keys()]);
}, 60_000);

test('a node that is down costs its own keys only, and is used again when it is back', async () => {
  const [first, second] = await fillAll('down');
  const third = cluster.nodes[2];
  if (third === undefined) throw new Error('no third node');
  const epochsElsewhere = async (): Promise<number> => (await hitsOf(second, keys)).filter((hit) => hit !== undefined).length;
  await third.kill();
  const start = performance.now();
  const left = await epochsElsewhere();
  expect(performance.now() - start).toBeLessThan(500);
  // Were the epochs on the dead node, nothing could be told of any key.
  expect([left > 40 && left < 90, left]).toEqual([true, left]);
  await third.restart();
  await until(async () => {
    await fill(
      first,
      keys.map((key) => [key, valueOf('again')] as const),
    ).catch(() => undefined);
    return (await valuesOf(second, keys)).every((value) => value === 'again');
  }, 10_000);
}, 60_000);
