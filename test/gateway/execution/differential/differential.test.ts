// Random operations over all graphs, and nothing differs: others each time, for it holds for any seed. The seed is printed with the
// command that repeats the run; a failure says which repeats the one operation. DIFFERENTIAL_SEED and DIFFERENTIAL_N choose both.
import { join } from 'node:path';
import type { Told } from './process';
import { runApart } from './run-apart';

const seed = Number(process.env['DIFFERENTIAL_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const n = Number(process.env['DIFFERENTIAL_N'] ?? 5_000);

test(`${n} random operations are answered as one schema would answer them`, async () => {
  process.stdout.write(`To repeat: npm run test:differential -- --n ${n} --seed ${seed}\n`);
  const { tried, outages, exact, unplannable, refused, found } = await runApart<Told>(join(__dirname, 'process.ts'), {
    ...{ n, seed },
  });
  expect(found).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(n);
  // The oracle of an outage is worth something only where it is one answer, and the planner is to leave enough to compare.
  expect(exact / outages).toBeGreaterThan(0.75);
  expect(unplannable / tried).toBeLessThan(0.02);
  expect(refused).toBe(0);
}, 600_000);
