import { Supergraph } from '@apollo/federation-internals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse } from 'graphql';
import { readRequirements } from '../../../../gateway/authorisation/applied';
import { createEstimates } from '../../../../gateway/limits/cost/estimates';

const FILE = join(__dirname, '..', '..', '..', '..', 'schema', 'supergraph.graphql');

it('tells operations and sizes apart that it remembers', () => {
  const supergraph = Supergraph.build(readRequirements(readFileSync(FILE, 'utf8')).sdl);
  const estimates = createEstimates(supergraph.schema, supergraph.apiSchema().toGraphQLJSSchema());
  const document = parse(`
    query A($n: Int, $on: Boolean = true) { customer(id: "a:b:c") { timeline(first: $n) { title records: record { id } } sales @include(if: $on) { orderCount } } }
    query C($ids: [ID!]!) { customers(ids: $ids) { id } }
    query B { sources { name } }`);
  const costOf = (name: string, variables: Record<string, unknown>): number => {
    const operation = getOperationAST(document, name);
    if (operation == null) throw new Error('no operation');
    return estimates.costOf(`hash ${name}`, { document, operation, variables });
  };
  const [few, many, off] = [costOf('A', { n: 5 }), costOf('A', { n: 50 }), costOf('A', { n: 5, on: false })];
  expect(many).toBeGreaterThan(few);
  expect(off).toBeLessThan(few);
  expect(costOf('B', {})).not.toBe(few);
  expect([costOf('C', { ids: ['a:b:c'] }), costOf('C', { ids: ['a:b:c', 'a:b:d', 'a:b:e'] })]).toEqual([1, 3]);
  expect([costOf('A', { n: 5 }), costOf('A', { n: 50 }), costOf('A', { n: 5, on: false })]).toEqual([few, many, off]);
});
