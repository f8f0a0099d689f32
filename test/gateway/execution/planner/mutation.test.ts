// How the root fields of a mutation are planned. What becomes of it is in found/mutations.test.ts.
import { parse, print } from 'graphql';
import type { PlanNode } from '../../../../gateway/execution/plan';
import { planMutation } from '../../../../gateway/execution/planner/mutation';
import { fetchNode } from '../given-graph';

const planned: string[] = [];
const planner = {
  name: 'given',
  plan: (document: ReturnType<typeof parse>): PlanNode | null => {
    const text = print(document).replace(/\s+/g, ' ');
    planned.push(text);
    return text.includes('nobody') ? null : { ...fetchNode, operation: text };
  },
};
const plan = (text: string) => planMutation(parse(text), planner);

beforeEach(() => planned.splice(0));

test('neighbours without conditions are planned together', () => {
  expect(plan('mutation { a b }')).toMatchObject({ kind: 'fetch', operation: 'mutation { a b }' });
});

test('what is under conditions is planned alone, in its place', () => {
  const node = plan('mutation($v: Boolean!, $w: Boolean!) { a ... @skip(if: $v) { ... @include(if: $w) { b } } c }');
  expect(planned.map((text) => /\{ .* \}/.exec(text)?.[0])).toEqual(['{ a }', '{ b }', '{ c }']);
  expect(node).toMatchObject({
    kind: 'sequence',
    nodes: [
      { kind: 'fetch' },
      {
        kind: 'condition',
        variable: 'v',
        then: null,
        otherwise: { kind: 'condition', variable: 'w', then: { kind: 'fetch' }, otherwise: null },
      },
      { kind: 'fetch' },
    ],
  });
});

test('what no subgraph is asked is not planned, and what cannot be planned is not left out', () => {
  expect(plan('mutation($v: Boolean!) { __typename ... @skip(if: $v) { __typename } }')).toBeNull();
  expect(planned).toEqual([]);
  expect(() => plan('mutation($v: Boolean!) { a ... @skip(if: $v) { nobody } }')).toThrow('cannot be planned');
});
