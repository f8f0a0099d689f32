import { parse, print } from 'graphql';
import { fragmentsIn, normalise, operationIn, textOf } from '../../../gateway/execution/normalise';

const names = { all: new Set(['id', 'name', 'price', '_name']), requiredWithArguments: new Set(['price']) };
const normalised = (text: string, operationName: string | null = null) => normalise(parse(text), operationName, names);
const planned = (text: string): string => print(normalised(text).document).replace(/\s+/g, ' ');

test.each([
  ['{ p { id other: name } }', '{ p { id other: name } }', {}],
  ['{ p { id: name } }', '{ p { _id: name } }', { _id: 'id' }],
  ['{ p { id: name _id: id } }', '{ p { __id: name _id: id } }', { __id: 'id' }],
  ['{ p { name: id } }', '{ p { __name: id } }', { __name: 'name' }],
  ['{ p { price } q { price(in: "a") } }', '{ p { _price: price } q { _price: price(in: "a") } }', { _price: 'price' }],
  ['{ p { name(in: "a") } }', '{ p { name(in: "a") } }', {}],
  ['{ __proto__: p { toString } }', '{ ___proto__: p { _toString: toString } }', { ___proto__: '__proto__', _toString: 'toString' }],
])('%s is planned as %s', (text, expected, keys) => {
  expect(planned(text)).toBe(expected);
  expect(Object.fromEntries(normalised(text).clientKeys)).toEqual(keys);
});

test('one operation is left, with its fragments', () => {
  const text = 'query A { p { ...F } } query B { q { ...G } } fragment F on P { id } fragment G on Q { id }';
  const { document, operation, fragments } = normalised(text, 'B');
  expect(print(document)).not.toContain('query A');
  expect(operation.name?.value).toBe('B');
  expect([...fragments.keys()]).toEqual(['G']);
});

test('what is about the schema goes its own way', () => {
  const { document, asked, introspection, operation } = normalised(
    '{ __typename p { id } ... on Query @include(if: true) { __type(name: "P") { id: name } } ...F } fragment F on Query { __schema { queryType { name } } }',
  );
  expect(print(document).replace(/\s+/g, ' ')).toBe('{ __typename p { id } }');
  expect(asked === null ? null : print(asked).replace(/\s+/g, ' ')).toBe('{ p { id } }');
  const local = introspection === null ? '' : print(introspection).replace(/\s+/g, ' ');
  expect(local).toBe('{ ... @include(if: true) { __type(name: "P") { id: name } } ... { __schema { queryType { name } } } }');
  // The answer is shaped by all of it.
  expect(operation.selectionSet.selections).toHaveLength(4);
});

test('an operation that asks nobody anything asks nothing', () => {
  expect(normalised('{ __typename ... { a: __typename } }').asked).toBeNull();
  expect(normalised('{ __typename }').introspection).toBeNull();
  expect(normalised('{ __schema { queryType { name } } }').asked).toBeNull();
});

test('equal operations have equal texts', () => {
  expect(textOf(parse('{a,b}'))).toBe(textOf(parse('{\n  a\n  b # why\n}')));
});

test('a document without an operation is none', () => {
  const document = parse('fragment F on P { id }');
  expect(() => operationIn(document)).toThrow('no operation');
  expect([...fragmentsIn(document).keys()]).toEqual(['F']);
});
