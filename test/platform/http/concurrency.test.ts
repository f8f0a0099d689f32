import { createConcurrencyCap } from '../../../platform/http/concurrency';
import type { Priority } from '../../../platform/request/priority';
import { createPatience, type OwnPatience } from '../../../platform/request/patience';

describe('a concurrency cap', () => {
  let patience: OwnPatience;
  let now = 0;
  beforeEach(() => {
    now = 0;
    patience = createPatience(10_000);
  });
  afterEach(() => patience.release());

  async function enter(cap: ReturnType<typeof createConcurrencyCap>, priority: Priority = 'interactive') {
    const leave = await cap.enter(priority, patience);
    if (leave === null) throw new Error('it was not let in');
    return leave;
  }

  it('lets in as many as it may, and the next when one leaves', async () => {
    const cap = createConcurrencyCap(2, () => now);
    const [first] = [await enter(cap), await enter(cap)];
    const third = enter(cap);
    expect(cap.state()).toEqual({ cap: 2, underWay: 2, waiting: 1 });
    first(false);
    await third;
    expect(cap.state()).toEqual({ cap: 2, underWay: 2, waiting: 0 });
  });

  it('falls once for calls that were overloaded together, again for later ones, never below two, and comes back', async () => {
    const cap = createConcurrencyCap(10, () => now);
    const together = await Promise.all(Array.from({ length: 10 }, () => enter(cap)));
    now += 100;
    for (const leave of together) leave(true);
    expect(cap.state().cap).toBe(7);
    for (let round = 0; round < 20; round += 1) {
      now += 1;
      const leave = await enter(cap);
      now += 1;
      leave(true);
    }
    expect(cap.state().cap).toBe(2);
    for (let call = 0; call < 100; call += 1) (await enter(cap))(false);
    expect(cap.state().cap).toBe(10);
  });

  it('starts those who are in a hurry first, and equals by arrival', async () => {
    const cap = createConcurrencyCap(1, () => now);
    let leave = await enter(cap);
    const order: string[] = [];
    const waiting = (['batch', 'service', 'interactive', 'interactive', 'batch'] as const).map(async (priority, index) => {
      leave = await enter(cap, priority);
      order.push(`${priority} ${index}`);
    });
    while (order.length < waiting.length) {
      leave(false);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(order).toEqual(['interactive 2', 'interactive 3', 'service 1', 'batch 0', 'batch 4']);
  });

  it('forgets who has no patience any more', async () => {
    const cap = createConcurrencyCap(1, () => now);
    const leave = await enter(cap);
    const given = cap.enter('interactive', patience);
    patience.end();
    await expect(given).resolves.toBeNull();
    await expect(cap.enter('interactive', patience)).resolves.toBeNull();
    leave(false);
    expect(cap.state()).toEqual({ cap: 1, underWay: 0, waiting: 0 });
  });
});
