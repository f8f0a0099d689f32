import { prepareForApollo } from '../../../../gateway/execution/planner/prepare';

const key = '@join__type(graph: A, key: "id")';
const useless = '@join__type(graph: A, key: "sku", resolvable: false)';
const required =
  'type P @join__type(graph: A) { price(in: String): Int @join__field(graph: A, external: true) cost: Int @join__field(graph: A, requires: "price(in: \\"USD\\")") }';

test('both faults are worked around, and a text that has neither stays as it is', () => {
  expect(prepareForApollo(`type P ${key} ${useless} { id: ID }`).sdl).not.toContain('sku');
  const { sdl, variants } = prepareForApollo(required);
  expect(sdl).toContain('requires: "price__0"');
  expect([...variants.byName.keys()]).toEqual(['price__0']);
  const plain = `type   P ${key} { id: ID }`;
  expect(prepareForApollo(plain)).toMatchObject({ sdl: plain, variants: { byName: new Map() } });
});
