// An operation, compiled: what is kept of it, and what is refused.
import { parse } from 'graphql';
import { compileOperation } from '../../../gateway/execution/compile';
import { isEntity } from '../../../gateway/execution/data';
import type { PlanNode } from '../../../gateway/execution/plan';
import { entityFetch, fetchNode, graphOf, SHOP } from './given-graph';

const names = { all: new Set(['id', 'name']), requiredWithArguments: new Set<string>() };
const plan: PlanNode = { kind: 'sequence', nodes: [fetchNode, entityFetch('...on Product{name}', { subgraph: 'b' }), { ...fetchNode }] };
const compiled = (text: string, given: PlanNode | null = plan, name: string | null = null) =>
  compileOperation(parse(text), name, graphOf(SHOP, SHOP, given), names);

test('it knows whom it asks, each once, and how much it weighs', () => {
  const operation = compiled('{ product { id } }');
  expect(operation.subgraphs).toEqual(['a', 'b']);
  expect(operation.plan).toBe(plan);
  expect(operation.textLength).toBeGreaterThan(2 * fetchNode.operation.length);
});

test('it knows the client’s keys and variables', () => {
  const operation = compiled('query($id: ID) { product(id: $id) { id: name } }');
  expect([...operation.clientKeys]).toEqual([['_id', 'id']]);
  expect(operation.variables.map(({ variable }) => variable.name.value)).toEqual(['id']);
  expect([...operation.asked.keys()]).toEqual(['product']);
});

test('answers are shaped by the conditions that hold, and each shaping is compiled once', () => {
  const operation = compiled('query($v: Boolean!) { product { id @skip(if: $v) name } }');
  const data = { product: { id: '1', name: 'Table' } };
  expect(operation.projectWith({ v: false })(data, [])).toEqual(data);
  expect(operation.projectWith({ v: true })(data, [])).toEqual({ product: { name: 'Table' } });
  expect(operation.projectWith({ v: true })).toBe(operation.projectWith({ v: true }));
});

test('of an operation with very many conditions not every shaping is kept', () => {
  const variables = Array.from({ length: 6 }, (_, index) => `v${index}`);
  const operation = compiled(
    `query(${variables.map((name) => `$${name}: Boolean!`).join(' ')}) { product { ${variables.map((name) => `${name}: id @include(if: $${name})`).join(' ')} } }`,
  );
  const valuesOf = (bits: number) => Object.fromEntries(variables.map((name, index) => [name, ((bits >> index) & 1) === 1]));
  const first = operation.projectWith(valuesOf(0));
  for (let bits = 1; bits < 64; bits += 1) operation.projectWith(valuesOf(bits));
  expect(operation.projectWith(valuesOf(0))).not.toBe(first);
});

test('what is about the schema is answered from what clients know', () => {
  const operation = compiled('{ __type(name: "Product") { name } }', null);
  expect(operation.steps).toBeNull();
  const data = operation.introspect({});
  expect(isEntity(data['__type']) && data['__type']['name']).toBe('Product');
  expect(compiled('{ product { id } }').introspect({})).toEqual({});
});

test('an empty plan, a root type that is missing and a variable of ours are refused', () => {
  expect(() => compiled('{ product { id } }', null)).toThrow('cannot be planned');
  expect(() => compiled('mutation { a }')).toThrow('no mutation type');
  const asks = entityFetch('...on Product{price(in:$representations)}', { variables: ['representations'] });
  expect(() => compiled('query($representations: String) { product { price(in: $representations) } }', asks)).toThrow('another name');
});
