// The Rust planner's plans, read into ours, and executed. What it plans otherwise than Apollo's is here; what both must do is in
// ../rules, which run over either (`PLANNER=hive`).
import { parse } from 'graphql';
import { createHivePlanner } from '../../../../gateway/execution/planner/hive';
import { fetchesOf } from '../../../../gateway/execution/plan';
import { chosenPlanning } from '../chosen-planning';
import { graphOf } from '../given-graph';
import { openMedia } from '../rules/media';
import { openShop } from '../rules/shop';

const planning = chosenPlanning('hive');
const shop = openShop({ planning });
const media = openMedia({ planning });
beforeEach(() => [shop, media].forEach((graph) => graph.reset()));
const planOf = (graph: typeof shop, text: string) =>
  graph.executor.compile({ document: parse(text), documentId: text, operationName: null }).plan;

test('it is named in the executor', () => expect(shop.executor.planner).toBe('hive'));

test('what is required is read under its own key and sent under the real one', async () => {
  const text = '{ product(id: "1") { shippingEstimate customs } }';
  expect(JSON.stringify(fetchesOf(planOf(shop, text)).map(({ requires }) => requires))).toMatch(
    /"from":"_internal_qp_alias_\d","to":"price"/,
  );
  expect(await shop.ask(text)).toEqual({ data: { product: { shippingEstimate: 120, customs: 30 } } });
});

test('a batch is one request, each of its parts where it belongs', async () => {
  const { data } = await shop.ask(
    'query($x: Int) { a: product(id: "1") { near(km: $x) } latest { inStock } products { place { shelf } } }',
    { x: 1 },
  );
  expect(data).toEqual({
    a: { near: 'within 1' },
    latest: { inStock: 200 },
    products: [{ place: { shelf: 'S1' } }, { place: { shelf: 'S2' } }],
  });
  expect(shop.fetches.filter(({ subgraph }) => subgraph === 'stock')).toHaveLength(1);
});

test('a condition on the root is none on the data', async () => {
  const text = 'query($v: Boolean!) { ... on Query @include(if: $v) { product(id: "1") { inStock } } }';
  expect(await shop.ask(text, { v: true })).toEqual({ data: { product: { inStock: 100 } } });
  expect(await shop.ask(text, { v: false })).toEqual({ data: {} });
});

test('types that clients do not know are told apart where no fragment asks for it', async () => {
  expect(await media.ask('{ media { id } }')).toEqual({ data: { media: [{ id: 'b' }, null, { id: 'f' }] } });
});

test('rewrites are one for each type', async () => {
  const [things] = fetchesOf(planOf(media, '{ things { ... on Screw { size } ... on Nail { length } } }'));
  expect(things?.outputRewrites).toEqual([{ kind: 'rename', path: ['things', '... on Nail', expect.any(String)], to: 'code' }]);
  const [, ratings] = fetchesOf(planOf(media, '{ media { ... on Book { rating } } }'));
  expect(ratings?.inputRewrites).toContainEqual({ kind: 'set', path: ['... on Media', '__typename'], value: 'Media' });
});

test('what it has no plan for is refused, without a word of its own', () => {
  const refusing = {
    plan: () => {
      throw new Error('Path secret.field cannot be found');
    },
  };
  expect(() => createHivePlanner(refusing, graphOf().api).plan(parse('{ product { id } }'))).toThrow('This operation cannot be planned.');
});
