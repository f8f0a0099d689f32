// Several fetches as one question. What comes of it end to end is in rules/fetches.test.ts.
import { parse, print } from 'graphql';
import { isJoinable, joinFetches } from '../../../gateway/execution/join-fetches';
import type { FetchNode } from '../../../gateway/execution/plan';
import { parseFetch } from '../../../gateway/execution/question';
import { entityFetch, fetchNode, fields, graphOf } from './given-graph';

const join = (...nodes: FetchNode[]) => joinFetches(nodes.map(parseFetch), graphOf());
const named = (name: string, node: FetchNode): FetchNode => ({
  ...node,
  operationName: name,
  operation: node.operation.replace('query', `query ${name}`),
});

test('equal fetches become one list, whatever their names', () => {
  const [a, b] = ['a', 'b'].map((field) => named(`N__a__${field}`, entityFetch('...on Product{name}', { path: [{ field }] })));
  if (a === undefined || b === undefined) throw new Error('two fetches');
  const { parts, text, operationName } = join(a, b);
  expect(parts.map(({ paths, key, variable }) => ({ paths, key, variable }))).toEqual([
    { paths: [[{ field: 'a' }], [{ field: 'b' }]], key: '_entities', variable: 'representations' },
  ]);
  expect({ text, operationName }).toEqual({ text: a.operation, operationName: 'N__a__a' });
});

test('others are asked beside one another, under keys and variables of their own', () => {
  const { parts, text, variables } = join(
    entityFetch('...on Product{name}'),
    entityFetch('...on Product{price(in:$x)}', {
      operation: 'query($representations:[_Any!]!,$x:String){_entities(representations:$representations){...on Product{price(in:$x)}}}',
      variables: ['x'],
    }),
  );
  expect(text).toBe(
    print(
      parse(`query($representations0: [_Any!]!, $representations1: [_Any!]!, $x: String) {
        _e0: _entities(representations: $representations0) { ... on Product { name } }
        _e1: _entities(representations: $representations1) { ... on Product { price(in: $x) } }
      }`),
    ),
  );
  expect(variables).toEqual(['x']);
  expect(parts.map(({ key, variable, shape }) => [key, variable, [...shape.keys()]])).toEqual([
    ['_e0', 'representations0', ['name']],
    ['_e1', 'representations1', ['price']],
  ]);
});

test.each([
  ['what they send', { requires: fields('__typename', 'code') }],
  ['how that is corrected', { inputRewrites: [{ kind: 'set', path: ['__typename'], value: 'Media' }] }],
  ['how the answer is corrected', { outputRewrites: [{ kind: 'rename', path: ['a'], to: 'b' }] }],
] as const)('fetches that differ in %s are not equal', (_, more) => {
  expect(join(entityFetch('...on Product{name}'), entityFetch('...on Product{name}', more)).parts).toHaveLength(2);
});

test('root fields are not joined, nor texts with fragments', () => {
  expect(isJoinable(parseFetch(fetchNode))).toBe(false);
  expect(isJoinable(parseFetch(entityFetch('...on Product{name}')))).toBe(true);
  const node = entityFetch('...F');
  expect(isJoinable(parseFetch({ ...node, operation: `${node.operation} fragment F on Product{name}` }))).toBe(false);
});
