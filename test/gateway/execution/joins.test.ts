import { joinsOf, NO_JOINS } from '../../../gateway/execution/joins';

const joins = joinsOf(`
  enum join__Graph { STOCK_ROOM @join__graph(name: "stock-room", url: "http://a") SHOP @join__graph(name: "shop", url: "http://b") }
  type Product
    @join__type(graph: SHOP, key: "id")
    @join__type(graph: SHOP, key: "sku brand { name }", extension: true)
    @join__type(graph: STOCK_ROOM, key: "sku brand { name }")
    @join__type(graph: STOCK_ROOM, key: "id", resolvable: false) {
    id: ID!
    shelf: String @join__field(graph: STOCK_ROOM, requires: "size(unit: \\"cm\\") { h } ... on Product { weight } x: sku")
    name: String @join__field(graph: SHOP)
  }
  interface Media @join__type(graph: SHOP, key: "id") { id: ID! stars: Int @join__field(graph: SHOP, requires: "id") }
  type Plain @join__type(graph: SHOP) { id: ID! }
`);

test('keys are those by which the subgraph resolves, by their outermost fields', () => {
  expect(joins.keysOf('shop', 'Product')).toEqual([['id'], ['sku', 'brand']]);
  expect(joins.keysOf('stock-room', 'Product')).toEqual([['sku', 'brand']]);
  expect(joins.keysOf('shop', 'Media')).toEqual([['id']]);
});

test('where there is none it says so', () => {
  expect(joins.keysOf('shop', 'Plain')).toEqual([]);
  expect(joins.keysOf('shop', 'Nothing')).toEqual([]);
  expect(joins.keysOf('STOCK_ROOM', 'Product')).toEqual([]);
});

test('what keys consist of are paths', () => {
  expect(joins.keyPathsOf('shop', 'Product')).toEqual(['id', 'sku', 'brand', 'brand.name']);
  expect(joins.keyPathsOf('shop', 'Plain')).toEqual([]);
});

test('what a field requires are paths of fields, whatever type and arguments they have', () => {
  expect(joins.requiredBy('stock-room', 'Product', 'shelf')).toEqual(['size', 'size.h', 'weight', 'sku']);
  expect(joins.requiredBy('shop', 'Media', 'stars')).toEqual(['id']);
});

test('in another subgraph it requires nothing', () => {
  expect(joins.requiredBy('shop', 'Product', 'shelf')).toEqual([]);
  expect(joins.requiredBy('shop', 'Product', 'name')).toEqual([]);
  const { requiredBy, keysOf, keyPathsOf } = NO_JOINS;
  expect([requiredBy('shop', 'Media', 'stars'), keysOf('shop', 'Media'), keyPathsOf('shop', 'Media')]).toEqual([[], [], []]);
});
