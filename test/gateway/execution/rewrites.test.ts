import type { Rewrite } from '../../../gateway/execution/plan';
import { renamedKeys, rewrite } from '../../../gateway/execution/rewrites';
import { graphOf } from './given-graph';

const rewritten = (value: Record<string, unknown>, ...rewrites: Rewrite[]) => {
  rewrite(value, rewrites, graphOf().isA);
  return value;
};
const rename = (path: string[], to = 'b'): Rewrite => ({ kind: 'rename', path, to });

test.each([
  ['a value', { __typename: 'Book' }, { kind: 'set', path: ['... on Media', '__typename'], value: 'Media' }, { __typename: 'Media' }],
  [
    'none of another type',
    { __typename: 'Shop' },
    { kind: 'set', path: ['... on Media', '__typename'], value: 'Media' },
    { __typename: 'Shop' },
  ],
  ['a key', { a: 1 }, rename(['a']), { b: 1 }],
  ['no key that is missing', { b: 1 }, rename(['a']), { b: 1 }],
  ['keys below, in lists too', { x: [{ a: 1 }, [{ a: 2 }], null] }, rename(['x', 'a']), { x: [{ b: 1 }, [{ b: 2 }], null] }],
  ['nothing where the path leads nowhere', { x: 'text' }, rename(['x', 'a']), { x: 'text' }],
  ['what does not say its type', { a: 1 }, rename(['... on Book', 'a']), { b: 1 }],
  ['nothing by an empty path', { a: 1 }, rename([]), { a: 1 }],
] as [string, Record<string, unknown>, Rewrite, unknown][])('%s is changed', (_, value, one, expected) => {
  expect(rewritten(value, one)).toEqual(expected);
});

test('several are made one after the other', () => {
  expect(rewritten({ a: 1 }, rename(['a']), rename(['b'], 'c'))).toEqual({ c: 1 });
});

test('the names that were changed are known', () => {
  expect([...renamedKeys([rename(['x', 'a']), { kind: 'set', path: ['y'], value: 1 }])]).toEqual([['a', 'b']]);
});
