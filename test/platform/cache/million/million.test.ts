// The short form of `npm run test:memory`: more than the budget holds, of a million keys a part.
import { BUDGET_MIB, fillWith, MOST_BEYOND } from './million';

test('a cache that is given more than its budget keeps the newest, and grows no further', async () => {
  const { heapMiB, kept } = await fillWith(150_000);
  expect(kept).toEqual(['hit', 'load']);
  expect(heapMiB).toBeLessThan(BUDGET_MIB * (1 + MOST_BEYOND));
}, 120_000);
