import { parse, parseValue, Kind } from 'graphql';
import { fetchesOf, type FetchNode, type Requirement } from '../../../../gateway/execution/plan';
import { withRealArguments } from '../../../../gateway/execution/planner/argument-plans';
import type { ArgumentVariants } from '../../../../gateway/execution/planner/argument-variants';
import { typesIn } from '../../../../gateway/execution/planner/supergraph-types';
import { entityFetch, fetchNode, fields } from '../given-graph';

const price = (type: string, currency: string) => ({
  type,
  field: 'price',
  arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'in' }, value: parseValue(currency, { noLocation: true }) }] as const,
});
const variants: ArgumentVariants = {
  byName: new Map([
    ['price__0', price('Product', 'USD')],
    ['price__1', price('Product', 'EUR')],
    ['price__2', price('Media', 'USD')],
  ]),
  requiredBy: new Map([
    ['Product.a', ['price__0', 'weight']],
    ['Product.b', ['price__1']],
    ['Product.c', ['price']],
    ['Media.a', ['price__2']],
    ['Media.c', ['price']],
  ]),
  types: typesIn(
    parse(`type Product { price(in: String): Int fee: Fee weight: Int } type Fee { price: Int }
      interface Media { price(in: String): Int } type Book implements Media { price(in: String): Int }`),
  ),
};
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const inWords = (one: Requirement): string => {
  const name = one.kind === 'type' ? `... on ${one.type}` : one.from === one.to ? one.to : `${one.to} of ${one.from}`;
  return one.nested === null ? name : `${name} { ${one.nested.map(inWords).join(' ')} }`;
};
const real = (node: FetchNode) =>
  fetchesOf(withRealArguments(node, variants)).map(({ operation, requires }) => ({
    asks: /\{ _entities\(representations: \$representations\) \{ (.*) \} \}$/.exec(flat(operation))?.[1],
    sends: (requires ?? []).map(inWords).join(' '),
  }));
const of = (type: string, ...nested: Requirement[]): Requirement => ({ kind: 'type', type, nested });
const requiring = (selection: string, ...names: string[]) =>
  entityFetch(`...on Product{${selection}}`, { requires: [of('Product', ...fields('id', ...names))] });

test('subgraphs are asked for the real field, under the planner’s name', () => {
  const [fetch] = fetchesOf(withRealArguments({ ...fetchNode, operation: '{product{price__0 x:price__1 id}}' }, variants));
  expect(flat(fetch?.operation ?? '')).toBe('{ product { price__0: price(in: USD) x: price(in: EUR) id } }');
});

test('representations carry the real name', () => {
  expect(real(requiring('a', 'price__0', 'weight'))).toEqual([
    { asks: '... on Product { a }', sends: '... on Product { id price of price__0 weight }' },
  ]);
});

test('a fetch that requires a field with two sets of arguments is two', () => {
  expect(real(requiring('a b x:a free', 'price__0', 'price__1', 'weight'))).toEqual([
    { asks: '... on Product { a x: a free }', sends: '... on Product { id price of price__0 weight }' },
    { asks: '... on Product { b }', sends: '... on Product { id price of price__1 }' },
  ]);
});

test('so it is where one of them is none', () => {
  expect(real(requiring('a c', 'price__0', 'price', 'weight'))).toEqual([
    { asks: '... on Product { a }', sends: '... on Product { id price of price__0 weight }' },
    { asks: '... on Product { c }', sends: '... on Product { id price }' },
  ]);
});

test('what two types require of theirs is sent at once', () => {
  const requires = [of('Product', ...fields('id', 'price__0')), of('Book', ...fields('id', 'price__2'))];
  expect(real(entityFetch('...on Product{a}...on Media{a}', { requires }))).toEqual([
    {
      asks: '... on Product { a } ... on Media { a }',
      sends: requires
        .map(inWords)
        .join(' ')
        .replace(/price__/g, 'price of price__'),
    },
  ]);
});

test('fields of one name are told apart by their types', () => {
  const requires = [of('Product', ...fields('id', 'price__0')), of('Book', ...fields('id', 'price__2', 'price'))];
  expect(real(entityFetch('...on Media{a x:c}...on Product{a}', { requires }))).toEqual([
    {
      asks: '... on Media { a } ... on Product { a }',
      sends: '... on Product { id price of price__0 } ... on Book { id price of price__2 }',
    },
    { asks: '... on Media { x: c }', sends: '... on Product { id } ... on Book { id price }' },
  ]);
});

test('a field of another type that has the name is sent each time: it may be a key', () => {
  const fee: Requirement = { kind: 'field', from: 'fee', to: 'fee', nested: fields('price') };
  const requires = [of('Product', ...fields('price__0', 'price__1'), fee), of('Fee', ...fields('price'))];
  expect(real(entityFetch('...on Product{a b}...on Fee{d}', { requires })).map(({ sends }) => sends)).toEqual([
    '... on Product { price of price__0 fee { price } } ... on Fee { price }',
    '... on Product { price of price__1 fee { price } } ... on Fee { price }',
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
  expect(withRealArguments(plan, { ...variants, byName: new Map() })).toBe(plan);
});
