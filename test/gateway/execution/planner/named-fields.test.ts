import { parse } from 'graphql';
import { namedFieldsOf } from '../../../../gateway/execution/planner/named-fields';
import { typesIn } from '../../../../gateway/execution/planner/supergraph-types';

const isNamed = namedFieldsOf(
  typesIn(
    parse(`
      interface Media @join__type(graph: A) { id: ID! title: String }
      type Book implements Media @join__implements(graph: B, interface: "Media") { id: ID! title: String size: Size parts: [Media] }
      type Size @join__type(graph: A, key: "h") { h: Int w: Int }
      type Shop {
        size: Size
        book: Book @join__field(graph: C, provides: "size { w }")
        sign: String @join__field(graph: A, requires: "size { w } ... on Shop { name }")
        all: String @join__field(graph: C, requires: "book { parts { title } }")
        name: String
      }`),
  ),
);
const graphsOf = (typeName: string, field: string) => ['A', 'B', 'C'].filter((graph) => isNamed(graph, typeName, field));

test.each([
  ['Size', 'h', ['A']],
  ['Size', 'w', ['A', 'C']],
  ['Shop', 'size', ['A']],
  ['Shop', 'name', ['A']],
  ['Shop', 'sign', []],
  ['Shop', 'book', ['C']],
  ['Book', 'size', ['C']],
  ['Book', 'parts', ['C']],
  ['Book', 'id', ['B']],
  ['Media', 'title', ['C']],
])('%s.%s is named in %s', (typeName, field, graphs) => {
  expect(graphsOf(typeName, field)).toEqual(graphs);
});

test('what is named of an interface, or is there for one, is named of its types', () => {
  expect(graphsOf('Book', 'title')).toEqual(['B', 'C']);
});
