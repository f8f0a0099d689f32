// A plan as steps: what is joined, and what may share answers.
import type { FetchNode, PathSegment, PlanNode } from '../../../gateway/execution/plan';
import type { EntityPart, Question } from '../../../gateway/execution/question';
import { compileSteps, type Step } from '../../../gateway/execution/steps';
import { entityFetch, fetchNode, graphOf } from './given-graph';

const graph = graphOf();
const compiled = (plan: PlanNode) => compileSteps(plan, graph);
const at = (...names: string[]): PathSegment[] => names.map((field) => ({ field }));
const questionsIn = (step: Step | null): Question[] => {
  if (step === null) return [];
  if (step.kind === 'ask') return [step.question];
  return step.kind === 'condition' ? [...questionsIn(step.then), ...questionsIn(step.otherwise)] : step.steps.flatMap(questionsIn);
};
const partsIn = (plan: PlanNode): EntityPart[] =>
  [...new Set(questionsIn(compiled(plan)))].flatMap((question) => (question.kind === 'entities' ? question.parts : []));
const name = (path: PathSegment[], more: Partial<FetchNode> = {}) => entityFetch('...on Product{name}', { path, ...more });
const size = (path: PathSegment[]) => entityFetch('...on Product{size{h}}', { path });
const parallel = (...nodes: PlanNode[]): PlanNode => ({ kind: 'parallel', nodes });
const sequence = (...nodes: PlanNode[]): PlanNode => ({ kind: 'sequence', nodes });

test('a plan keeps its form', () => {
  expect(compiled(sequence(fetchNode, { kind: 'condition', variable: 'v', then: name([]), otherwise: null }))).toMatchObject({
    kind: 'sequence',
    steps: [
      { kind: 'ask', question: { kind: 'root' } },
      { kind: 'condition', variable: 'v', then: { kind: 'ask', question: { kind: 'entities' } }, otherwise: null },
    ],
  });
  expect(compileSteps(null, graph)).toBeNull();
});

test('fetches that begin together and go to one subgraph are one question', () => {
  const [a, b, c, other, root] = questionsIn(
    compiled(
      parallel(name(at('a')), sequence(size(at('b')), fetchNode), sequence(sequence(name(at('c')))), name(at('d'), { subgraph: 'b' })),
    ),
  );
  expect(a).toMatchObject({ kind: 'entities', shared: true, parts: [{ key: '_e0' }, { key: '_e1' }] });
  expect(b).toBe(a);
  expect(other).toBe(a);
  expect(c).toMatchObject({ kind: 'root', shared: false });
  expect(root).toMatchObject({ subgraph: 'b', shared: false });
});

test('what comes after one question begins together again', () => {
  const stock = (path: PathSegment[]) => name(path, { subgraph: 'stock' });
  const questions = questionsIn(
    compiled(
      parallel(
        sequence(size(at('a')), stock(at('a'))),
        parallel(sequence(sequence(size(at('b')), parallel(stock(at('b')), fetchNode)), size(at('b')))),
      ),
    ),
  );
  expect(questions.map((question) => questions.indexOf(question))).toEqual([0, 1, 0, 1, 4, 5]);
  expect(questions[1]).toMatchObject({ subgraph: 'stock', shared: true, parts: [{ paths: [at('a'), at('b')] }] });
});

test('what waits for more than one question is not joined with what waits for that alone', () => {
  const stock = (path: PathSegment[]) => name(path, { subgraph: 'stock' });
  const plan = parallel(sequence(size(at('a')), stock(at('a'))), sequence(parallel(size(at('b')), fetchNode), stock(at('b'))));
  const [, first, , , second] = questionsIn(compiled(plan));
  expect([first, second]).toMatchObject([
    { subgraph: 'stock', shared: false },
    { subgraph: 'stock', shared: false },
  ]);
});

test('what begins later, under a condition, or at the root is not joined', () => {
  const later = sequence(fetchNode, name(at('a')));
  const condition: PlanNode = { kind: 'condition', variable: 'v', then: name(at('b')), otherwise: null };
  for (const question of questionsIn(compiled(parallel(later, condition, name(at('c')), fetchNode)))) expect(question.shared).toBe(false);
});

test.each([
  ['alone in what they write', [size(at('a'))], [true]],
  ['beside those that write elsewhere', [size(at('a')), size(at('b'))], [true, true]],
  [
    'not where another writes into the same objects',
    [size(at('a')), entityFetch('...on Product{size{w}}', { path: at('a') })],
    [false, false],
  ],
  ['not where a root fetch does', [size(at('product')), { ...fetchNode, operation: '{product{size{w}}}' }], [false]],
  ['not where paths choose by type', [size([...at('a'), { types: ['Product'] }])], [false]],
] as [string, FetchNode[], boolean[]][])('equal entities share answers: %s', (_, nodes, may) => {
  expect(partsIn(sequence(...nodes)).map(({ mayShare }) => mayShare)).toEqual(may);
});

test('equal entities at different places share none', () => {
  expect(partsIn(parallel(size(at('a')), size(at('b')))).map(({ mayShare }) => mayShare)).toEqual([false]);
});
