// Random operations through the executor and through one schema that graphql-js executes: the same data, the same error paths. The seed
// is fixed, so that a failure is this change's; `npm run test:differential -- --n 100000` tries others.
import type { SubgraphLink } from '../../../../platform/link/link';
import { describeFound, runDifferential } from './differential';

jest.setTimeout(120_000);

const SEED = 8;

test('the executor answers as one schema would, also while a subgraph is down', async () => {
  const { tried, outages, found } = await runDifferential({ n: 1_000, seed: SEED });
  expect(found.map((one) => describeFound(one, SEED))).toEqual([]);
  expect(tried).toBe(1_000);
  expect(outages).toBeGreaterThan(200);
});

/** Answers entities in the wrong order. */
function turned(link: SubgraphLink): SubgraphLink {
  return {
    ...link,
    async send(request) {
      const { data, ...rest } = await link.send(request);
      const entities = data?.['_entities'];
      return { ...rest, data: Array.isArray(entities) ? { ...data, _entities: entities.toReversed() } : (data ?? null) };
    },
  };
}

test('a planted bug is found', async () => {
  const { found } = await runDifferential({ n: 1_000, seed: SEED, plant: { link: turned } });
  expect(found).toHaveLength(1);
});
