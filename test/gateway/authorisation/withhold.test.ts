// The ways around a requirement, each tried: what may not be seen is null with an error where it was asked, and no subgraph sees it.
import { requirementsIn } from '../../../gateway/authorisation/withhold';
import { parse } from 'graphql';
import { openGuarded, somebody, type GuardedGraph } from './guarded-graph';
import { MORE, SHOP } from './guarded-shop';

let graph: GuardedGraph;
beforeAll(() => (graph = openGuarded({ shop: SHOP, more: MORE })));

const CODE = 'UNAUTHORIZED_FIELD_OR_TYPE';

/** What is asked, what comes, where the errors are, and what no subgraph may see of it. */
test.each<[what: string, query: string, data: unknown, errors: string[], unseen: RegExp]>([
  ['a field', '{ user { name email } }', { user: { name: 'Ada', email: null } }, ['user.email'], /email/],
  ['a root field', '{ me { name } user { name } }', { me: null, user: { name: 'Ada' } }, ['me'], /me\{/],
  ['an alias', '{ user { name: email ok: name } }', { user: { name: null, ok: 'Ada' } }, ['user.name'], /email/],
  [
    'an alias that is another field',
    '{ user { email: name name: email } }',
    { user: { email: 'Ada', name: null } },
    ['user.name'],
    /:email/,
  ],
  ['a field that cannot be null', '{ user { name code } }', { user: null }, ['user.code'], /code/],
  ['an object below a list', '{ users { name code } }', { users: null }, ['users.0.code'], /code/],
  [
    'each item of a list',
    '{ users { name email } }',
    {
      users: [
        { name: 'Ada', email: null },
        { name: 'Ada', email: null },
      ],
    },
    ['users.0.email', 'users.1.email'],
    /email/,
  ],
  ['an object type', '{ user { name card { number } } }', { user: { name: 'Ada', card: null } }, ['user.card'], /card/],
  ['an enum', '{ user { name level } }', { user: { name: 'Ada', level: null } }, ['user.level'], /level/],
  ['a scalar', '{ user { name stamp } }', { user: { name: 'Ada', stamp: null } }, ['user.stamp'], /stamp/],
  ['another subgraph’s field', '{ user { rank reach } }', { user: { rank: 7, reach: null } }, ['user.reach'], /reach/],
  [
    'a named fragment',
    '{ user { ...f } } fragment f on User { name email }',
    { user: { name: 'Ada', email: null } },
    ['user.email'],
    /email/,
  ],
  [
    'a fragment in a fragment',
    '{ user { ...g } } fragment g on User { ...f } fragment f on User { email }',
    { user: { email: null } },
    ['user.email'],
    /email/,
  ],
  [
    'an inline fragment',
    '{ user { name ... { email } ... on User { id } } }',
    { user: { name: 'Ada', email: null, id: '1' } },
    ['user.email'],
    /email/,
  ],
  ['all that is asked of an object', '{ user { email } }', { user: { email: null } }, ['user.email'], /email/],
  ['a condition that holds', '{ user { name email @include(if: true) } }', { user: { name: 'Ada', email: null } }, ['user.email'], /email/],
  ['a condition that does not', '{ user { name email @skip(if: true) } }', { user: { name: 'Ada' } }, [], /email/],
  ['all there is', '{ me { name } }', null, ['me'], /./],
  [
    'all there is, and cannot be null below',
    '{ user { name } vault { gold } }',
    { user: { name: 'Ada' }, vault: null },
    ['vault.gold'],
    /gold/,
  ],
  ['a change', 'mutation { rename(name: "x") { name } touch }', { rename: null, touch: 1 }, ['rename'], /rename/],
  // Through an interface all that it may be is asked for; by fragments each type on its own.
  [
    'an interface with a protected type',
    '{ posts { title } user { name } }',
    { posts: null, user: { name: 'Ada' } },
    ['posts'],
    /posts|title/,
  ],
  [
    'its types by fragments',
    '{ posts { ... on Open { title } ... on Private { title secret } } }',
    { posts: [{ title: 'open' }, { title: null, secret: null }] },
    ['posts.1.secret', 'posts.1.title'],
    /secret|Private/,
  ],
  [
    'its protected type alone',
    '{ posts { __typename ... on Private { title } } }',
    { posts: [{ __typename: 'Open' }, { __typename: 'Private', title: null }] },
    ['posts.1.title'],
    /title/,
  ],
  [
    'its protected type under an alias',
    '{ posts { kind: __typename ... on Private { a: secret } } }',
    { posts: [{ kind: 'Open' }, { kind: 'Private', a: null }] },
    ['posts.1.a'],
    /secret/,
  ],
  [
    'a fragment on the interface itself',
    '{ posts { ... on Post { title } } user { id } }',
    { posts: null, user: { id: '1' } },
    ['posts'],
    /title/,
  ],
  [
    'the interface around its type',
    '{ posts { ... on Private { ... on Post { title } } } user { id } }',
    { posts: [{}, { title: null }], user: { id: '1' } },
    ['posts.1.title'],
    /title/,
  ],
  [
    'an interface field that one type protects',
    '{ things { id size } }',
    {
      things: [
        { id: 's', size: null },
        { id: 'g', size: null },
      ],
    },
    ['things.0.size', 'things.1.size'],
    /size/,
  ],
  [
    'the same by fragments',
    '{ things { id ... on Stone { size } ... on Gem { size } } }',
    {
      things: [
        { id: 's', size: 1 },
        { id: 'g', size: null },
      ],
    },
    ['things.1.size'],
    /Gem/,
  ],
  [
    'asked of the interface and of a type',
    '{ things { size ... on Stone { size } } }',
    { things: [{ size: 1 }, { size: null }] },
    ['things.1.size'],
    /Gem/,
  ],
  [
    'a union',
    '{ found { __typename ... on Private { title } ... on Stone { size } } }',
    { found: [{ __typename: 'Open' }, { __typename: 'Private', title: null }, { __typename: 'Stone', size: 1 }] },
    ['found.1.title'],
    /title/,
  ],
  [
    'a union by its interface',
    '{ found { ... on Post { title } ... on Stone { size } } }',
    { found: [{ title: null }, { title: null }, { size: 1 }] },
    ['found.0.title', 'found.1.title'],
    /title/,
  ],
])('%s', async (_, query, data, errors, unseen) => {
  const told = await graph.told(query);
  expect(told).toEqual({ data, errors: errors.map((path) => `${path}: ${CODE}`) });
  expect(JSON.stringify(told.data)).toBe(JSON.stringify(data));
  for (const fetch of graph.fetches) expect(fetch).not.toMatch(unseen);
  // Whoever holds all of it is told nothing of the kind.
  const all = await graph.told(query, somebody(['a', 'b', 'card', 'level', 'write', 'gem'], ['p', 'stamp']));
  expect(all.errors).toEqual([]);
});

test.each<[scopes: string[], policies: string[], shown: boolean[]]>([
  [[], [], [false, false, false]],
  [['a'], [], [false, false, false]],
  [['a', 'b'], [], [true, false, false]],
  [['c'], ['p'], [true, false, true]],
  [['c', 'card'], [], [true, true, false]],
])('scopes %j and policies %j', async (scopes, policies, [code, card, both]) => {
  const { data } = await graph.told('{ users { card { number } both } user { code } }', somebody(scopes, policies));
  const user = { card: card === true ? { number: '4' } : null, both: both === true ? 'b' : null };
  expect(data).toEqual({ users: [user, user], user: code === true ? { code: 'c1' } : null });
});

test('whoever nothing is held back from sees all, and so does nobody else for it', async () => {
  const query = '{ user { name email } }';
  const anonymous = { data: { user: { name: 'Ada', email: null } }, errors: [`user.email: ${CODE}`] };
  const whole = { data: { user: { name: 'Ada', email: 'a@x' } }, errors: [] };
  expect(await graph.told(query)).toEqual(anonymous);
  expect(await graph.told(query, { ...somebody(), unrestricted: true })).toEqual(whole);
  expect(await graph.told(query, somebody())).toEqual(whole);
  expect(await graph.told(query)).toEqual(anonymous);
  // The other way round, over an operation that nobody asked yet.
  expect(await graph.told('{ user { email name } }', somebody())).toMatchObject({ data: { user: { email: 'a@x' } } });
  expect(await graph.told('{ user { email name } }')).toMatchObject({ data: { user: { email: null } } });
});

test('conditions of variables decide whether it is missed', async () => {
  const query = 'query ($is: Boolean = true) { user { name email @include(if: $is) } }';
  expect(await graph.told(query, undefined, { is: false })).toEqual({ data: { user: { name: 'Ada' } }, errors: [] });
  expect(await graph.told(query)).toEqual({ data: { user: { name: 'Ada', email: null } }, errors: [`user.email: ${CODE}`] });
});

test('a variable that only something withheld uses is not sent, and is still checked', async () => {
  const query = 'query ($id: ID!, $name: String) { user(id: $id) { name card { number } } rename: user(name: $name) { card { number } } }';
  expect(await graph.told(query)).toEqual({ data: undefined, errors: [': BAD_USER_INPUT'].map(() => ': undefined') });
  expect(graph.fetches).toEqual([]);
});

test('what is about the schema itself is answered to everybody', async () => {
  const { data } = await graph.told('{ me { id } __typename __type(name: "User") { fields { name } } __schema { queryType { name } } }');
  expect(data).toMatchObject({ me: null, __typename: 'Query', __schema: { queryType: { name: 'Query' } } });
  expect(JSON.stringify(data)).toContain('email');
});

test('keys are fetched to join subgraphs, whether the caller may see them or not', async () => {
  const joined = openGuarded({
    a: {
      sdl: 'type Query { u: User } type User @key(fields: "id") { id: ID! @authenticated name: String }',
      data: { u: { id: '1', name: 'Ada' } },
    },
    b: { sdl: 'type User @key(fields: "id") { id: ID! @authenticated rank: Int }', resolvers: { User: { rank: () => 7 } } },
  });
  expect(await joined.told('{ u { name rank } }')).toEqual({ data: { u: { name: 'Ada', rank: 7 } }, errors: [] });
  expect(await joined.told('{ u { id name rank } }')).toEqual({ data: { u: null }, errors: [`u.id: ${CODE}`] });
});

test('of an operation everything protected is found, fragments and all', () => {
  const { policy } = graph;
  const wanted = (text: string, name: string | null = null): unknown[] =>
    requirementsIn(parse(text), name, policy).map((index) => policy.requirements[index]?.kind);
  expect(wanted('{ user { name } __schema { types { name } } }')).toEqual([]);
  expect(wanted('{ user { ...f } } fragment f on User { friend { ...g } } fragment g on User { email stamp }')).toEqual([
    'authenticated',
    'policies',
  ]);
  expect(wanted('query A { user { id } } query B { me { id } }', 'A')).toEqual([]);
  expect(wanted('query A { user { id } } query B { me { id } }', 'B')).toEqual(['authenticated']);
});
