// The protocol as loaders see it, in memory and in Redis alike. `here` and `there` are two processes of one deployment; without Redis
// there is one.
import { setTimeout as pause } from 'node:timers/promises';
import type { CacheFill, CacheLease, CacheTurn, RecordCache } from '../../../platform/cache/cache';
import { LEASE_MS } from '../../../platform/cache/store';
import { type RedisServer, startRedis } from '../../support/redis-server';
import { until } from '../../support/until';
import { closeCaches, fill, fillShared, hitOf, hitsOf, keyOf, leaseOf, openCache, openReadyCache, valueOf, valuesOf } from './fixture';

describe.each(['memory', 'redis'] as const)('leases in %s', (kind) => {
  let server: RedisServer | undefined;
  let tenants = 0;

  beforeAll(async () => {
    if (kind === 'redis') server = await startRedis();
  }, 120_000);
  afterEach(closeCaches);
  afterAll(() => server?.stop());

  async function twoProcesses(): Promise<[RecordCache, RecordCache]> {
    tenants += 1;
    const tenant = `t${tenants}`;
    if (server === undefined) {
      const only = openCache(undefined, { tenant });
      return [only, only];
    }
    return [await openReadyCache(server.url, { tenant }), await openReadyCache(server.url, { tenant })];
  }

  const a = keyOf('a');
  const one = async (cache: RecordCache, maxAgeSeconds: number | null = null): Promise<CacheTurn> => {
    const [turn] = await cache.read([a], maxAgeSeconds);
    if (turn === undefined) throw new Error('no turn');
    return turn;
  };
  const filled = (lease: CacheLease, value: unknown): CacheFill => ({ ...valueOf(value), lease });

  test('one reads, everybody else waits and gets what it read', async () => {
    const [here, there] = await twoProcesses();
    const first = await one(here);
    const waiting = await Promise.all([one(here), one(there), one(there)]);
    expect(waiting.map((turn) => turn.kind)).toEqual(['wait', 'wait', 'wait']);
    here.fill([filled(leaseOf(first), 'value')]);
    const outcomes = await Promise.all(waiting.map((turn) => (turn.kind === 'wait' ? turn.outcome : turn)));
    expect(outcomes.map((outcome) => hitOf(outcome)?.value)).toEqual(['value', 'value', 'value']);
    const counts = [here, ...(here === there ? [] : [there])].map((cache) => cache.counts()['hubspot']);
    expect(counts.reduce((sum, count) => sum + (count?.waits ?? 0), 0)).toBe(3);
    expect(counts.reduce((sum, count) => sum + (count?.misses ?? 0), 0)).toBe(1);
  });

  test('who waited for a reading that failed is told why, and who comes later tries again', async () => {
    const [here, there] = await twoProcesses();
    const first = await one(here);
    const waiting = await one(there);
    here.fail([leaseOf(first)], 'UPSTREAM_TIMEOUT');
    expect(waiting.kind === 'wait' && (await waiting.outcome)).toEqual({ kind: 'failed', code: 'UPSTREAM_TIMEOUT', stale: undefined });
    // Nothing of the failure is kept.
    expect((await one(there)).kind).toBe('load');
  });

  test('a reading given back without a reason is for one of those who waited', async () => {
    const [here, there] = await twoProcesses();
    const first = await one(here);
    const waiting = await Promise.all([one(there), one(there)]);
    here.fail([leaseOf(first)], null);
    const [second, third] = waiting;
    if (second?.kind !== 'wait' || third?.kind !== 'wait') throw new Error('both were to wait');
    const outcome = await Promise.race([second.outcome, third.outcome]);
    there.fill([filled(leaseOf(outcome), 'second try')]);
    await until(async () => (await valuesOf(here, [a]))[0] === 'second try', 500);
  });

  test('a lease is renewed while somebody works under it, and holds up nobody once they are gone', async () => {
    const [here, there] = await twoProcesses();
    await one(here);
    const waiting = await one(there);
    if (waiting.kind !== 'wait') throw new Error('it was to wait');
    expect(await Promise.race([waiting.outcome, pause(LEASE_MS * 1.5).then(() => 'still held')])).toBe('still held');
    if (here === there) return;
    await here.close();
    const start = performance.now();
    expect((await waiting.outcome).kind).toBe('load');
    expect(performance.now() - start).toBeLessThan(LEASE_MS + 200);
  });

  test('a fill is refused after an invalidation, and the next read is fresh: of the record, its source, everything', async () => {
    const [here, there] = await twoProcesses();
    for (const what of [{ records: [a.key] }, { source: 'hubspot' }, 'everything'] as const) {
      const first = await one(here);
      expect(await there.invalidate(what)).toBe(true);
      // Whoever comes now reads anew, and waits for nobody who began before.
      const second = await one(there);
      expect(second.kind).toBe('load');
      here.fill([filled(leaseOf(first), 'old')]);
      await pause(20);
      there.fill([filled(leaseOf(second), 'new')]);
      await until(async () => (await valuesOf(there, [a]))[0] !== undefined, 500);
      expect([await valuesOf(here, [a]), await valuesOf(there, [a])]).toEqual([['new'], ['new']]);
      await here.invalidate('everything');
    }
    expect(here.counts()['hubspot']?.fillsRefused).toBeGreaterThanOrEqual(3);
  });

  test("what was begun before its source was invalidated is nobody's answer, though nobody has read it since", async () => {
    const [here, there] = await twoProcesses();
    // Near memory is in use.
    await until(async () => {
      await fillShared(here, here, [[keyOf('warm'), valueOf(1)]]);
      return here === there || (here.counts()['hubspot']?.hitsMemory ?? 0) > 0;
    }, 2_000);
    const lease = leaseOf(await one(here));
    expect(await there.invalidate({ source: 'hubspot' })).toBe(true);
    here.fill([filled(lease, 'old')]);
    for (let look = 0; look < 10; look += 1) {
      await pause(10);
      expect([await valuesOf(here, [a]), await valuesOf(there, [a])]).toEqual([[undefined], [undefined]]);
    }
  });

  test('what came along is kept, unless its own record was invalidated meanwhile; something newer is not written over', async () => {
    const [here, there] = await twoProcesses();
    const found = (key: string, value: unknown, fetchedAt = Date.now()) => ({ ...valueOf(value, { fetchedAt }), key: keyOf(key) });
    const lease = leaseOf(await one(here));
    await there.invalidate({ records: [keyOf('gone').key], keepLinks: true });
    await fill(there, [[keyOf('newer'), valueOf('newer')]]);
    here.fill([filled(lease, 1)], [found('b', 'b'), found('gone', 'old'), found('newer', 'older', Date.now() - 5_000)]);
    await until(async () => (await valuesOf(there, [keyOf('b')]))[0] === 'b', 500);
    expect(await valuesOf(there, [a, keyOf('b'), keyOf('gone'), keyOf('newer')])).toEqual([1, 'b', undefined, 'newer']);
  });

  test('a record takes everything asked of it along, the lists of its source and, unless told otherwise, its links; nothing else', async () => {
    const [here, there] = await twoProcesses();
    const tickets = keyOf('a', { question: 'support-tickets' });
    const link = keyOf('', { kind: 'link', question: 'find', key: 'email:ada@example.com' });
    const list = keyOf('', { kind: 'list', question: 'search', key: '{"text":"ada"}' });
    const other = keyOf('b');
    const elsewhere = keyOf('', { source: 'stripe', kind: 'list', question: 'search', key: 'x' });
    const all = [a, tickets, link, list, other, elsewhere];
    const fillAll = (): Promise<void> =>
      fillShared(
        here,
        there,
        all.map((key) => [key, valueOf(1)] as const),
      );
    await fillAll();
    expect(await there.invalidate({ records: [a.key], keepLinks: true })).toBe(true);
    expect(await valuesOf(there, all)).toEqual([undefined, undefined, 1, undefined, 1, 1]);
    await fillAll();
    expect(await there.invalidate({ records: [a.key, 'zendesk:user:1'] })).toBe(true);
    expect(await valuesOf(there, all)).toEqual([undefined, undefined, undefined, undefined, 1, 1]);
    await fillAll();
    expect(await there.invalidate({ source: 'hubspot' })).toBe(true);
    expect(await valuesOf(there, all)).toEqual([undefined, undefined, undefined, undefined, undefined, 1]);
    expect(await there.invalidate({ records: ['no id'] })).toBe(true);
  });

  test('maxAgeSeconds 0 joins nobody, and what was begun before does not write over it', async () => {
    const [here, there] = await twoProcesses();
    const before = await one(here);
    const live = await one(there, 0);
    expect(live.kind).toBe('load');
    there.fill([filled(leaseOf(live), 'live')]);
    await until(async () => hitOf(await one(there))?.value === 'live', 500);
    here.fill([filled(leaseOf(before), 'begun before')]);
    await pause(30);
    expect(await valuesOf(there, [a])).toEqual(['live']);
  });

  test('past its time it is answered with while one reads it anew, for a while, and not to whoever says how old it may be', async () => {
    const [here, there] = await twoProcesses();
    await fill(here, [[a, valueOf('old', { ttlSeconds: 2, fetchedAt: Date.now() - 1_700 })]]);
    await pause(330);
    const first = await one(here);
    expect([hitOf(first)?.value, first.kind === 'hit' && first.refresh !== undefined]).toEqual(['old', true]);
    const second = await one(there);
    expect([hitOf(second)?.value, second.kind === 'hit' && second.refresh !== undefined]).toEqual(['old', false]);
    expect((await one(there, 60)).kind).toBe('wait');
    if (first.kind === 'hit' && first.refresh !== undefined) here.fill([filled(first.refresh, 'new')]);
    await until(async () => hitOf(await one(there))?.value === 'new', 500);
  });

  test('where the source fails, it may stand in until it is invalidated, and never after', async () => {
    const [here, there] = await twoProcesses();
    await fill(here, [[a, valueOf('old', { ttlSeconds: 0.5 })]]);
    await pause(700);
    const first = await one(here);
    const waiting = await one(there);
    expect(leaseOf(first).stale?.value).toBe('old');
    here.fail([leaseOf(first)], 'UPSTREAM_UNAVAILABLE');
    if (waiting.kind !== 'wait') throw new Error('it was to wait');
    expect(await waiting.outcome).toMatchObject({ kind: 'failed', code: 'UPSTREAM_UNAVAILABLE', stale: { value: 'old' } });
    const within = await one(there, 60);
    expect(leaseOf(within).stale).toBeUndefined();
    there.fail([leaseOf(within)], null);
    await here.invalidate({ records: [a.key] });
    expect(leaseOf(await one(there)).stale).toBeUndefined();
  });

  test('an invalidation while a reading is under way, at any moment of it: the next read is fresh', async () => {
    const [here, there] = await twoProcesses();
    let stale = 0;
    const atOnce = 250;
    for (let first = 0; first < 1_000; first += atOnce)
      await Promise.all(Array.from({ length: atOnce }, (_, index) => race(first + index)));

    async function race(round: number): Promise<void> {
      const key = keyOf(`race ${round}`);
      let truth = 0;
      const reader = async (cache: RecordCache): Promise<void> => {
        await pause(Math.random() * 6);
        const [turn] = await cache.read([key], null);
        if (turn?.kind !== 'load') return;
        const value = truth;
        await pause(Math.random() * 6);
        cache.fill([filled(turn.lease, value)]);
      };
      const readers = [reader(here), reader(there), reader(there)];
      await pause(Math.random() * 12);
      truth = 1;
      await (round % 2 === 0 ? here : there).invalidate(round % 10 === 0 ? { source: 'hubspot' } : { records: [key.key], keepLinks: true });
      await pause(100);
      const after = [await hitsOf(here, [key]), await hitsOf(there, [key])].flat();
      stale += after.filter((hit) => hit !== undefined && hit.value !== 1).length;
      await Promise.all(readers);
      stale += (await hitsOf(there, [key])).filter((hit) => hit !== undefined && hit.value !== 1).length;
    }
    expect(stale).toBe(0);
  }, 60_000);

  test('nobody can alter what another reader gets, and what is not JSON or has no time is not kept', async () => {
    const [here, there] = await twoProcesses();
    const value = { name: 'Ada' };
    await fillShared(here, there, [[a, valueOf(value)]]);
    value.name = 'changed by its writer';
    Object.assign((await hitsOf(there, [a]))[0]?.value ?? {}, { name: 'changed by a reader' });
    expect(await valuesOf(there, [a])).toEqual([{ name: 'Ada' }]);
    const circular: { self?: unknown } = {};
    circular.self = circular;
    const odd = [
      ...[undefined, circular, 1n].map((text) => valueOf(text)),
      ...[NaN, 0, -1].map((ttlSeconds) => valueOf(1, { ttlSeconds })),
      valueOf(1, { fetchedAt: NaN }),
      valueOf(1, { fetchedAt: Date.now() - 61_000 }),
    ];
    const keys = odd.map((_, index) => keyOf(`odd ${index}`));
    await fill(
      here,
      odd.map((given, index) => [keys[index] ?? a, given] as const),
    );
    await pause(20);
    expect((await there.read(keys, null)).map((turn) => turn.kind)).toEqual(keys.map(() => 'load'));
  });
});
