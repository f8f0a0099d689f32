// The oracle of authorisation: random graphs, guards, operations and callers, others each time. ORACLE_SEED repeats a run, ORACLE_N
// makes it longer.
import { join } from 'node:path';
import { runApart } from '../../execution/differential/run-apart';
import type { Report } from './run';

const seed = Number(process.env['ORACLE_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const n = Number(process.env['ORACLE_N'] ?? 600);

test(`${n} random operations of random callers are answered as one guarded schema would`, async () => {
  process.stdout.write(`To repeat: ORACLE_SEED=${seed} ORACLE_N=${n} npx jest test/gateway/authorisation/oracle/oracle.test.ts\n`);
  const { tried, withheld, unplannable, fetches, found } = await runApart<Report>(join(__dirname, 'process.ts'), { n, seed });
  expect(found).toEqual([]);
  expect(tried).toBeGreaterThanOrEqual(n);
  // It is worth something only where much is withheld, and where something is asked all the same.
  expect(withheld / tried).toBeGreaterThan(0.15);
  expect(fetches).toBeGreaterThan(tried / 2);
  expect(unplannable / tried).toBeLessThan(0.02);
}, 600_000);
