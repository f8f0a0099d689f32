// Requirements of interfaces: those that composition gathers from types bind the interface, those that somebody wrote bind all its types.
import { openGuarded, somebody } from './guarded-graph';

const A = {
  sdl: `type Query { all: [I] ones: [One] }
    interface I { id: ID x: Int }
    type One implements I { id: ID x: Int }
    type Two implements I @authenticated { id: ID x: Int @requiresScopes(scopes: [["x"]]) }`,
  data: { all: [{ __typename: 'One', id: 1, x: 1 }], ones: [{ id: 1, x: 1 }] },
};
const CODE = 'UNAUTHORIZED_FIELD_OR_TYPE';

test('what composition has gathered of types is not asked of the others', async () => {
  const graph = openGuarded({ a: A });
  expect(await graph.told('{ ones { id x } all { ... on One { x } } }')).toEqual({
    data: { ones: [{ id: '1', x: 1 }], all: [{ x: 1 }] },
    errors: [],
  });
  expect(await graph.told('{ all { x } ones { id } }', somebody())).toMatchObject({
    data: { all: [{ x: null }] },
    errors: [`all.0.x: ${CODE}`],
  });
});

test('an older composition gathers nothing: the interface is bound all the same', async () => {
  const graph = openGuarded({ a: A }, { rewrite: (sdl) => withoutOnInterface(sdl) });
  expect((await graph.told('{ all { id } ones { id } }')).errors).toEqual([`all: ${CODE}`]);
  expect((await graph.told('{ all { x } ones { id } }', somebody())).errors).toEqual([`all.0.x: ${CODE}`]);
  expect((await graph.told('{ all { x } ones { id } }', somebody(['x']))).errors).toEqual([]);
});

test('what somebody wrote on an interface or its field holds for each type of it', async () => {
  const onInterface = openGuarded(
    { a: A },
    { rewrite: (sdl) => sdl.replace(/interface I\n/, 'interface I @requiresScopes(scopes: [["i"]])\n') },
  );
  expect((await onInterface.told('{ ones { id } }', somebody())).errors).toEqual([`ones: ${CODE}`]);
  expect((await onInterface.told('{ ones { id } all { ... on One { id } } }', somebody(['i']))).errors).toEqual([]);
  expect((await onInterface.told('{ all { ... on One { id } } ones { id } }', somebody())).data).toBeNull();
  const onField = openGuarded(
    { a: A },
    { rewrite: (sdl) => sdl.replace(/(interface I[^}]*?id: ID)/, '$1 @requiresScopes(scopes: [["i"]])') },
  );
  expect((await onField.told('{ ones { id x } }', somebody(['x']))).errors).toEqual([`ones.0.id: ${CODE}`]);
  expect((await onField.told('{ ones { id x } }', somebody(['i']))).errors).toEqual([]);
});

test('a graph without requirements knows no fields, and withholds nothing', async () => {
  const graph = openGuarded({ a: { sdl: 'type Query { a: Int }', data: { a: 1 } } });
  expect(graph.policy.requirements).toEqual([]);
  expect(graph.policy.field('Query', 'a')).toBeUndefined();
  expect(await graph.told('{ a }')).toEqual({ data: { a: 1 }, errors: [] });
});

test('an interface that is an object in a subgraph: what stands on its field holds for each type', async () => {
  const graph = openGuarded({
    a: {
      sdl: `type Query { all: [M] books: [Book] } interface M @key(fields: "id") { id: ID! } type Book implements M @key(fields: "id") { id: ID! }`,
      data: { all: [{ __typename: 'Book', id: 1 }], books: [{ __typename: 'Book', id: 1 }] },
      resolvers: { M: { __resolveReference: () => ({ __typename: 'Book', id: 1 }) } },
    },
    b: { sdl: 'type M @key(fields: "id") @interfaceObject { id: ID! stars: Int @authenticated }', resolvers: { M: { stars: () => 5 } } },
  });
  expect(await graph.told('{ books { id stars } all { ... on Book { stars } } }')).toEqual({
    data: { books: [{ id: '1', stars: null }], all: [{ stars: null }] },
    errors: [`all.0.stars: ${CODE}`, `books.0.stars: ${CODE}`],
  });
  expect(graph.fetches.join()).not.toContain('stars');
  expect((await graph.told('{ all { stars } books { stars } }', somebody())).data).toEqual({ all: [{ stars: 5 }], books: [{ stars: 5 }] });
});

function withoutOnInterface(sdl: string): string {
  const older = sdl.replace(/interface I[^{]*\{[^}]*\}/, (text) => text.replace(/@authenticated|@requiresScopes\([^)]*\)/g, ''));
  expect(older).not.toBe(sdl);
  return older;
}
