// That the check of the pretend Vendure's SDL can fail: each way in which it may drift away from a real one.
import { buildSchema } from 'graphql';
import { schemaFaults } from './schema-check';

const REAL = `
  interface Node { id: ID! }
  type Query { customers(options: Options, channel: String!): [Customer!]! node(id: ID!): Node }
  type Customer implements Node { id: ID! name: String! more: Int }
  type Order { id: ID! }
  union Thing = Customer | Order
  input Options { take: Int filter: String }
  enum Sort { ASC DESC }
`;

function faultsOf(from: string, to: string): string[] {
  const pruned = REAL.replace(from, to);
  expect(pruned).not.toBe(REAL);
  return schemaFaults(buildSchema(pruned), buildSchema(REAL));
}

describe('the check of the pretend schema', () => {
  it('misses nothing that was left out', () => {
    expect(faultsOf(' more: Int', '')).toEqual([]);
    expect(faultsOf(' filter: String', '')).toEqual([]);
    expect(faultsOf('enum Sort { ASC DESC }', '')).toEqual([]);
    expect(faultsOf('options: Options, ', '')).toEqual([]);
  });

  it.each([
    [' more: Int', ' more: String', 'Customer.more: is Int, not String'],
    [' more: Int', ' more: Int!', 'Customer.more: is Int, not Int!'],
    [' more: Int', ' less: Int', 'Customer.less: there is no such field'],
    ['enum Sort { ASC DESC }', 'enum Sort { ASC UP }', 'Sort.UP: there is no such value'],
    ['enum Sort { ASC DESC }', 'enum Order_ { ASC }', 'Order_: there is no such type'],
    ['enum Sort { ASC DESC }', 'type Sort { id: ID }', 'Sort: is of another kind'],
    ['take: Int', 'take: ID', 'Options.take: is Int, not ID'],
    ['options: Options', 'options: String', 'Query.customers(options): is Options, not String'],
    ['options: Options', 'option: Options', 'Query.customers(option): there is no such argument'],
    [', channel: String!', '', 'Query.customers(channel): is wanted, and not stated'],
    ['type Order {', 'type Order implements Node {', 'Order: is no Node'],
    ['Thing = Customer | Order', 'Thing = Customer | Query', 'Thing: Query is none of it'],
  ])('sees %s become %s', (from, to, fault) => expect(faultsOf(from, to)).toEqual([fault]));
});
