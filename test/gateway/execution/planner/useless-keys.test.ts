import { withoutUselessKeys } from '../../../../gateway/execution/planner/useless-keys';

const useless = '@join__type(graph: A, key: "sku", resolvable: false)';
const sifted = (type: string) => withoutUselessKeys(type).replace(/\s+/g, ' ').trim();

test.each([
  [`type P @join__type(graph: A, key: "id") ${useless} { id: ID }`, 'type P @join__type(graph: A, key: "id") { id: ID }'],
  [`interface P @join__type(graph: A, key: "id") ${useless} { id: ID }`, 'interface P @join__type(graph: A, key: "id") { id: ID }'],
  // The only key there is, or that of another graph.
  [`type P ${useless} { id: ID }`, `type P ${useless} { id: ID }`],
  [`type P @join__type(graph: B, key: "id") ${useless} { id: ID }`, `type P @join__type(graph: B, key: "id") ${useless} { id: ID }`],
  [
    `type P @join__type(graph: A) ${useless} @other(key: "a") { id: ID }`,
    `type P @join__type(graph: A) ${useless} @other(key: "a") { id: ID }`,
  ],
])('%s', (type, expected) => {
  expect(sifted(type)).toBe(expected);
});

test('a text without such keys stays as it is', () => {
  const text = 'type   P @join__type(graph: A, key: "id", resolvable: true) { id: ID }';
  expect(withoutUselessKeys(text)).toBe(text);
  expect(() => withoutUselessKeys('resolvable: false {')).toThrow();
});
