import fc from 'fast-check';
import { createLocalBooks, type Wish } from '../../../platform/http/budget-books';

const wish = (calls: number, more: Partial<Wish> = {}): Wish => ({
  windows: [{ name: 'all', calls, perMs: 1_000 }],
  ...{ pausedBy: 'account', wanted: 1, holdMs: 5_000 },
  ...more,
});

describe('the books of a rate limit', () => {
  it('never let more calls arrive in a window than the limit, however long each is on its way', async () => {
    const calls = fc.array(fc.record({ afterMs: fc.nat(400), outMs: fc.nat(900), backMs: fc.nat(900) }), { minLength: 5, maxLength: 80 });
    await fc.assert(
      fc.asyncProperty(calls, fc.integer({ min: 1, max: 6 }), async (plan, limit) => {
        let now = 0;
        const books = createLocalBooks(() => now);
        const arrivals: number[] = [];
        let pending: { at: number; granted: string }[] = [];
        for (const { afterMs, outMs, backMs } of plan) {
          const until = now + afterMs;
          for (const { at, granted } of pending.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)) {
            now = at;
            await books.settle(wish(limit).windows, granted);
          }
          pending = pending.filter(({ at }) => at > until);
          now = until;
          const [granted] = (await books.take(wish(limit))).granted;
          if (granted === undefined) continue;
          arrivals.push(now + outMs);
          pending.push({ at: now + outMs + backMs, granted });
        }
        for (const end of arrivals) expect(arrivals.filter((at) => at > end - 1_000 && at <= end).length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('say when there is room again: a window after the answer', async () => {
    let now = 0;
    const books = createLocalBooks(() => now);
    const { granted } = await books.take(wish(2, { wanted: 3 }));
    expect(granted).toHaveLength(2);
    now = 300;
    for (const call of granted) await books.settle(wish(2).windows, call);
    now = 400;
    expect(await books.take(wish(2))).toEqual({ granted: [], waitMs: 901 });
    now = 1_301;
    expect((await books.take(wish(2, { wanted: 9 }))).granted).toHaveLength(2);
  });

  it('give up on a call that never says how it ended', async () => {
    let now = 0;
    const books = createLocalBooks(() => now);
    await books.take(wish(1));
    now = 5_999;
    expect((await books.take(wish(1))).granted).toEqual([]);
    now = 6_000;
    expect((await books.take(wish(1))).granted).toHaveLength(1);
  });

  it('count a call in each of its windows, and grant what fits into all', async () => {
    const books = createLocalBooks(() => 0);
    const both = [
      { name: 'all', calls: 3, perMs: 1_000 },
      { name: 'search', calls: 2, perMs: 1_000 },
    ];
    expect((await books.take(wish(3, { windows: both, wanted: 5 }))).granted).toHaveLength(2);
    expect((await books.take(wish(3, { wanted: 5 }))).granted).toHaveLength(1);
  });

  it('grant nothing during a pause of the account, or of the part asked for', async () => {
    let now = 0;
    const books = createLocalBooks(() => now);
    await books.pause('search', 500);
    expect(await books.take(wish(9, { pausedBy: 'search' }))).toEqual({ granted: [], waitMs: 500 });
    expect((await books.take(wish(9))).granted).toHaveLength(1);
    await books.pause('account', 2_000);
    await books.pause('account', 1_000);
    now = 1_500;
    expect(await books.take(wish(9, { pausedBy: 'search' }))).toEqual({ granted: [], waitMs: 500 });
    now = 2_000;
    expect((await books.take(wish(9))).granted).toHaveLength(1);
  });
});
