// What processes know of each other's numbers by a real Redis, one server and a Cluster, and what is left of it while that is away.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { CLAIM, createSeenAnywhere, seenMeasures, type SeenAnywhere } from '../../../platform/link/seen-anywhere';
import { silentLog } from '../../../platform/log';
import { startCluster, type RedisCluster } from '../../support/redis-cluster';
import { startRedis, type RedisServer } from '../../support/redis-server';
import { until } from '../../support/until';

jest.setTimeout(30_000);

const KEPT_MS = 60_000;
let redis: RedisServer;
let cluster: RedisCluster;
let admin: Redis;
let logged: string[] = [];
const open: SeenAnywhere[] = [];

beforeAll(async () => {
  [redis, cluster] = await Promise.all([startRedis(), startCluster()]);
  admin = new Redis(redis.url);
  admin.on('error', () => undefined);
});
beforeEach(() => {
  logged = [];
});
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));
afterAll(async () => {
  admin.disconnect();
  await Promise.all([redis.stop(), cluster.stop()]);
});

/** As of a process of its own. */
function seenOf(redisUrl: string, tenant = 'acme'): SeenAnywhere {
  const seen = createSeenAnywhere({ redisUrl, tenant, log: { ...silentLog, warn: (message) => void logged.push(message) } });
  open.push(seen);
  return seen;
}
const unansweredOf = (...all: SeenAnywhere[]) => all.map((one) => one.unanswered());

describe.each([
  ['one server', () => redis.url],
  ['a Cluster', () => cluster.url],
])('on %s', (_, url) => {
  it('the very first question is answered', async () => {
    const number = randomUUID();
    const [one, other] = [seenOf(url()), seenOf(url())];
    expect([await one.isNew(number, KEPT_MS), await other.isNew(number, KEPT_MS)]).toEqual([true, false]);
    expect(unansweredOf(one, other)).toEqual([0, 0]);
  });

  it('a number is new once over all processes, however many ask at once', async () => {
    const all = [seenOf(url()), seenOf(url()), seenOf(url())];
    let rounds = 0;
    await until(async () => {
      const before = unansweredOf(...all);
      const numbers = Array.from({ length: 20 }, () => randomUUID());
      const answers = await Promise.all(numbers.map((number) => Promise.all(all.map((one) => one.isNew(number, KEPT_MS)))));
      // A machine that is busy may be late for one.
      if (unansweredOf(...all).join() !== before.join()) return false;
      expect(answers.map((one) => one.filter(Boolean).length)).toEqual(numbers.map(() => 1));
      return (rounds += 1) === 10;
    }, 10_000);
  });

  it('tenants never meet', async () => {
    const [one, other] = [seenOf(url(), 'acme'), seenOf(url(), 'globex')];
    const number = randomUUID();
    expect([await one.isNew(number, KEPT_MS), await other.isNew(number, KEPT_MS), await other.isNew(number, KEPT_MS)]).toEqual([
      true,
      true,
      false,
    ]);
    expect(unansweredOf(one, other)).toEqual([0, 0]);
  });

  it('a number is forgotten when its time is over', async () => {
    const [one, other] = [seenOf(url()), seenOf(url())];
    const number = randomUUID();
    expect([await one.isNew(number, 700), await other.isNew(number, 700)]).toEqual([true, false]);
    await until(() => other.isNew(number, 700), 5_000);
  });
});

it('Redis gets to see the number alone, under the tenant, and does not keep it for longer', async () => {
  await admin.flushall();
  await seenOf(redis.url).isNew('a-number', KEPT_MS);
  expect(await admin.keys('*')).toEqual(['cg2:acme:signed:a-number']);
  const left = await admin.pttl('cg2:acme:signed:a-number');
  expect(left > KEPT_MS - 5_000 && left <= KEPT_MS).toBe(true);
  expect(await admin.hgetall('cg2:acme:signed:a-number')).toEqual({ by: expect.stringMatching(/^[\w-]{12}$/) });
});

it('a claim that is sent twice is one claim', async () => {
  const name = `cg2:acme:signed:${randomUUID()}`;
  const sent = async (word: string) => admin.eval(CLAIM, 1, name, word, KEPT_MS);
  expect([await sent('one'), await sent('one'), await sent('other'), await sent('one')]).toEqual([1, 1, 0, 1]);
});

it('needs no right that the cache does not need', async () => {
  const rights =
    '~cg2:acme:* -@all +eval +evalsha +time +hget +hmget +hset +hdel +hkeys +hincrby +del +pttl +pexpire +publish +subscribe +ping';
  await admin.call('ACL', 'SETUSER', 'cache', 'on', '>secret', 'resetkeys', 'resetchannels', ...rights.split(' '));
  const url = redis.url.replace('//', '//cache:secret@');
  const [one, other, stranger] = [seenOf(url), seenOf(url), seenOf(url, 'globex')];
  expect([await one.isNew('right', KEPT_MS), await other.isNew('right', KEPT_MS)]).toEqual([true, false]);
  expect(await stranger.isNew('right', KEPT_MS)).toBe(true);
  expect(unansweredOf(one, other, stranger)).toEqual([0, 0, 1]);
  expect(logged).toEqual(['Redis failed (NOPERM): each process knows alone which signed requests it has seen']);
});

it('with nobody there everything is new, at once, and the log is told once', async () => {
  const seen = seenOf('redis://127.0.0.1:1');
  expect(await seen.isNew('first', KEPT_MS)).toBe(true);
  const begun = performance.now();
  for (let index = 0; index < 1_000; index += 1) expect(await seen.isNew(`${index}`, KEPT_MS)).toBe(true);
  expect(performance.now() - begun).toBeLessThan(500);
  expect(seen.unanswered()).toBe(1_001);
  expect(logged).toEqual(['Redis lost (ECONNREFUSED): each process knows alone which signed requests it has seen']);
});

it('a Redis that hangs costs one moment and then nothing, and is asked again when it is back', async () => {
  const [one, other] = [seenOf(redis.url), seenOf(redis.url)];
  expect(await one.isNew('before', KEPT_MS)).toBe(true);
  redis.pause();
  try {
    const begun = performance.now();
    expect(await Promise.all([one.isNew('a', KEPT_MS), one.isNew('b', KEPT_MS)])).toEqual([true, true]);
    const waited = performance.now() - begun;
    for (let index = 0; index < 200; index += 1) expect(await one.isNew(`${index}`, KEPT_MS)).toBe(true);
    expect(waited).toBeGreaterThan(80);
    // The breaker lets one in half a second try: the rest is free.
    expect(performance.now() - begun - waited).toBeLessThan(500);
    expect(one.unanswered()).toBe(202);
  } finally {
    redis.resume();
  }
  await until(async () => {
    const number = randomUUID();
    return (await one.isNew(number, KEPT_MS)) && !(await other.isNew(number, KEPT_MS));
  }, 5_000);
  expect(await other.isNew('before', KEPT_MS)).toBe(false);
});

it('a node of a Cluster that is down costs its numbers alone', async () => {
  const [one, other] = [seenOf(cluster.url), seenOf(cluster.url)];
  await Promise.all([one.isNew('begin', KEPT_MS), other.isNew('begin', KEPT_MS)]);
  await cluster.nodes[2]?.kill();
  let [refused, taken] = [0, 0];
  await until(async () => {
    const number = randomUUID();
    expect(await one.isNew(number, KEPT_MS)).toBe(true);
    if (await other.isNew(number, KEPT_MS)) taken += 1;
    else refused += 1;
    return refused >= 30 && taken >= 5;
  }, 10_000);
});

it('tells how often Redis did not say, and nothing where it is not asked', async () => {
  const seen = seenOf('redis://127.0.0.1:1');
  await seen.isNew('number', KEPT_MS);
  const read = (given: SeenAnywhere | undefined) => seenMeasures(given).map((one) => (one.kind === 'counter' ? one.read() : []));
  expect(read(seen)).toEqual([[{ labels: {}, value: 1 }]]);
  expect(read(undefined)).toEqual([[]]);
});
