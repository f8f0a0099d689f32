import { setTimeout as sleep } from 'node:timers/promises';
import type { Wish } from '../../../platform/http/budget-books';
import { connectBudgetRedis, type BudgetRedis } from '../../../platform/http/budget-redis';
import { createSharedBooks } from '../../../platform/http/budget-shared';
import { startRedis, type RedisServer } from '../../support/redis-server';
import { until } from '../../support/until';

const PER_MS = 600;

describe.each([{ cluster: false }, { cluster: true }])('books in Redis, %p', ({ cluster }) => {
  let server: RedisServer;
  let connections: BudgetRedis[];
  beforeAll(async () => {
    server = await startRedis({ cluster });
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    connections = [connectBudgetRedis(server.url), connectBudgetRedis(server.url)];
    await until(() => connections.every((redis) => redis.isReady()), 5_000);
  });
  afterEach(() => Promise.all(connections.map((redis) => redis.close())));

  let account = 0;
  /** The books of two processes. */
  function twoBooks(processes = 2) {
    account += 1;
    const [a, b] = connections.map((redis) => createSharedBooks({ redis, account: `test:${account}`, processes }));
    if (a === undefined || b === undefined) throw new Error('no connections');
    return { a, b };
  }
  const wish = (calls: number, wanted = 1, name = 'all'): Wish => ({
    windows: [{ name, calls, perMs: PER_MS }],
    ...{ pausedBy: 'account', wanted, holdMs: 5_000 },
  });

  it('are one for all processes', async () => {
    const { a, b } = twoBooks();
    const [first, second] = await Promise.all([a.take(wish(10, 8)), b.take(wish(10, 8))]);
    expect(first.granted.length + second.granted.length).toBe(10);
    expect((await b.take(wish(10))).granted).toEqual([]);
    expect((await b.take(wish(10, 1, 'other'))).granted).toHaveLength(1);
  });

  it('are known to a process that has only just begun before it takes anything', async () => {
    const { a } = twoBooks();
    await a.take(wish(10, 10));
    const redis = connectBudgetRedis(server.url);
    connections.push(redis);
    const late = createSharedBooks({ redis, account: `test:${account}`, processes: 2 });
    expect(redis.isReady()).toBe(false);
    expect((await late.take(wish(10, 1))).granted).toEqual([]);
  });

  it('have room again a window after the answers, and say when', async () => {
    const { a, b } = twoBooks();
    const taken = await a.take(wish(3, 3));
    await sleep(200);
    await Promise.all(taken.granted.map((call) => a.settle(wish(3).windows, call)));
    const { granted, waitMs } = await b.take(wish(3));
    expect(granted).toEqual([]);
    expect(waitMs).toBeGreaterThan(PER_MS - 100);
    expect(waitMs).toBeLessThanOrEqual(PER_MS + 1);
    // It is told of the first of the three; on a busy machine the last was answered a little later.
    await sleep(waitMs + 100);
    expect((await b.take(wish(3, 9))).granted).toHaveLength(3);
  });

  it('say to who may use less when enough of them is over', async () => {
    const { a, b } = twoBooks();
    for (let call = 0; call < 3; call += 1) {
      const [granted = ''] = (await a.take(wish(3))).granted;
      await a.settle(wish(3).windows, granted);
      await sleep(100);
    }
    // The newest of the three has 500 ms to go, the oldest 300.
    expect((await b.take(wish(1))).waitMs).toBeGreaterThan(420);
  });

  it('count a call that was under way while Redis forgot it', async () => {
    const { a, b } = twoBooks();
    await a.settle(wish(1).windows, 'forgotten:1');
    expect((await b.take(wish(1))).granted).toEqual([]);
  });

  it('hold up everybody for a pause', async () => {
    const { a, b } = twoBooks();
    await a.pause('account', 400);
    const { granted, waitMs } = await b.take(wish(9));
    expect(granted).toEqual([]);
    expect(waitMs).toBeGreaterThan(200);
    await sleep(410);
    expect((await b.take(wish(9))).granted).toHaveLength(1);
  });

  it('are divided while Redis is silent, at the price of one timeout, with what was used before', async () => {
    const { a, b } = twoBooks();
    expect((await a.take(wish(10, 4))).granted).toHaveLength(4);
    server.pause();
    const started = performance.now();
    const [first, second] = await Promise.all([a.take(wish(10, 9)), b.take(wish(10, 9))]);
    expect(performance.now() - started).toBeLessThan(400);
    expect([first.granted.length, second.granted.length]).toEqual([1, 5]);
    const again = performance.now();
    await a.take(wish(10));
    expect(performance.now() - again).toBeLessThan(50);
    server.resume();
  });

  it('are divided until what a Redis forgot counts no longer, then shared again', async () => {
    const { a, b } = twoBooks();
    const long = (wanted: number): Wish => ({ ...wish(10, wanted), windows: [{ name: 'all', calls: 10, perMs: 3_000 }] });
    expect((await a.take(long(5))).granted).toHaveLength(5);
    await server.kill();
    const killedAt = Date.now();
    await server.restart();
    await until(() => connections.every((redis) => redis.isReady() && (redis.forgotAt() ?? 0) >= killedAt), 5_000);
    expect((await a.take(long(9))).granted).toEqual([]);
    expect((await b.take(long(9))).granted).toHaveLength(5);
    await sleep(PER_MS + 1_100);
    expect((await b.take(wish(10, 9, 'fresh'))).granted).toHaveLength(9);
    expect((await a.take(wish(10, 9, 'fresh'))).granted).toHaveLength(1);
  });
});
