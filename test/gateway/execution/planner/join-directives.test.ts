import { Kind, parse, print, type ConstDirectiveNode } from 'graphql';
import { argumentOf, graphOf, selectionIn } from '../../../../gateway/execution/planner/join-directives';

function directive(text: string): ConstDirectiveNode {
  const [type] = parse(`type A ${text}`).definitions;
  const [first] = type?.kind === Kind.OBJECT_TYPE_DEFINITION ? (type.directives ?? []) : [];
  if (first === undefined) throw new Error('no directive');
  return first;
}

test('arguments are read as text, whatever they are', () => {
  const join = directive('@join__type(graph: SHOP, key: "id", resolvable: false, size: 3)');
  expect(['graph', 'key', 'resolvable', 'size', 'none'].map((name) => argumentOf(join, name))).toEqual([
    'SHOP',
    'id',
    'false',
    undefined,
    undefined,
  ]);
});

test('a directive may be about no graph', () => {
  expect(graphOf(directive('@join__type(graph: SHOP)'))).toBe('SHOP');
  expect(graphOf(directive('@other'))).toBe('');
});

test('a key is a selection, or an error', () => {
  expect(print(selectionIn('id brand { name }')).replace(/\s+/g, ' ')).toBe('{ id brand { name } }');
  expect(() => selectionIn('id {')).toThrow('Syntax Error');
});
