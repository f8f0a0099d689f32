import { entityPart, parseFetch } from '../../../gateway/execution/question';
import { targetsOf } from '../../../gateway/execution/targets';
import { entityFetch, fields, graphOf } from './given-graph';

const graph = graphOf();
const product = (id: string) => ({ __typename: 'Product', id });
const data = { products: [product('1'), product('2'), product('1'), { id: 'nameless' }], one: product('2'), again: {} };
const node = entityFetch('...on Product{name}', { path: [{ field: 'products' }, 'items'] });
const part = entityPart(parseFetch(node), graph);

test('equal representations are sent once, for all the entities they stand for', () => {
  const { representations, entities, text } = targetsOf(part, data, graph, true);
  expect(representations).toEqual([product('1'), product('2')]);
  expect(entities.map((alike) => alike.map((entity) => data.products.findIndex((one) => one === entity)))).toEqual([[0, 2], [1]]);
  expect(JSON.parse(`[${text}]`)).toEqual(representations);
});

test('only equal values are equal, whatever they are', () => {
  const values = [1, '1', 'a', '1:a', null, 'null', true, 'true', 1.5, ',1;', '', { h: 1 }, { h: '1' }, ['a'], '["a"]'];
  const pairs = values.flatMap((name) => values.map((id) => ({ __typename: 'Product', id, name })));
  const requiring = { ...node, requires: [...(node.requires ?? []), ...fields('id', 'name')] };
  const { representations } = targetsOf(
    entityPart(parseFetch(requiring), graph),
    { products: [...pairs, ...structuredClone(pairs)] },
    graph,
    false,
  );
  expect(representations).toEqual(pairs.filter(({ id }) => id !== null));
});

test('the text is not written where nobody needs it', () => {
  expect(targetsOf(part, data, graph, false)).toMatchObject({ text: '', representations: [product('1'), product('2')] });
  const one = { ...part, paths: [[{ field: 'one' }]] };
  expect(targetsOf(one, data, graph, false)).toMatchObject({ text: '', representations: [product('2')] });
  expect(targetsOf(one, data, graph, true).text).toBe(JSON.stringify(product('2')));
});

test('several places are one list, and an object at two of them one entity', () => {
  const both = { ...part, paths: [...part.paths, [{ field: 'one' }], [{ field: 'one' }]] };
  expect(targetsOf(both, data, graph, false).entities.map((alike) => alike.length)).toEqual([2, 2]);
});

test('what is sent is corrected first, and equal then', () => {
  const inputRewrites = [{ kind: 'set', path: ['id'], value: 'x' }] as const;
  expect(targetsOf({ ...part, inputRewrites }, data, graph, false)).toMatchObject({
    representations: [product('x')],
    entities: [{ length: 3 }],
  });
});
