// What a fetch would read, by the table of its domain.
import { buildSchema, parse } from 'graphql';
import { predictReads, type PredictedSource } from '../../../platform/domain/predicted-reads';
import { askedFields } from '../../../platform/subgraph/asked-fields';

const schema = buildSchema('type Query { view: View } type View { orders: [Order] count: Int name: String } type Order { items: [Int] }');
const table = { 'Query.view': ['find'], 'View.orders': ['orders'], 'View.count': ['orders?'], 'Order.items': ['contents'] };
const source = (more: Partial<PredictedSource> = {}): PredictedSource => ({
  ...{ name: 'shop', vendor: 'shopify', cacheMode: 'full' },
  reads: new Map([
    ['find', 30],
    ['orders', 60],
    ['contents', 0],
  ]),
  ...more,
});
const told = (text: string, ...sources: PredictedSource[]): string[] =>
  predictReads(askedFields(schema, parse(text)), table, sources).map(
    ({ source: name, read, callsAtLeast, keptSeconds }) => `${name} ${read} ${callsAtLeast} ${keptSeconds ?? 'never'}`,
  );

test('each read of a source once, for fields in fragments too', () => {
  expect(told('{ view { orders { items } ...F } } fragment F on View { more: orders { items } }', source())).toEqual([
    'shop find 1 30',
    'shop orders 1 60',
    'shop contents 1 never',
  ]);
});

test('what a record may say itself is no call for sure, unless another field reads it', () => {
  expect(told('{ view { count } }', source())).toEqual(['shop find 1 30', 'shop orders 0 60']);
  expect(told('{ view { count orders { items } } }', source())).toContain('shop orders 1 60');
});

test('a source has the reads that it was started with, and keeps what its mode allows', () => {
  const small = source({ name: 'small', cacheMode: 'links', reads: new Map([['find', 30]]) });
  expect(told('{ view { orders { items } } }', small)).toEqual(['small find 1 never']);
  expect(told('{ view { name } }', source({ cacheMode: 'off' }))).toEqual(['shop find 1 never']);
});
