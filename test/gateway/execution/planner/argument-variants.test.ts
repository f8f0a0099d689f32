import { withArgumentVariants } from '../../../../gateway/execution/planner/argument-variants';

const supergraph = (requires: Record<string, string>, graph = 'A') => `
  schema { query: Query }
  type Query { p: P }
  type P @join__type(graph: A) @join__type(graph: B) {
    price(in: String): Int @join__field(graph: B) @join__field(graph: A, external: true)
    weight: Int @join__field(graph: B) @join__field(graph: A, external: true)
    size: S
    ${Object.entries(requires)
      .map(([name, text]) => `${name}: Int @join__field(graph: ${graph}, requires: ${JSON.stringify(text)})`)
      .join('\n')}
  }
  type S { h(unit: String): Int }`;

test('each set of arguments is a name of its own, hidden from clients', () => {
  const { sdl, variants } = withArgumentVariants(
    supergraph({ a: 'price(in: "USD") weight', b: 'price(in: "EUR")', c: 'price(in: "USD")', d: 'price' }),
  );
  expect([...variants.byName].map(([name, { field }]) => [name, field])).toEqual([
    ['price__0', 'price'],
    ['price__1', 'price'],
  ]);
  expect(sdl).toMatch(/price__0: Int @join__field\(graph: B\) @join__field\(graph: A, external: true\) @inaccessible/);
  expect(sdl).toContain('requires: "price__0 weight"');
  // Required without arguments it keeps its own name, and its place in the graph that requires it.
  expect(sdl).toMatch(/price\(in: String\): Int @join__field\(graph: B\) @join__field\(graph: A, external: true\)/);
  expect(Object.fromEntries(variants.requiredBy)).toEqual({
    'P.a': ['price__0', 'weight'],
    'P.b': ['price__1'],
    'P.c': ['price__0'],
    'P.d': ['price'],
  });
});

test('in what is required below a field as well', () => {
  const { sdl, variants } = withArgumentVariants(supergraph({ a: 'size { h(unit: "cm") }' }));
  expect(variants.byName.get('h__0')?.field).toBe('h');
  expect(sdl).toContain('requires: "size { h__0 }"');
});

test('a graph that required it with arguments alone declares it no more', () => {
  const { sdl } = withArgumentVariants(supergraph({ a: 'price(in: "USD")' }));
  expect(sdl).toMatch(/price\(in: String\): Int @join__field\(graph: B\)\n/);
});

test('the directive that hides them is known afterwards, and a graph without such fields stays as it is', () => {
  expect(withArgumentVariants(supergraph({ a: 'price(in: "USD")' })).sdl).toContain('directive @inaccessible');
  const plain = supergraph({ a: 'weight' });
  expect(withArgumentVariants(plain)).toMatchObject({ sdl: plain, variants: { byName: new Map(), requiredBy: new Map() } });
});

test('what another type, or another graph, has under the name is no use for it', () => {
  const text = `schema { query: Query }
    type Fee @join__type(graph: A, key: "price") { price: Int }
    type P @join__type(graph: A) @join__type(graph: B) @join__type(graph: C) {
      price(in: String): Int @join__field(graph: B) @join__field(graph: A, external: true) @join__field(graph: C, external: true)
      a: Int @join__field(graph: A, requires: "price(in: 1)")
      c: Int @join__field(graph: C, requires: "price")
    }`;
  const { sdl } = withArgumentVariants(text);
  expect(sdl).toMatch(/price\(in: String\): Int @join__field\(graph: B\) @join__field\(graph: C, external: true\)\n/);
});
