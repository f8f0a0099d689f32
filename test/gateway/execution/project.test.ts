// Data in, the answer out. What graphs make of it end to end is in rules/.
import { parse } from 'graphql';
import { isWantedWith } from '../../../gateway/execution/conditions';
import type { Entity } from '../../../gateway/execution/data';
import type { Fault } from '../../../gateway/execution/fault';
import { fragmentsIn, operationIn } from '../../../gateway/execution/normalise';
import { compileProjection, rootTypeOf } from '../../../gateway/execution/project';
import { graphOf, SHOP } from './given-graph';

function shaped(text: string, data: Entity, clientKeys: Record<string, string> = {}): { answer: unknown; faults: Fault[] } {
  const graph = graphOf(SHOP.replace(/type Film [^\n]*/, ''), SHOP);
  const document = parse(text);
  const selections = { nodes: operationIn(document).selectionSet.selections, fragments: fragmentsIn(document), isWanted: isWantedWith({}) };
  const project = compileProjection({ graph, selections, clientKeys: new Map(Object.entries(clientKeys)) }, rootTypeOf(graph, 'query'));
  const faults: Fault[] = [];
  return { answer: project(data, faults), faults };
}

test('the answer has what was asked, in its order, under the client’s keys', () => {
  const { answer } = shaped(
    '{ shop { name } product { _id: name id } }',
    { product: { id: 1, _id: 'T', more: 1 }, shop: {}, other: 1 },
    { _id: 'id2' },
  );
  expect(JSON.stringify(answer)).toBe('{"shop":{"name":null},"product":{"id2":"T","id":"1"}}');
});

test('a key that means something to the language is a key', () => {
  const { answer } = shaped('{ ___proto__: shop { name } }', { ___proto__: { name: 'House' } }, { ___proto__: '__proto__' });
  expect(JSON.stringify(answer)).toBe('{"__proto__":{"name":"House"}}');
});

test.each([
  ['{ product { code } }', { product: {} }, { product: null }, ['product', 'code']],
  ['{ products { id code } }', { products: [{ id: 1, code: 'a' }, { id: 2 }] }, { products: null }, ['products', 1, 'code']],
  ['{ products { id } }', { products: [{ id: 1 }, null] }, { products: null }, ['products', 1]],
  ['{ product { size { h } name } }', { product: { size: { h: 'x' } } }, { product: { size: null, name: null } }, ['product', 'size', 'h']],
  ['{ product { id } }', { product: 'text' }, { product: null }, ['product']],
  ['{ products { id } }', { products: {} }, { products: null }, ['products']],
  ['{ media { id } }', { media: ['text'] }, { media: [null] }, ['media', 0]],
])('%s of %j', (text, data, answer, path) => {
  expect(shaped(text, data)).toEqual({ answer, faults: [{ message: expect.any(String), path, hidden: false }] });
});

test('abstract values are of the type that they say, or of the interface itself', () => {
  const text = '{ media { id ... on Book { pages } ... on Printed { title } t: __typename } }';
  const data = {
    media: [
      { __typename: 'Book', id: 'b', pages: 5, title: 'Emma', t: 'Book' },
      { id: 'x', t: 'Some' },
      { __typename: 'Media', id: 'y' },
    ],
  };
  const book = { id: 'b', pages: 5, title: 'Emma', t: 'Book' };
  const { answer, faults } = shaped(text, data);
  expect(answer).toEqual({ media: [book, null, null] });
  // Whether they are books nobody has said: objects without pages would say that they are none.
  expect(faults.map(({ path, hidden }) => [path, hidden])).toEqual([
    [['media', 1], false],
    [['media', 2], false],
  ]);
  expect(shaped('{ media { id } }', data)).toEqual({ answer: { media: [{ id: 'b' }, { id: 'x' }, { id: 'y' }] }, faults: [] });
});

test.each(['Film', 'Nowhere', 'Product', 'Query'])('a value of the type %s is none of theirs to see', (typeName) => {
  const { answer, faults } = shaped('{ media { id } }', { media: [{ __typename: typeName, id: 'f' }] });
  expect(answer).toEqual({ media: [null] });
  expect(faults).toMatchObject([{ hidden: true, path: ['media', 0] }]);
});

test('a kind of operation that the graph has not is refused', () => {
  expect(() => rootTypeOf(graphOf(), 'mutation')).toThrow('no mutation type');
  expect(() => rootTypeOf(graphOf(), 'subscription')).toThrow('no subscription type');
});
