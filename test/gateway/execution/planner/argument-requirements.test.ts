import { Kind, parse } from 'graphql';
import type { Requirement } from '../../../../gateway/execution/plan';
import { hasTwoNamesForOne, requiredBy } from '../../../../gateway/execution/planner/argument-requirements';
import type { ArgumentVariants } from '../../../../gateway/execution/planner/argument-variants';
import { typesIn } from '../../../../gateway/execution/planner/supergraph-types';
import { fields } from '../given-graph';

const names = (type: string, field: string, count: number) =>
  Array.from({ length: count }, (_, index) => [`${field}__${index}`, { type, field, arguments: [] }] as const);
const variants: ArgumentVariants = {
  byName: new Map([...names('Product', 'price', 2), ...names('Size', 'h', 2)]),
  requiredBy: new Map(),
  types: typesIn({
    kind: Kind.DOCUMENT,
    definitions: parse(`type Product @join__type(graph: A, key: "id size { w }") { id: ID price: Int size: Size }
      type Size { h: Int w: Int } type Fee { price: Int }`).definitions,
  }),
};
const on = (type: string, ...nested: Requirement[]): Requirement => ({ kind: 'type', type, nested });
const field = (name: string, ...nested: Requirement[]): Requirement => ({ kind: 'field', from: name, to: name, nested });
const of = (type: string, ...all: string[]) => ({ type, names: all });

test.each([
  ['one of two names', [on('Product', ...fields('price__0', 'price__0'))], false],
  ['two names', [on('Product', ...fields('price__0', 'price__1'))], true],
  ['a name beside none', [on('Product', ...fields('price__0')), on('Product', ...fields('price'))], true],
  ['the name of another type', [on('Product', ...fields('price__0')), on('Fee', ...fields('price'))], false],
  ['two names below', [on('Product', field('size', ...fields('h__0', 'h__1')))], true],
])('one field under %s', (_, requires, expected) => {
  expect(hasTwoNamesForOne(requires, variants)).toBe(expected);
});

const requires = [
  on('Product', ...fields('__typename', 'id', 'price__0', 'price__1', 'name', 'other'), field('size', ...fields('w', 'h__0', 'h__1'))),
  on('Fee', ...fields('price', 'name')),
];
const mine = of('Product', 'price__0', 'size', 'h__0');
const others = of('Product', 'price__1', 'price', 'name', 'size', 'h__1', 'id');

test('each part requires what its fields do, keys, and what nobody says it is for', () => {
  expect(requiredBy([mine], [mine, others], requires, variants)[0]).toEqual(
    on('Product', ...fields('__typename', 'id', 'price__0', 'other'), field('size', ...fields('w', 'h__0'))),
  );
  expect(requiredBy([others], [mine, others], requires, variants)[0]).toEqual(
    on('Product', ...fields('__typename', 'id', 'price__1', 'name', 'other'), field('size', ...fields('w', 'h__1'))),
  );
});

test('what is required of one type says nothing of another', () => {
  expect(requiredBy([mine], [mine, others], requires, variants)[1]).toEqual(on('Fee', ...fields('price', 'name')));
});

test('a type of which nothing is left is not sent', () => {
  expect(requiredBy([mine], [mine, others], [on('Product', ...fields('name'))], variants)).toEqual([]);
});
