// What random operations under `@skip` and `@include` have found.
import { down, openSmallSupergraph, seen } from '../small-supergraph';
import { openFound } from './graph';

const graph = openFound();
beforeEach(() => graph.reset());

test('a field that is not wanted this time has no error, though the subgraph was asked for it', async () => {
  graph.replace('stock', down);
  const answer = await graph.ask('query($v: Boolean!) { shelf { full @include(if: $v) free } }', { v: false });
  expect(answer.data).toEqual({ shelf: { free: null } });
  expect(seen(answer).map(({ path }) => path)).toEqual([['shelf', 'free']]);
});

test('but has one that is needed besides, though nobody wants to see it', async () => {
  graph.replace('catalogue', ({ query }) =>
    query.includes('shelf') ? { data: { shelf: { __typename: 'Shelf', no: '1', size: 4 } } } : { data: null },
  );
  graph.replace('stock', down);
  const answer = await graph.ask('query($v: Boolean!) { shelf { full @include(if: $v) size room @include(if: $v) sign } }', { v: false });
  expect(answer.data).toEqual({ shelf: { size: 4, sign: null } });
  expect(seen(answer).map(({ path }) => path)).toEqual([['shelf', 'sign']]);
});

test('nor does a root field', async () => {
  graph.replace('critics', down);
  const answer = await graph.ask('query($v: Boolean!) { top @include(if: $v) { stars } best { stars } }', { v: false });
  expect(seen(answer).map(({ path }) => path)).toEqual([['best']]);
});

test('what a field requires that is not wanted is not waited for', async () => {
  const query = 'query($v: Boolean!) { shelf { room @include(if: $v) sign } }';
  expect((await graph.ask(query, { v: false })).data).toEqual({ shelf: { sign: '[A]' } });
  expect(graph.representationsTo('stock')).toEqual([{ __typename: 'Shelf', no: '1', label: 'A' }]);
  expect((await graph.ask(query, { v: true })).data).toEqual({ shelf: { room: 'room for 4', sign: '[A]' } });
});

test('nor is it below a field that another one requires too', async () => {
  const query = 'query($v: Boolean!) { shelf { route @include(if: $v) stop } }';
  expect((await graph.ask(query, { v: false })).data).toEqual({ shelf: { stop: 'at 7' } });
  expect((await graph.ask(query, { v: true })).data).toEqual({ shelf: { route: 'to Ulm', stop: 'at 7' } });
});

test('an object of which nothing is wanted is there all the same', async () => {
  const query = 'query($v: Boolean!, $w: Boolean!) { shelf @include(if: $w) { ... @include(if: $v) { label } } }';
  expect((await graph.ask(query, { v: false, w: true })).data).toEqual({ shelf: {} });
});

test('an operation that never wants anything is planned as nothing', async () => {
  expect((await graph.ask('query($v: Boolean!) { __typename shelf @skip(if: $v) @include(if: $v) { no } }', { v: true })).data).toEqual({
    __typename: 'Query',
  });
  expect((await graph.ask('{ ... on Query { shelf @skip(if: true) { no } } }')).data).toEqual({});
});

test('what the text itself rules out is not asked, whatever it stands in', async () => {
  graph.replace('stock', down);
  const query = 'query($v: Boolean!) { shelf @include(if: $v) { label full @include(if: false) ... @skip(if: true) { free } } }';
  expect(await graph.ask(query, { v: true })).toEqual({ data: { shelf: { label: 'A' } } });
  expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['catalogue']);
  const none = '{ shelf { ...F } } fragment F on Shelf { ... on Shelf { free @include(if: false) } }';
  expect(await graph.ask(none)).toEqual({ data: { shelf: {} } });
});

test('conditions of what is answered here are decided for each request', async () => {
  const query = 'query($v: Boolean!) { type: __type(name: "Shelf") @include(if: $v) { name } shelf { no } }';
  expect((await graph.ask(query, { v: true })).data).toEqual({ type: { name: 'Shelf' }, shelf: { no: '1' } });
  expect((await graph.ask(query, { v: false })).data).toEqual({ shelf: { no: '1' } });
});

test('what is not wanted of one type is not waited for, though of another the same is', async () => {
  const things = openSmallSupergraph({
    catalogue: {
      sdl: `type Query { things: [Thing!]! }
        union Thing = Book | Service
        type Book @key(fields: "id") { id: ID! weight: String }
        type Service @key(fields: "code") { code: ID! weight: String! }`,
      resolvers: {
        Query: {
          things: () => [
            { __typename: 'Book', id: 'b', weight: 'light' },
            { __typename: 'Service', code: 's', weight: 'none' },
          ],
        },
      },
    },
    shop: {
      sdl: `type Book @key(fields: "id") { id: ID! weight: String @external customs: String @requires(fields: "weight") }
        type Service @key(fields: "code") {
          code: ID! weight: String! @external shipping: String @requires(fields: "weight") inStock: Int
        }`,
      resolvers: {
        Book: { customs: ({ weight }: { weight: string }) => `for ${weight}` },
        Service: { inStock: () => 7, shipping: ({ weight }: { weight: string }) => `of ${weight}` },
      },
    },
  });
  const query = `query($v: Boolean!) {
    things { ... on Service @include(if: $v) { shipping } ... on Service { inStock } ... on Book { customs } }
  }`;
  expect((await things.ask(query, { v: false })).data).toEqual({ things: [{ customs: 'for light' }, { inStock: 7 }] });
  expect((await things.ask(query, { v: true })).data).toEqual({ things: [{ customs: 'for light' }, { shipping: 'of none', inStock: 7 }] });
});
