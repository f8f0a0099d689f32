// What is withheld is shaped into the answer; what that is decided by is tested in authorisation/.
import { Kind, parse, type DocumentNode } from 'graphql';
import type { Withhold } from '../../../gateway/execution/withheld';
import { nothingWithheld } from '../../../gateway/execution/withheld';
import { operationIn } from '../../../gateway/execution/normalise';
import { openSmallSupergraph, seen } from './small-supergraph';

const graph = openSmallSupergraph({
  a: { sdl: 'type Query { a: Int b: Int c: Int! }', resolvers: { Query: { a: () => 1, b: () => 2, c: () => 3 } } },
});

/** All fields but those that are left. */
const leaving = (...left: string[]): Withhold => ({
  id: `all but ${left.join()}`,
  from(document) {
    const nodes = operationIn(document).selectionSet.selections.filter((one) => one.kind === Kind.FIELD);
    const withheld = nodes.filter(({ name }) => !left.includes(name.value));
    return { asked: document, left: left.length === 0 ? withNothing(document) : parse(`{ ${left.join(' ')} }`), fields: new Set(withheld) };
  },
});

async function ask(query: string, withhold?: Withhold) {
  const answer = await graph.executor.execute(
    graph.executor.compile({ document: parse(query), documentId: query, operationName: null, withhold }),
    {},
    {
      linkOf: (name) => ({
        name,
        takesText: false,
        send: () => Promise.resolve({ data: { a: 1, b: 2, c: 3 } }),
        close: () => Promise.resolve(),
      }),
      ...{ headersFor: () => ({}), patience: undefined, answered: () => undefined, failed: () => undefined },
    },
  );
  return { data: answer.data, errors: seen(answer) };
}

const error = (name: string) => ({ message: 'Unauthorized field or type', path: [name], code: 'UNAUTHORIZED_FIELD_OR_TYPE' });

test('what a subgraph answers unasked does not get into the answer', async () => {
  expect(await ask('{ a b }', leaving('a'))).toEqual({ data: { a: 1, b: null }, errors: [error('b')] });
});

test('one compiled operation is not taken for the other', async () => {
  expect((await ask('{ b a }')).data).toEqual({ b: 2, a: 1 });
  expect((await ask('{ b a }', leaving('a'))).data).toEqual({ b: null, a: 1 });
  expect((await ask('{ b a }', leaving('b'))).data).toEqual({ b: 2, a: null });
  expect((await ask('{ b a }')).data).toEqual({ b: 2, a: 1 });
});

test('what cannot be null takes the answer with it, and so does all of it', async () => {
  expect(await ask('{ a c }', leaving('a'))).toEqual({ data: null, errors: [error('c')] });
  expect(await ask('{ b }', leaving())).toEqual({ data: null, errors: [error('b')] });
});

test('of an operation of which nothing is withheld all is left', () => {
  const document = parse('{ a }');
  expect(nothingWithheld(document)).toEqual({ asked: document, left: document, fields: new Set() });
});

function withNothing(document: DocumentNode): DocumentNode {
  return { ...document, definitions: [{ ...operationIn(document), selectionSet: { kind: Kind.SELECTION_SET, selections: [] } }] };
}
