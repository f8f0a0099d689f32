// What random operations over interface objects have found.
import { down, seen } from '../small-supergraph';
import { openFound } from './graph';

const graph = openFound();
beforeEach(() => graph.reset());

test('the name of an interface never takes the place of a type’s', async () => {
  expect((await graph.ask('{ best { ... on Book { __typename stars } } }')).data).toEqual({ best: [{ __typename: 'Book', stars: 5 }, {}] });
});

test('what more types require than are asked about makes no representation without a key', async () => {
  const answer = await graph.ask('{ things { title ... on Book { heft } } }');
  expect(answer).toEqual({ data: { things: [{ title: 'Emma', heft: '2 kg' }, { title: 'Alien' }] } });
  expect(graph.representationsTo('critics')).toEqual([{ __typename: 'Thing', id: 'b', weight: 2 }]);
});

test('they require fields with arguments beside the client’s own', async () => {
  expect((await graph.ask('{ things { title blurb } }')).data).toEqual({
    things: [
      { title: 'Emma', blurb: 'about EMMA' },
      { title: 'Alien', blurb: 'about Alien' },
    ],
  });
});

test.each(['__typename', '... on Book { pages }'])('an object of a type that nobody tells is null beside %s', async (part) => {
  graph.replace('catalogue', down);
  const answer = await graph.ask(`{ best { stars ${part} } }`);
  expect(answer.data).toEqual({ best: [null, null] });
  expect(seen(answer).map(({ path, code }) => [path, code])).toEqual([0, 1].map((index) => [['best', index], 'UPSTREAM_UNAVAILABLE']));
  expect((await graph.ask('{ best { stars } }')).data).toEqual({ best: [{ stars: 5 }, { stars: 5 }] });
});

test('two types may ask one of their fields for different things', async () => {
  const query = '{ things { ... on Book { stars(of: 10) } ... on Film { stars } title } }';
  expect((await graph.ask(query)).data).toEqual({
    things: [
      { stars: 10, title: 'Emma' },
      { stars: 5, title: 'Alien' },
    ],
  });
});

test('a client may call a field __typename', async () => {
  expect((await graph.ask('{ things { __typename: title stars } }')).data).toEqual({
    things: [
      { __typename: 'Emma', stars: 5 },
      { __typename: 'Alien', stars: 5 },
    ],
  });
});
