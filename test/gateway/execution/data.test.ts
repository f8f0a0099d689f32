import { collect, isEntity, waysTo, type Entity } from '../../../gateway/execution/data';
import type { PathSegment } from '../../../gateway/execution/plan';
import { graphOf } from './given-graph';

const { isA } = graphOf();
const shared = { __typename: 'Book', id: 'b' };
const film = { __typename: 'Film', id: 'f' };
const data = { media: [shared, film, null, 'text', shared], one: shared, nameless: { id: 'x' }, matrix: [[film], [shared]] };
const media = [{ field: 'media' }, 'items'] as const;

test('objects are entities, and nothing else is', () => {
  expect([{}, Object.create(null), [], null, undefined, 'a', 1].map(isEntity)).toEqual([true, true, false, false, false, false, false]);
});

test('a path leads to objects, each once, past what is missing or of another shape', () => {
  expect(collect(data, [], isA)).toEqual([data]);
  expect(collect(data, media, isA)).toEqual([shared, film]);
  expect(collect(data, [{ field: 'matrix' }, 'items', 'items'], isA)).toEqual([film, shared]);
  for (const path of [
    [{ field: 'gone' }],
    [{ field: 'one' }, 'items'],
    [{ field: 'media' }],
    [{ field: 'media' }, { field: 'one' }],
  ] as const) {
    expect(collect(data, path, isA)).toEqual([]);
  }
});

test('one step leads through all levels of a list of lists', () => {
  const path = [{ field: 'matrix' }, 'items', { types: ['Media'] }] as const;
  expect(collect(data, path, isA)).toEqual([film, shared]);
  expect(waysTo(data, path, isA).get(shared)).toEqual([['matrix', 1, 0]]);
});

test('a condition in a path holds by the graph, and for no object without a name', () => {
  expect(collect(data, [...media, { types: ['Printed'] }], isA)).toEqual([shared]);
  expect(collect(data, [...media, { types: ['Film', 'Shop'] }], isA)).toEqual([film]);
  expect(collect(data, [{ field: 'nameless' }, { types: ['Media'] }], isA)).toEqual([]);
});

test('every way to an object is found', () => {
  const ways = (path: readonly PathSegment[], wanted: Entity) => waysTo(data, path, isA).get(wanted) ?? [];
  expect(ways(media, shared)).toEqual([
    ['media', 0],
    ['media', 4],
  ]);
  expect(ways([...media, { types: ['Film'] }], shared)).toEqual([]);
  expect(ways([{ field: 'one' }], shared)).toEqual([['one']]);
  expect(ways([{ field: 'one' }, 'items'], shared)).toEqual([]);
  expect(ways([], data)).toEqual([[]]);
});
