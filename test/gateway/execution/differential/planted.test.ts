// The differential finds what it is for: each of these bugs, in a few hundred operations. All else in it is as it is without them.
import type { NormalisedOperation } from '../../../../gateway/execution/normalise';
import type { PlanNode } from '../../../../gateway/execution/plan';
import type { PreparedSupergraph } from '../../../../gateway/execution/planner/prepare';
import type { Project } from '../../../../gateway/execution/project';
import type { BuildRepresentation } from '../../../../gateway/execution/representation';
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

type Replaced = (real: Record<string, unknown>) => Record<string, unknown>;

/** Loaded once, whatever is replaced of ours: to load them anew costs more than to run the differential. */
const PACKAGES = ['graphql', '@apollo/composition', '@apollo/federation-internals', '@apollo/query-planner', '@apollo/subgraph'].map(
  (name): [name: string, loaded: unknown] => [name, jest.requireActual(name)],
);

/** The differential over an executor that has one module replaced in part. */
async function withModule(path: string, replaced: Replaced): Promise<Report> {
  jest.resetModules();
  for (const [name, loaded] of PACKAGES) jest.doMock(name, () => loaded);
  jest.doMock(path, () => {
    const real: Record<string, unknown> = jest.requireActual(path);
    return { ...real, ...replaced(real) };
  });
  const replacing: { runDifferential: typeof runDifferential } = jest.requireActual('./differential');
  try {
    return await replacing.runDifferential({ n: N, seed: 1 });
  } finally {
    jest.dontMock(path);
  }
}

/** What a function of the real module answers, changed. */
function changed<Given extends unknown[], Answer>(
  real: Record<string, unknown>,
  name: string,
  change: (answer: Answer, ...given: Given) => Answer,
): Record<string, unknown> {
  const own = real[name];
  if (typeof own !== 'function') throw new TypeError(`no ${name}`);
  return {
    [name](...given: Given): Answer {
      const answer: Answer = Reflect.apply(own, undefined, given);
      return change(answer, ...given);
    },
  };
}

/** The fetches of a plan in which one follows the other, the other way round. */
function reversed(plan: PlanNode | null): PlanNode | null {
  return plan?.kind === 'sequence' ? { ...plan, nodes: [...plan.nodes].reverse() } : plan;
}

const MODULES: Record<string, [module: string, replaced: Replaced]> = {
  'a null overwrites a value': [
    'merge',
    () => ({ merge: (target: Record<string, unknown>, source: Record<string, unknown>) => void Object.assign(target, source) }),
  ],
  'conditions are decided once and for all': ['conditions', () => ({ conditionVariables: () => [] })],
  'a condition is ignored': ['conditions', () => ({ isWantedWith: () => () => true })],
  'representations are not rewritten': ['rewrites', () => ({ rewrite: () => undefined })],
  'a null that is not allowed does not spread': [
    'project',
    (real) =>
      changed(
        real,
        'compileProjection',
        (project: Project): Project =>
          (data, faults) =>
            project(data, faults) ?? {},
      ),
  ],
  'keys of the planner are shown to clients': [
    'normalise',
    (real) => changed(real, 'normalise', (one: NormalisedOperation): NormalisedOperation => ({ ...one, clientKeys: new Map() })),
  ],
  'entities that are asked with different representations share an answer': [
    'representation',
    (real) =>
      changed(real, 'compileRepresentation', (build: BuildRepresentation): BuildRepresentation => {
        const first = new Map<unknown, ReturnType<BuildRepresentation>>();
        return (entity, variables) => {
          const own = build(entity, variables);
          if (own !== null && !first.has(own['__typename'])) first.set(own['__typename'], own);
          return own === null ? null : (first.get(own['__typename']) ?? own);
        };
      }),
  ],
  'changes are made in another order': [
    'planner/mutation',
    (real) => changed(real, 'planMutation', (plan: PlanNode | null) => reversed(plan)),
  ],
  'errors are told at the wrong item of a list': [
    'data',
    (real) =>
      changed(
        real,
        'waysTo',
        (ways: ReadonlyMap<unknown, (string | number)[][]>) =>
          new Map(
            [...ways].map(([entity, all]) => [entity, all.map((way) => way.map((step) => (typeof step === 'number' ? step + 1 : step)))]),
          ),
      ),
  ],
  'what is required with different arguments is one': [
    'planner/argument-variants',
    (real) =>
      changed(real, 'withArgumentVariants', ({ variants }: PreparedSupergraph, sdl: string): PreparedSupergraph => ({
        sdl,
        variants: { ...variants, byName: new Map() },
      })),
  ],
};

test.each(Object.keys(MODULES))('it finds that %s', async (name) => {
  const [module, replaced] = MODULES[name] ?? ['', () => ({})];
  const { found } = await withModule(`../../../../gateway/execution/${module}`, replaced);
  // By what it answers: that it breaks would be found by any test.
  expect(found.map(({ difference }) => difference.what)).toEqual([expect.not.stringMatching(/^thrown/)]);
});
