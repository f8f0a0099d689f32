// What outages under random operations have found of errors.
import { down, seen } from '../small-supergraph';
import { openFound } from './graph';

const graph = openFound();
beforeEach(() => graph.reset());

const lost = (path: (string | number)[]) => [{ message: 'lost', path, extensions: { code: 'X' } }];

test('a null that has spread to the root keeps the path of its error', async () => {
  graph.replace('catalogue', () => ({ data: null, errors: lost(['things', 0, 'pages']) }));
  const answer = await graph.ask('{ things { ... on Book { pages } } shelf { no } }');
  expect(answer.data).toBeNull();
  expect(seen(answer)).toEqual([{ message: 'lost', path: ['things', 0, 'pages'], code: 'X' }]);
});

test('one error of an entity explains all that it costs, also where that cannot be null', async () => {
  graph.replace('stock', down);
  const answer = await graph.ask('{ shelf { free full } }');
  expect(answer.data).toEqual({ shelf: null });
  expect(seen(answer).map(({ path, code }) => [path, code])).toEqual([[['shelf', 'free'], 'UPSTREAM_UNAVAILABLE']]);
});

test('and what could not even be asked for want of it', async () => {
  graph.replace('stock', () => ({ data: { _entities: [null] }, errors: lost(['_entities', 0, 'full']) }));
  const answer = await graph.ask('{ shelf { free full } }');
  expect(seen(answer).map(({ path }) => path)).toEqual([['shelf', 'full']]);
});

test('an error of a type that is not asked for it is nobody’s', async () => {
  graph.replace('critics', () => ({
    data: { _entities: [{ stars: 5 }, { stars: null }] },
    errors: lost(['_entities', 1, 'stars']),
  }));
  const answer = await graph.ask('{ things { weight ... on Book { stars } } }');
  expect(answer.data).toEqual({ things: [{ weight: 2, stars: 5 }, { weight: 3 }] });
  expect(answer.errors).toBeUndefined();
});

test('an error of a field that another type is asked for is not told for a null that has its own', async () => {
  graph.replace('stock', () => ({
    data: { _entities: [1, null].map((b) => ({ b, full: 3 })) },
    errors: lost(['_entities', 1, 'b']),
  }));
  const answer = await graph.ask('{ things { ... on Book { shelf { b: free } } shelf { torn full } } }');
  expect(answer.data).toEqual({ things: [{ shelf: { b: 1, torn: null, full: 3 } }, { shelf: { torn: null, full: 3 } }] });
  expect(graph.representationsTo('stock')).toHaveLength(2);
  expect(seen(answer).map(({ path }) => path)).toEqual([0, 1].map((index) => ['things', index, 'shelf', 'torn']));
});
