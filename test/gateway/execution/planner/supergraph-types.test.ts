import { parse } from 'graphql';
import { typesIn } from '../../../../gateway/execution/planner/supergraph-types';

const types = typesIn(
  parse('interface Media { id: ID! } type Book implements Media { id: ID! pages: [[Page!]]! } type Page { no: Int } union U = Book'),
);

test('it has the types that have fields', () => {
  expect(types.all.map(({ name }) => name.value)).toEqual(['Media', 'Book', 'Page']);
  expect(types.field('Book', 'pages')?.name.value).toBe('pages');
  expect(types.field('Book', 'none') ?? types.field('U', 'id')).toBeUndefined();
});

test('a field is of its named type', () => {
  expect([types.typeOf('Book', 'pages'), types.typeOf('Book', 'none')]).toEqual(['Page', '']);
});

test.each([
  ['Book', 'Book', true],
  ['Book', 'Media', true],
  ['Media', 'Book', false],
  ['Book', 'Page', false],
  ['Book', '', true],
])('%s is a %s: %s', (one, other, isA) => {
  expect(types.isA(one, other)).toBe(isA);
});

test('two overlap where either is the other', () => {
  expect([types.overlap('Media', 'Book'), types.overlap('Book', 'Media'), types.overlap('Book', 'Page')]).toEqual([true, true, false]);
});

test('keys are of the type, or of what it implements, by their outermost fields', () => {
  const keyed = typesIn(
    parse(
      'interface M @join__type(graph: A, key: "id") { id: ID! } type B implements M @join__type(graph: B, key: "s { h }") { id: ID! s: S }',
    ),
  );
  expect([keyed.isKey('B', 'id'), keyed.isKey('B', 's'), keyed.isKey('B', 'h'), keyed.isKey('M', 's')]).toEqual([true, true, false, false]);
});
