// The judge of GraphQL contracts on a made-up schema.
import { buildSchema } from 'graphql';
import { exchange, strangersExchange } from '../exchanges';
import type { Recorded } from '../traffic';
import { createGraphqlJudge } from './judge';

const schema = buildSchema(`
  interface Node { id: ID! }
  enum Size { SMALL LARGE }
  type Thing implements Node { id: ID! name: String size: Size! parts: [Part!]! old: String @deprecated made: Int! }
  type Other implements Node { id: ID! weight: Int }
  union Part = Wheel | Seat
  type Wheel { spokes: Int! }
  type Seat { colour: String }
  type Query { thing(id: ID!, size: Size): Thing things(first: Int!): [Thing!]! node(id: ID!): Node }
`);
const judge = createGraphqlJudge({
  schema,
  path: '/graphql',
  typeOf: (id) => /^(\w+)\//.exec(id)?.[1] ?? null,
  refusesWithErrors: true,
  isId: (id) => id.includes('/'),
});

const QUERY =
  'query One($id: ID!) { first: thing(id: $id) { id name size made parts { ... on Wheel { spokes } ... on Seat { colour } } } }';
const thing = { id: 'Thing/1', name: null, size: 'SMALL', made: 5, parts: [{ spokes: 3 }, { colour: null }] };

function found(given: { query?: string; variables?: object; answer?: unknown } & Partial<Recorded>, who = exchange): string[] {
  const { query = QUERY, variables = { id: 'Thing/1' }, answer = { data: { first: thing } }, ...more } = given;
  const requestBody = JSON.stringify({ query, variables });
  const { findings } = judge.judge(who({ method: 'POST', path: '/graphql', requestBody, answer, ...more }));
  return findings.map(({ side, where, what }) => `${side} ${where}: ${what}`);
}

it('finds nothing where nothing is wrong, and names the operation', () => {
  expect(found({})).toEqual([]);
  const body = { method: 'POST', path: '/graphql', requestBody: JSON.stringify({ query: QUERY, variables: { id: 'a' } }) };
  expect(judge.judge(exchange({ ...body, fault: 'garbage' })).operation).toBe('One');
});

it.each([
  ['a field that is none', { query: 'query One { things(first: 1) { weight } }', variables: {} }, /Cannot query field "weight"/],
  ['an argument that is missing', { query: 'query One { things { id } }', variables: {} }, /argument "first"/],
  ['a field that is going away', { query: 'query One { things(first: 1) { old } }', variables: {} }, /deprecated/],
  ['a variable that is missing', { variables: {} }, /"\$id" of required type "ID!" was not provided/],
  ['a variable that is none', { variables: { id: 'a', size: 1 } }, /\$size: is no variable/],
  ['what is no document', { query: '{' }, /Syntax Error/],
])('finds a connector’s request with %s', (_, given, what) => {
  const answer = { errors: [{ message: 'refused' }] };
  expect(found({ ...given, answer })).toEqual([expect.stringMatching(what)]);
  expect(found({ ...given, answer, requestHeaders: { 'user-agent': 'node' } }, strangersExchange)).toEqual([]);
});

it('tells no value of a variable', () => {
  const query = 'query One($size: Size) { thing(id: "a", size: $size) { id } }';
  const [finding = ''] = found({ query, variables: { size: 'secret' }, answer: { data: { thing: null } } });
  expect(finding).toMatch(/^request : Variable "\$size" got invalid value$/);
});

it.each([
  ['a field too many', { ...thing, weight: 1 }, 'answer /data/first/weight: was not asked for'],
  ['a field too few', { ...thing, name: undefined }, 'answer /data/first/name: is missing'],
  ['a null that may not be', { ...thing, made: null }, 'answer /data/first/made: Cannot return null for non-nullable field Thing.made.'],
  ['another type', { ...thing, made: 'five' }, 'answer /data/first/made: Int cannot represent non-integer value'],
  ['a text for a number', { ...thing, made: '5' }, 'answer /data/first/made: is of another type'],
  ['a word that is none', { ...thing, size: 'HUGE' }, 'answer /data/first/size: Enum "Size" cannot represent value'],
  ['an id that is none', { ...thing, id: '1' }, 'answer /data/first/id: is no id of the vendor'],
  [
    'a part of another type',
    { ...thing, parts: [{ spokes: 'three' }] },
    'answer /data/first/parts/*/spokes: Int cannot represent non-integer value',
  ],
])('finds an answer with %s', (_, first, finding) => {
  expect(found({ answer: JSON.parse(JSON.stringify({ data: { first } })) })).toEqual([finding]);
});

it('knows the type of an object by its name, by its id, or by what it has', () => {
  const query = 'query One { node(id: "a") { id ... on Thing { size } } }';
  expect(found({ query, variables: {}, answer: { data: { node: { id: 'Thing/1', size: 'SMALL' } } } })).toEqual([]);
  expect(found({ query, variables: {}, answer: { data: { node: { id: 'Thing/1', size: 1 } } } })).toHaveLength(1);
});

it('looks for the type of an object inside of fragments on its interface', () => {
  const query = 'query One { node(id: "a") { ...any } } fragment any on Node { ... on Thing { size } ... on Other { weight } }';
  const other = (node: object) => found({ query, variables: {}, answer: { data: { node } } });
  expect(other({ size: 'SMALL' })).toEqual([]);
  expect(other({ weight: 5 })).toEqual([]);
  expect(other({ weight: 'five' })).toEqual(['answer /data/node/weight: Int cannot represent non-integer value']);
});

it('finds errors that are none, an answer without either, and data for what the vendor refuses', () => {
  expect(found({ answer: { errors: [] } })).toEqual(['answer /errors: are no GraphQL errors']);
  expect(found({ answer: { errors: [{ message: 'no' }], data: null } })).toEqual([]);
  expect(found({ answer: {} })).toEqual(['answer /data: neither data nor errors']);
  expect(
    found({ query: '{ things(first: 1) { weight } }', variables: {}, requestHeaders: {}, answer: { data: {} } }, strangersExchange),
  ).toEqual(['answer /data: data for a document that the vendor refuses']);
  expect(found({ status: 401, answer: {} })).toEqual(['answer /errors: status 401 without errors']);
  expect(found({ path: '/other', status: 200 })).toEqual([
    'request : the vendor has no such endpoint',
    'answer : the vendor has no such endpoint',
  ]);
});
