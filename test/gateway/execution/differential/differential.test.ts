// Random operations over all graphs, and nothing differs: others each time, for it holds for any seed. A failure says which command
// repeats it; DIFFERENTIAL_SEED repeats a whole run, DIFFERENTIAL_N makes it longer.
import { describeFound, runDifferential } from './differential';

const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const n = Number(process.env['DIFFERENTIAL_N'] ?? 5_000);

test(`${n} random operations are answered as one schema would answer them: npm run test:differential -- --n ${n} --seed ${seed}`, async () => {
  const { tried, outages, exact, unplannable, found } = await runDifferential({ n, seed });
  expect(found.map((one) => describeFound(one, seed))).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(n);
  // The oracle of an outage is worth something only where it is one answer, and the planner is to leave enough to compare.
  expect(exact / outages).toBeGreaterThan(0.75);
  expect(unplannable / tried).toBeLessThan(0.02);
}, 600_000);
