import { createPatience, ENDLESS } from '../../../platform/request/patience';
import { createWaiters } from '../../../platform/request/waiters';

const waiter = (priority: 'interactive' | 'service' | 'batch' = 'interactive') => ({ patience: createPatience(), priority });

it('is over when the last who waits has gone, and tells so once', () => {
  const [a, b] = [waiter(), waiter()];
  const waiters = createWaiters([a, b]);
  let told = 0;
  waiters.patience.onceOver(() => (told += 1));
  a.patience.end();
  expect({ told, isOver: waiters.patience.isOver }).toEqual({ told: 0, isOver: false });
  b.patience.end();
  expect({ told, isOver: waiters.patience.isOver }).toEqual({ told: 1, isOver: true });
  waiters.patience.onceOver(() => (told += 1));
  expect(told).toBe(2);
});

it('goes on for whoever joined, before somebody listened and after', () => {
  const [first, early, late] = [waiter(), waiter(), waiter()];
  const waiters = createWaiters([first]);
  waiters.join(early);
  let told = 0;
  waiters.patience.onceOver(() => (told += 1));
  waiters.join(late);
  for (const one of [first, early]) one.patience.end();
  expect(told).toBe(0);
  late.patience.end();
  expect(told).toBe(1);
});

it('may be of others that wait together', () => {
  const [a, b, c] = [waiter(), waiter(), waiter()];
  const [inner, other] = [createWaiters([a]), createWaiters([b])];
  const outer = createWaiters([inner, other]);
  let told = 0;
  outer.patience.onceOver(() => (told += 1));
  inner.join(c);
  for (const one of [a, b]) one.patience.end();
  expect(told).toBe(0);
  c.patience.end();
  expect(told).toBe(1);
});

it('listens to nobody before somebody listens to it, nor afterwards', () => {
  let listeners = 0;
  const onceOver = (): (() => void) => {
    listeners += 1;
    return () => (listeners -= 1);
  };
  const counted = { patience: { isOver: false, onceOver }, priority: 'interactive' } as const;
  const inner = createWaiters([counted]);
  const outer = createWaiters([inner, counted]);
  expect(listeners).toBe(0);
  const [one, other] = [outer.patience.onceOver(() => undefined), outer.patience.onceOver(() => undefined)];
  expect(listeners).toBe(2);
  one();
  expect(listeners).toBe(2);
  other();
  expect(listeners).toBe(0);
});

it('is as urgent as the most urgent who still waits', () => {
  const urgent = waiter();
  const waiters = createWaiters([urgent, { patience: ENDLESS, priority: 'batch' }]);
  expect(waiters.priority).toBe('interactive');
  waiters.join({ patience: ENDLESS, priority: 'service' });
  urgent.patience.end();
  expect(waiters.priority).toBe('service');
});

it('ends at the latest when whoever waits the shortest has to go', () => {
  const [short, long, endless] = [createPatience(1_000), createPatience(5_000), ENDLESS];
  const waiters = createWaiters([long, endless].map((patience) => ({ patience, priority: 'interactive' as const })));
  expect(waiters.patience.endsAt).toBe(long.endsAt);
  waiters.join({ patience: short, priority: 'batch' });
  expect(waiters.patience.endsAt).toBe(short.endsAt);
  short.end();
  expect(waiters.patience.endsAt).toBe(long.endsAt);
  long.release();
  expect(createWaiters([{ patience: endless, priority: 'batch' }]).patience.endsAt).toBeUndefined();
});
