import { createRateBudget, type Admission } from '../../../platform/http/budget';
import { createLocalBooks } from '../../../platform/http/budget-books';
import type { Priority } from '../../../platform/request/priority';
import { createPatience, type OwnPatience } from '../../../platform/request/patience';

const PER_MS = 200;

describe('a rate budget', () => {
  let patience: OwnPatience;
  beforeEach(() => {
    patience = createPatience(10_000);
  });
  afterEach(() => patience.release());

  function admission(calls: number, priority: Priority = 'interactive', withinMs = 5_000): Admission {
    const quotas = [{ name: 'all', calls, perMs: PER_MS }];
    return { request: { method: 'GET', path: '/' }, quotas, priority, patience, deadlineAt: Date.now() + withinMs };
  }
  const settled = (answer: (() => void) | 'too late' | null): void => {
    if (typeof answer !== 'function') throw new Error(`it was not admitted: ${answer}`);
    answer();
  };

  it('admits at once what fits, and the rest when there is room', async () => {
    const budget = createRateBudget(createLocalBooks());
    const started = Date.now();
    const times = await Promise.all(
      Array.from({ length: 6 }, async () => {
        settled(await budget.admit(admission(3)));
        return Date.now() - started;
      }),
    );
    expect(times.filter((ms) => ms < PER_MS)).toHaveLength(3);
    expect(Math.max(...times)).toBeGreaterThanOrEqual(PER_MS);
    expect(Math.max(...times)).toBeLessThan(3 * PER_MS);
  });

  it('refuses at once whose turn would come too late', async () => {
    const budget = createRateBudget(createLocalBooks());
    settled(await budget.admit(admission(1)));
    const started = Date.now();
    expect(await budget.admit(admission(1, 'interactive', PER_MS / 2))).toBe('too late');
    expect(Date.now() - started).toBeLessThan(PER_MS / 4);
  });

  it('keeps a reserve for those in a hurry, and serves them first', async () => {
    const budget = createRateBudget(createLocalBooks());
    const order: Priority[] = [];
    const ask = async (priority: Priority): Promise<void> => {
      const answer = await budget.admit(admission(10, priority));
      order.push(priority);
      settled(answer);
    };
    const batch = Promise.all(Array.from({ length: 10 }, () => ask('batch')));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(order).toEqual(Array.from({ length: 7 }, () => 'batch'));
    await Promise.all([ask('service'), ask('interactive')]);
    expect(order.slice(7)).toEqual(['interactive', 'service']);
    await batch;
    expect(order).toHaveLength(12);
  });

  it('wakes for somebody in more of a hurry than who waits', async () => {
    const budget = createRateBudget(createLocalBooks());
    for (let call = 0; call < 7; call += 1) settled(await budget.admit(admission(10, 'batch')));
    const waiting = budget.admit(admission(10, 'batch'));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const started = Date.now();
    settled(await budget.admit(admission(10)));
    expect(Date.now() - started).toBeLessThan(PER_MS / 4);
    settled(await waiting);
  });

  it('forgets who has no patience any more', async () => {
    const budget = createRateBudget(createLocalBooks());
    settled(await budget.admit(admission(1)));
    const given = budget.admit(admission(1));
    patience.end();
    await expect(given).resolves.toBeNull();
    await expect(budget.admit(admission(1))).resolves.toBeNull();
  });

  it('holds calls up for a pause', async () => {
    const budget = createRateBudget(createLocalBooks());
    budget.pause('account', 150);
    const started = Date.now();
    settled(await budget.admit(admission(9)));
    expect(Date.now() - started).toBeGreaterThanOrEqual(145);
    budget.pause('account', 60_000);
    expect(await budget.admit(admission(9))).toBe('too late');
  });
});
