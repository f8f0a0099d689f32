// Points of operations over a small supergraph, each added up by hand.
import { composeServices } from '@apollo/composition';
import { Supergraph } from '@apollo/federation-internals';
import { parse } from 'graphql';
import { costOver } from '../../../support/cost-of';

const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", { name: "@cost", as: "@price" }, "@listSize"])
  type Query {
    shop: Shop
    shops(ids: [ID!]): [Shop!]!
    newest(first: Int = 4, kinds: [ID!]): [Shop!]! @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
    orders(first: Int): OrderConnection
    all: [Shop!]! @listSize(assumedSize: 100)
    byKey(ids: [ID!], emails: [String!]): [Shop]! @listSize(assumedSize: 100)
    of(ids: [ID!]): [Shop!]! @listSize(assumedSize: 100)
    things: [Thing!]!
    found(text: String @price(weight: 7)): Page @listSize(sizedFields: ["items"], assumedSize: 6)
    one: Thing
  }
  type Mutation { rename(id: ID!): Shop }
  type Page { items: [Order!]! others: [Order!]! }
  type OrderConnection { nodes: [Order!]! edges: [OrderEdge!]! total: Int }
  type OrderEdge { node: Order cursor: String }
  interface Thing { id: ID! next: Thing }
  type Shop implements Thing @key(fields: "id") { id: ID! name: String next: Thing owner: Owner stock: Int @price(weight: 3) }
  type Owner @price(weight: 5) { name: String }
  type Order implements Thing { id: ID! next: Thing shop: Shop lines: [Line!]! }
  type Line { sku: String }`;

function supergraphOf(sdl: string): Supergraph {
  const { supergraphSdl, errors } = composeServices([{ name: 'shop', url: 'http://shop', typeDefs: parse(sdl) }]);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return Supergraph.build(supergraphSdl);
}

const supergraph = supergraphOf(SDL);

const costOf = costOver(supergraph);

it.each([
  ['{ shop { id name } }', 1],
  ['{ a: shop { id } b: shop { id } }', 2],
  // Asked twice, answered once.
  ['{ shop { id owner { name } } ...F } fragment F on Query { shop { name owner { name } } }', 6],
  ['{ shop { owner { name } } }', 6],
  ['{ shop { stock } }', 4],
  ['mutation { rename(id: "1") { id } }', 11],
  ['{ shops(ids: ["1", "2", "3"]) { owner { name } } }', 18],
  // Its default.
  ['{ newest(kinds: ["1"]) { id } }', 4],
  ['{ all { id } }', 100],
  // One for each key; without a key as many as may be asked for. Where none may be null, the keys are no list of the answers.
  ['{ byKey(ids: ["1", "2", "3"]) { id } }', 3],
  ['{ byKey(emails: ["a@example.com"]) { owner { name } } }', 6],
  ['{ byKey { id } }', 100],
  ['{ of(ids: ["1", "2", "3"]) { id } }', 100],
  // A page: itself, three nodes with a shop each.
  ['{ orders(first: 3) { total nodes { shop { id } } } }', 1 + 3 * 2],
  ['{ orders(first: 3) { edges { cursor node { id } } } }', 1 + 3 * 2],
  // Nothing is said: ten.
  ['{ orders { nodes { lines { sku } } } }', 1 + 10 * (1 + 10)],
  ['{ found(text: "a") { items { id } others { id } } }', 7 + 1 + 6 + 10],
  // The dearest of the types that a thing may be.
  ['{ one { id ... on Shop { owner { name } } ... on Order { shop { id } } } }', 6],
  ['{ one { ... on Thing { ... on Order { lines { sku } } } } }', 11],
  ['{ orders(first: 0) { nodes { id } } }', 1],
  ['{ __typename __schema { types { name } } }', 0],
])('%s costs %d', (text, cost) => expect(costOf(text)).toBe(cost));

it('follows variables, their defaults and conditions', () => {
  const text =
    'query ($n: Int = 2, $ids: [ID!], $more: Boolean = false) { orders(first: $n) { nodes { id } } shops(ids: $ids) @include(if: $more) { id } }';
  expect(costOf(text)).toBe(1 + 2);
  expect(costOf(text, { n: 50 })).toBe(1 + 50);
  expect(costOf(text, { n: 0, more: true, ids: ['1', '2', '3'] })).toBe(1 + 3);
});

it('is infinite where there is too much to add up', () => {
  const deep = (level: number): string =>
    level === 0 ? 'id' : `... on Shop { next { ${deep(level - 1)} } } ... on Order { next { ${deep(level - 1)} } }`;
  expect(costOf(`{ one { ${'next { '.repeat(15)} id ${'}'.repeat(15)} } }`)).toBe(Infinity);
  expect(costOf(`{ one { ${deep(3)} } }`)).toBeLessThan(10);
});
