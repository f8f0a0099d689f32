import { fetchesOf } from '../../../gateway/execution/plan';
import { fetchNode } from './given-graph';

test('the fetches of a plan come in its order, those of both branches', () => {
  const fetch = (subgraph: string) => ({ ...fetchNode, subgraph });
  const found = fetchesOf({
    kind: 'sequence',
    nodes: [
      fetch('a'),
      { kind: 'parallel', nodes: [fetch('b'), fetch('c')] },
      { kind: 'condition', variable: 'v', then: fetch('d'), otherwise: fetch('e') },
      { kind: 'condition', variable: 'v', then: null, otherwise: null },
    ],
  });
  expect(found.map(({ subgraph }) => subgraph).join('')).toBe('abcde');
  expect(fetchesOf(null)).toEqual([]);
});
