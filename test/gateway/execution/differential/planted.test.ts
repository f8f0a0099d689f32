// The differential finds what it is for: each of these bugs, in a few hundred operations. All else in it is as it is without them.
import type { PlanNode } from '../../../../gateway/execution/plan';
import type { SubgraphLink, SubgraphResponse } from '../../../../platform/link/link';
import { runDifferential, type Report } from './differential';
import type { Plant } from './trial';

const N = 400;

/** The link with its answers changed. */
function answering(link: SubgraphLink, change: (response: SubgraphResponse) => SubgraphResponse): SubgraphLink {
  return { ...link, send: async (request) => change(await link.send(request)) };
}

/** Without the last of its fetches, where it has several. */
function withoutLast(plan: PlanNode): PlanNode {
  if (plan.kind !== 'sequence' && plan.kind !== 'parallel') return plan;
  return { ...plan, nodes: plan.nodes.slice(0, Math.max(1, plan.nodes.length - 1)) };
}

const PLANTS: Record<string, Plant> = {
  'entities are answered in the wrong order': {
    link: (link) =>
      answering(link, ({ data, ...rest }) => {
        const entities = data?.['_entities'];
        return { ...rest, data: Array.isArray(entities) ? { ...data, _entities: [...entities].reverse() } : (data ?? null) };
      }),
  },
  'a fetch is dropped from plans': { plan: withoutLast },
  'errors are dropped': { link: (link) => answering(link, ({ data }) => ({ data: data ?? null })) },
  'a subgraph that is down answers that nothing is there': {
    link: (link) => ({
      ...link,
      send: (request) => link.send(request).catch((): SubgraphResponse => ({ data: { _entities: [] } })),
    }),
  },
  'paths of errors are those of the fetch': {
    link: (link) =>
      answering(link, (response) => ({ ...response, errors: (response.errors ?? []).map((error) => ({ ...error, path: ['_entities'] })) })),
  },
};

test.each(Object.keys(PLANTS))('it finds that %s', async (name) => {
  const plant = PLANTS[name];
  const { found } = await runDifferential({ n: N, seed: 1, ...(plant === undefined ? {} : { plant }) });
  expect(found).toHaveLength(1);
});

/** The differential over an executor that has one module replaced in part. */
async function withModule(path: string, replaced: (real: Record<string, unknown>) => Record<string, unknown>): Promise<Report> {
  jest.resetModules();
  jest.doMock(path, () => {
    const real: Record<string, unknown> = jest.requireActual(path);
    return { ...real, ...replaced(real) };
  });
  const replacing: { runDifferential: typeof runDifferential } = jest.requireActual('./differential');
  return replacing.runDifferential({ n: N, seed: 1 });
}

const EXECUTION = '../../../../gateway/execution';

afterEach(() => jest.dontMock(`${EXECUTION}/merge`).dontMock(`${EXECUTION}/conditions`).dontMock(`${EXECUTION}/rewrites`));

test('it finds that a null overwrites a value', async () => {
  const overwrite = (target: Record<string, unknown>, source: Record<string, unknown>): void => void Object.assign(target, source);
  const { found } = await withModule(`${EXECUTION}/merge`, () => ({ merge: overwrite }));
  expect(found).toHaveLength(1);
});

test('it finds that conditions are decided once and for all', async () => {
  const { found } = await withModule(`${EXECUTION}/conditions`, () => ({ conditionVariables: () => [] }));
  expect(found).toHaveLength(1);
});

test('it finds that representations are not rewritten', async () => {
  const { found } = await withModule(`${EXECUTION}/rewrites`, () => ({ rewrite: () => undefined }));
  expect(found).toHaveLength(1);
});
