import { explain } from '../../../gateway/execution/explain';
import type { FetchNode, PlanNode } from '../../../gateway/execution/plan';

const fetch = (subgraph: string, operation: string, more: Partial<FetchNode> = {}): FetchNode => ({
  kind: 'fetch',
  subgraph,
  operation,
  operationName: undefined,
  operationKind: 'query',
  variables: [],
  path: [],
  requires: null,
  inputRewrites: [],
  outputRewrites: [],
  ...more,
});

const entities = (subgraph: string, field: string): FetchNode =>
  fetch(subgraph, `query($representations: [_Any!]!) { _entities(representations: $representations) { ... on Customer { ${field} } } }`, {
    path: [{ field: 'customers' }, 'items', { types: ['Person', 'Company'] }],
    requires: [],
  });

test('tells who is asked what, where, and after whom', () => {
  const plan: PlanNode = {
    kind: 'sequence',
    nodes: [
      fetch('customer', '{ customers { id } }'),
      { kind: 'parallel', nodes: [entities('crm', 'owner'), entities('billing', 'balance')] },
      { kind: 'condition', variable: 'deep', then: entities('customer', 'profile'), otherwise: entities('customer', 'name') },
    ],
  };
  expect(explain(plan).map(({ asks, ...rest }) => ({ ...rest, asks: asks.replace(/\s+/g, ' ') }))).toEqual([
    { id: 1, subgraph: 'customer', at: '', asks: 'customers { id }', after: [], onlyIf: [] },
    { id: 2, subgraph: 'crm', at: 'customers.@.(Person or Company)', asks: '... on Customer { owner }', after: [1], onlyIf: [] },
    { id: 3, subgraph: 'billing', at: 'customers.@.(Person or Company)', asks: '... on Customer { balance }', after: [1], onlyIf: [] },
    {
      id: 4,
      subgraph: 'customer',
      at: 'customers.@.(Person or Company)',
      asks: '... on Customer { profile }',
      after: [2, 3],
      onlyIf: ['$deep'],
    },
    {
      id: 5,
      subgraph: 'customer',
      at: 'customers.@.(Person or Company)',
      asks: '... on Customer { name }',
      after: [2, 3],
      onlyIf: ['not $deep'],
    },
  ]);
});

test('has nothing to tell of an operation that asks nobody', () => {
  expect(explain(null)).toEqual([]);
});
