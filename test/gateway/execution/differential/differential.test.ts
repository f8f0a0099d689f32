// Random operations over all graphs, and nothing differs. The seed is fixed, so that a failure is this change's; others, and more:
// DIFFERENTIAL_SEED, DIFFERENTIAL_N, or `npm run test:differential -- --n 100000`.
import { describeFound, runDifferential } from './differential';

const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? 8);
const n = Number(process.env['DIFFERENTIAL_N'] ?? 5_000);

test(`${n} random operations of seed ${seed} are answered as one schema would answer them`, async () => {
  const { tried, outages, exact, unplannable, refused, found } = await runDifferential({ n, seed });
  expect(found.map((one) => describeFound(one, seed))).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(n);
  // The oracle of an outage is worth something only where it is one answer, and the planner is to leave enough to compare.
  expect(exact / outages).toBeGreaterThan(0.75);
  expect(unplannable / tried).toBeLessThan(0.02);
  expect(refused).toBe(0);
}, 600_000);
