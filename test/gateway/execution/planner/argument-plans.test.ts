import { parseValue, Kind } from 'graphql';
import { fetchesOf, type FetchNode } from '../../../../gateway/execution/plan';
import { withRealArguments } from '../../../../gateway/execution/planner/argument-plans';
import type { ArgumentVariants } from '../../../../gateway/execution/planner/argument-variants';
import { entityFetch, fetchNode, fields } from '../given-graph';

const price = (currency: string) => ({
  field: 'price',
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'in' }, value: parseValue(currency, { noLocation: true }) }] as const,
});
const variants: ArgumentVariants = {
  byName: new Map([
    ['price__0', price('USD')],
    ['price__1', price('EUR')],
  ]),
  requiredBy: new Map([
    ['Product.a', ['price__0', 'weight']],
    ['Product.b', ['price__1']],
    ['Product.c', ['price']],
  ]),
};
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const real = (node: FetchNode) =>
  fetchesOf(withRealArguments(node, variants)).map(({ operation, requires }) => ({
    asks: /\{ _entities\(representations: \$representations\) (.*) \}$/.exec(flat(operation))?.[1],
    sends: (requires ?? []).map((one) => (one.kind === 'field' ? (one.from === one.to ? one.to : `${one.to} of ${one.from}`) : one.type)),
  }));
const requiring = (selection: string, ...names: string[]) =>
  entityFetch(`...on Product{${selection}}`, { requires: fields('__typename', 'id', ...names) });

test('subgraphs are asked for the real field, under the planner’s name', () => {
  const [fetch] = fetchesOf(withRealArguments({ ...fetchNode, operation: '{product{price__0 x:price__1 id}}' }, variants));
  expect(flat(fetch?.operation ?? '')).toBe('{ product { price__0: price(in: USD) x: price(in: EUR) id } }');
});

test('representations carry the real name', () => {
  expect(real(requiring('a', 'price__0', 'weight'))).toEqual([
    { asks: '{ ... on Product { a } }', sends: ['__typename', 'id', 'price of price__0', 'weight'] },
  ]);
});

test('a fetch that requires a field with two sets of arguments is two', () => {
  expect(real(requiring('a b x:a free', 'price__0', 'price__1', 'weight'))).toEqual([
    { asks: '{ ... on Product { a x: a free } }', sends: ['__typename', 'id', 'price of price__0', 'weight'] },
    { asks: '{ ... on Product { b } }', sends: ['__typename', 'id', 'price of price__1', 'weight'] },
  ]);
});

test('so it is where one of them is none', () => {
  expect(real(requiring('a c', 'price__0', 'price', 'weight'))).toEqual([
    { asks: '{ ... on Product { a } }', sends: ['__typename', 'id', 'price of price__0', 'weight'] },
    { asks: '{ ... on Product { c } }', sends: ['__typename', 'id', 'price', 'weight'] },
  ]);
});

test('plans keep their form, and without such fields they are left alone', () => {
  const plan = {
    kind: 'sequence',
    nodes: [
      { kind: 'parallel', nodes: [fetchNode] },
      { kind: 'condition', variable: 'v', then: fetchNode, otherwise: null },
    ],
  } as const;
  expect(withRealArguments(plan, variants)).toMatchObject({
    kind: 'sequence',
    nodes: [{ kind: 'parallel' }, { variable: 'v', otherwise: null }],
  });
  expect(withRealArguments(plan, { byName: new Map(), requiredBy: new Map() })).toBe(plan);
});
