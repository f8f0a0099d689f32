import { GraphQLError } from 'graphql';
import { revealed } from '../../../gateway/execution/hidden-errors';

const at = (...path: (string | number)[]) => new GraphQLError('lost', { path });
const hidden = (error: GraphQLError, entity: string, doubtful = false) => ({ error, entity, doubtful });
const answer = { a: { x: null, y: 1 }, b: { x: 2 }, c: null };

test('an object has one error, and none where it has one already', () => {
  const [one, other] = [at('a'), at('b')];
  const all = [hidden(one, 's a'), hidden(at('a', 'y'), 's a'), hidden(other, 's b')];
  expect(revealed(all, new Set(), [], answer)).toEqual([one, other]);
  expect(revealed(all, new Set(['s a']), [], answer)).toEqual([other]);
});

test('a place has one error of a subgraph, whatever objects are below it', () => {
  const [one, other] = [at('a'), at('a')];
  expect(revealed([hidden(one, 's a 0'), hidden(at('a'), 's a 1'), hidden(other, 't a 0')], new Set(), [], answer)).toEqual([one, other]);
});

test.each([
  ['where the object is null', 'c', 1],
  ['where one of its fields is', 'a', 1],
  ['and not where none is', 'b', 0],
])('a doubtful one is told %s', (_, key, count) => {
  expect(revealed([hidden(at(key), 's', true)], new Set(), [], answer)).toHaveLength(count);
});

test.each([
  [['a', 'x'], 0],
  [['a', 'x', 'deep'], 0],
  [['c', 0], 1],
  [['a', 'y'], 1],
])('nor where an error explains the null: %j', (path, count) => {
  expect(revealed([hidden(at('a'), 's', true)], new Set(), [at(...path)], answer)).toHaveLength(count);
});
