import { parse } from 'graphql';
import { createAsked } from '../../../gateway/execution/asked';
import { isWantedWith } from '../../../gateway/execution/conditions';
import type { Entity } from '../../../gateway/execution/data';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';
import { rootTypeOf } from '../../../gateway/execution/project';
import { graphOf } from './given-graph';

const graph = graphOf();

function ask(text: string, data: Entity, variables: Record<string, unknown> = {}) {
  const document = parse(text);
  const nodes = operationIn(document).selectionSet.selections;
  const selections = { nodes, fragments: fragmentsIn(document), isWanted: isWantedWith(variables) };
  const asked = createAsked(graph, data, selections, rootTypeOf(graph, 'query'));
  return {
    visible: asked.visiblePart.bind(asked),
    keys: (...path: (string | number)[]) => [...asked.fieldsAt(path)].map(([key, { name }]) => (key === name ? key : `${key}: ${name}`)),
  };
}

const media = { media: [{ __typename: 'Book', pages: 3 }, { __typename: 'Film' }, null] };

test('as much of a path is visible as the client asks for', () => {
  const { visible } = ask('{ p: product { size { h } } }', { p: { size: { h: 1, w: 2 } } });
  expect(visible(['p', 'size', 'h'])).toEqual(['p', 'size', 'h']);
  expect(visible(['p', 'size', 'w'])).toEqual(['p', 'size']);
  expect(visible(['product', 'size'])).toEqual([]);
  expect(visible(['p', 'code', 'x'])).toEqual(['p']);
});

test('what a leaf holds is the client’s to see', () => {
  expect(ask('{ product { name } }', { product: { name: {} } }).visible(['product', 'name', 'deep', 0])).toEqual([
    'product',
    'name',
    'deep',
    0,
  ]);
});

test('what is asked of an object is asked of its type', () => {
  const { keys, visible } = ask('{ media { id ... on Book { n: pages } ...F } } fragment F on Film { title }', media);
  expect(keys('media', 0)).toEqual(['id', 'n: pages']);
  expect(keys('media', 1)).toEqual(['id', 'title']);
  expect(visible(['media', 1, 'n'])).toEqual(['media', 1]);
});

test('of one that is not there it may be of any type', () => {
  const { keys } = ask('{ media { ... on Book { pages } ... on Film { title } } }', media);
  expect(keys('media', 2)).toEqual(['pages', 'title']);
  expect(keys('media', 7)).toEqual(['pages', 'title']);
});

test('one that does not say its type is of its field’s', () => {
  const { keys } = ask('{ product { ... on Product { id } ... on Shop { name } size { ... on Size { h } ... on Shop { name } } } }', {
    product: { size: {} },
  });
  expect(keys('product')).toEqual(['id', 'size']);
  expect(keys('product', 'size')).toEqual(['h']);
  expect(keys()).toEqual(['product']);
});

test('it is asked this time only where its conditions hold', () => {
  const text = 'query($v: Boolean!) { product { id name @include(if: $v) } ... @skip(if: $v) { shop { name } } }';
  expect(ask(text, { product: {} }, { v: false }).keys('product')).toEqual(['id']);
  expect(ask(text, { product: {} }, { v: true }).keys('product')).toEqual(['id', 'name']);
  expect(ask(text, {}, { v: true }).visible(['shop', 'name'])).toEqual([]);
});

test('nothing is asked below what is not', () => {
  expect(ask('{ product { id } }', { shop: { name: 'a' } }).keys('shop')).toEqual([]);
  expect(ask('{ product { id } }', { product: { id: '1' } }).keys('product', 'id')).toEqual([]);
});
