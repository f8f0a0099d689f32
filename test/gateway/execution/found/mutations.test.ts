// What random mutations have found: a root field that is asked at several places was sent from each.
import { openFound } from './graph';

const graph = openFound();
beforeEach(() => {
  graph.reset();
  graph.made.splice(0);
});

test('a change is made once, with all that is asked of it anywhere', async () => {
  const { data } = await graph.ask(
    'mutation { make(what: "a") { what } b: again(what: "b") ... on Mutation { make(what: "a") { shelf { free } } } }',
  );
  expect(data).toEqual({ make: { what: 'a 1', shelf: { free: 1 } }, b: 2 });
  expect(graph.made).toEqual(['a', 'b']);
});

test.each([
  { v: true, w: true, made: ['a', 'b'] },
  { v: true, w: false, made: ['a', 'b'] },
  { v: false, w: true, made: ['b', 'a'] },
  { v: false, w: false, made: ['b'] },
])('changes are made in the order of the fields that are wanted: $v, $w', async ({ v, w, made }) => {
  const query = `mutation($v: Boolean!, $w: Boolean!) {
    a: make(what: "a") @include(if: $v) { what } again(what: "b") ... @include(if: $w) { a: make(what: "a") { shelf { label } } } }`;
  const { data } = await graph.ask(query, { v, w });
  expect(graph.made).toEqual(made);
  const a = { ...(v ? { what: 'a 1' } : {}), ...(w ? { shelf: { label: 'A' } } : {}) };
  expect(data).toEqual({ ...(v || w ? { a } : {}), again: made.indexOf('b') + 1 });
});

test('conditional changes keep their order among others', async () => {
  const query = `mutation($v: Boolean!) { a: again(what: "a") @skip(if: $v) again(what: "b") ... @skip(if: $v) { c: again(what: "c") make(what: "d") { what } } }`;
  expect((await graph.ask(query, { v: false })).data).toEqual({ a: 1, again: 2, c: 3, make: { what: 'd 4' } });
  graph.made.splice(0);
  expect((await graph.ask(query, { v: true })).data).toEqual({ again: 1 });
});

test('what is sent to other subgraphs changes nothing of that', async () => {
  const { data } = await graph.ask(
    'mutation($v: Boolean!) { a: make(what: "a") { shelf { free } } b: again(what: "b") a: make(what: "a") @skip(if: $v) { what } }',
    {
      v: false,
    },
  );
  expect(data).toEqual({ a: { shelf: { free: 1 }, what: 'a 1' }, b: 2 });
});

test('conditions that would make a text without end are refused', () => {
  const names = Array.from({ length: 12 }, (_, index) => `$v${index}`);
  const places = names
    .slice(0, 6)
    .map((name, index) => `... @include(if: ${name}) { ... @include(if: ${names[index + 6] ?? ''}) { again } }`);
  const query = `mutation(${names.map((name) => `${name}: Boolean!`).join(' ')}) { ${places.join(' ')} again }`;
  return expect(graph.ask(query, Object.fromEntries(names.map((name) => [name.slice(1), true])))).rejects.toThrow('too many conditions');
});
