import { checkStaleness } from './check';

const seed = 1 + Math.floor(Math.random() * 1_000_000);

test('four processes under faults read nothing older than an acknowledged invalidation and 100 ms', async () => {
  const { stale, hits, acknowledged } = await checkStaleness({ seconds: 5, seed });
  expect({ seed, stale, hits: hits > 50, acknowledged: acknowledged > 10 }).toEqual({ seed, stale: 0, hits: true, acknowledged: true });
}, 60_000);

test.each(['unconditional-fill', 'memory-kept'] as const)(
  'the checker finds a cache that is broken on purpose: %s',
  async (mutant) => {
    const { stale } = await checkStaleness({ seconds: 15, seed, mutant, untilStale: true });
    expect({ seed, found: stale > 0 }).toEqual({ seed, found: true });
  },
  60_000,
);
