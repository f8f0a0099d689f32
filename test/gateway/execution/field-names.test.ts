import { buildSchema } from 'graphql';
import { fieldNamesOf } from '../../../gateway/execution/field-names';

const schema = buildSchema(`
  type Query { product: Product }
  interface Priced { price(in: String): Int }
  type Product implements Priced { price(in: String): Int weight: Int size(unit: String): Int near(km: Int): Int }
  input Ignored { inner: Int }`);
const names = (requires: string) => [
  ...fieldNamesOf(schema, `type Product { a: Int @join__field(graph: A, requires: ${JSON.stringify(requires)}) }`).requiredWithArguments,
];

test('every field of an object or interface has a name that keys can be confused with', () => {
  expect([...fieldNamesOf(schema, '').all].sort()).toEqual(['near', 'price', 'product', 'size', 'weight']);
});

test.each([
  ['weight', []],
  ['price', ['price']],
  ['price(in: "USD") weight', ['price']],
  ['other { size(unit: "a \\" near") { price } }', ['size', 'near', 'price']],
])('of %s those that take arguments are told apart', (requires, found) => {
  expect(names(requires)).toEqual(found);
});

test('what is not required is not confused', () => {
  expect([...fieldNamesOf(schema, 'directive @price(size: Int) on OBJECT').requiredWithArguments]).toEqual([]);
});
