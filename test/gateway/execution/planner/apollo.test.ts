// Apollo's plans, read into ours.
import { parse } from 'graphql';
import { fetchesOf, type PlanNode } from '../../../../gateway/execution/plan';
import { openMedia } from '../rules/media';
import { openShop } from '../rules/shop';

const planOf = (graph: ReturnType<typeof openShop>, text: string): PlanNode | null =>
  graph.executor.compile({ document: parse(text), documentId: text, operationName: null }).plan;
const shop = openShop();
const media = openMedia();

test('fetches say whom they ask, with which variables, about what', () => {
  const plan = planOf(shop, 'query Named($id: ID!, $km: Int) { product(id: $id) { near(km: $km) } products { colour } }');
  expect(plan).toMatchObject({ kind: 'sequence', nodes: [{ kind: 'fetch' }, { kind: 'parallel' }] });
  const [root, ...others] = fetchesOf(plan);
  expect(root).toMatchObject({ subgraph: 'products', operationKind: 'query', variables: ['id'], path: [], requires: null });
  expect(root?.operationName).toMatch(/^Named__products/);
  expect(others.find(({ subgraph }) => subgraph === 'stock')).toMatchObject({
    variables: ['km'],
    path: [{ field: 'product' }],
    requires: [
      {
        kind: 'type',
        type: 'Product',
        nested: [
          { kind: 'field', from: '__typename' },
          { kind: 'field', from: 'id', to: 'id', nested: null },
        ],
      },
    ],
  });
  expect(others.find(({ subgraph }) => subgraph === 'codes')?.path).toEqual([{ field: 'products' }, 'items']);
});

test('conditions, mutations, and what asks nobody', () => {
  const plan = planOf(shop, 'query($v: Boolean!) { product(id: "1") { id colour @include(if: $v) } }');
  expect(plan).toMatchObject({
    nodes: [{ kind: 'fetch' }, { kind: 'condition', variable: 'v', then: { subgraph: 'codes' }, otherwise: null }],
  });
  expect(fetchesOf(planOf(shop, 'mutation { add(n: 1) take(n: 1) }')).map(({ operationKind }) => operationKind)).toEqual([
    'mutation',
    'mutation',
  ]);
  expect(planOf(shop, '{ __typename }')).toBeNull();
});

test('rewrites of both kinds', () => {
  const [, ratings] = fetchesOf(planOf(media, '{ media { ... on Book { rating } } }'));
  expect(ratings?.inputRewrites).toContainEqual({ kind: 'set', path: ['... on Book', '__typename'], value: 'Media' });
  const [things] = fetchesOf(planOf(media, '{ things { ... on Screw { size } ... on Nail { length } } }'));
  expect(things?.outputRewrites).toContainEqual({ kind: 'rename', path: expect.arrayContaining(['things']), to: 'code' });
});
