import { buildSchema } from 'graphql';
import { subgraphsOf, visibilityOf } from '../../gateway/gateway';

test('a plan names the subgraphs it will ask, each once, wherever they are', () => {
  const fetch = (serviceName: string) => ({
    kind: 'Fetch' as const,
    serviceName,
    operation: '',
    operationName: undefined,
    operationKind: 'query' as never,
  });
  const plan = {
    kind: 'QueryPlan' as const,
    node: {
      kind: 'Sequence' as const,
      nodes: [
        fetch('customer'),
        {
          kind: 'Parallel' as const,
          nodes: [
            { kind: 'Flatten' as const, path: [], node: fetch('crm') },
            { kind: 'Condition' as const, condition: 'a', ifClause: fetch('billing'), elseClause: fetch('support') },
          ],
        },
        { kind: 'Flatten' as const, path: [], node: fetch('customer') },
      ],
    },
  };
  expect(subgraphsOf(plan)).toEqual(['customer', 'crm', 'billing', 'support']);
  expect(subgraphsOf({ kind: 'QueryPlan' })).toEqual([]);
});

test('clients know what the API schema has', () => {
  const visibility = visibilityOf(
    buildSchema(
      'interface Item { id: ID! } type Book implements Item { id: ID! name: String } type Query { books: [Item!]! } union Any = Book',
    ),
  );
  expect([visibility.ofType('Book', 'name'), visibility.ofType('Book', 'secret'), visibility.ofType('Gone', 'name')]).toEqual([
    true,
    false,
    false,
  ]);
  expect([visibility.anywhere('name'), visibility.anywhere('secret')]).toEqual([true, false]);
  expect([visibility.mayBeNull('Book', 'id'), visibility.mayBeNull('Book', 'name'), visibility.mayBeNull('Book', 'secret')]).toEqual([
    false,
    true,
    true,
  ]);
  expect([
    visibility.isOf('Book', 'Item'),
    visibility.isOf('Book', 'Any'),
    visibility.isOf('Query', 'Item'),
    visibility.isOf('Book', 'Gone'),
  ]).toEqual([true, true, false, false]);
});
