// The short form of `npm run test:soak`: twenty seconds of it.
import { soak } from './soak';

const seed = 1 + Math.floor(Math.random() * 1_000_000);

it('under load and faults every question is answered, and nothing is left behind', async () => {
  const { answered, partial, failed, faults, heapGrowth, handlesLeft, exitCode } = await soak({ seconds: 20, seed });
  expect({ seed, failed, handlesLeft, exitCode }).toEqual({ seed, failed: [], handlesLeft: [], exitCode: 0 });
  expect(answered).toBeGreaterThan(30);
  // Faults were felt.
  expect(faults).toBeGreaterThan(5);
  expect(partial).toBeGreaterThan(0);
  // In so short a time code is still compiled; the long form is held to less.
  expect(heapGrowth).toBeLessThan(0.18);
}, 180_000);
