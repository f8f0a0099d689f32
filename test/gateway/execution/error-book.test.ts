// Where clients are told of errors. All of it end to end is in rules/errors.test.ts.
import { createErrorBook } from '../../../gateway/execution/error-book';
import { asked, entityPart, parseFetch, rootQuestion } from '../../../gateway/execution/question';
import { targetsOf } from '../../../gateway/execution/targets';
import { entityFetch, fetchNode, graphOf, wanted } from './given-graph';

const graph = graphOf();
const data = { products: [1, 2, 1].map((id) => ({ __typename: 'Product', id: String(id) })), again: {} };
const fetch = entityFetch('...on Product{_name:name code}', { path: [{ field: 'products' }, 'items'] });
const part = entityPart(parseFetch(fetch), graph);
const targets = targetsOf(part, data, graph, false);
const question = { kind: 'entities', ...asked('b', fetch.operation, undefined, []), parts: [part] } as const;
const roots = rootQuestion(parseFetch({ ...fetchNode, operation: '{product{_name:name id} products{id}}' }));
/** What came with the errors: entities, each with a name or none. */
const answer = { _entities: [{ _name: null }, { _name: 'a' }] };
const said = { message: 'lost', extensions: { code: 'X' } };
const open = () =>
  createErrorBook({
    ...{ graph, data, clientKeys: new Map([['_name', 'name']]) },
    ...wanted('{ product { _name: name } products { _name: name } }'),
  });
const paths = (book: ReturnType<typeof open>) => book.close([]).map(({ path }) => path);

test('a lost answer costs the first field that was asked, of each entity and each root', () => {
  const book = open();
  book.lostEntities(question, targets, said);
  book.lostRoots(roots, said);
  expect(paths(book)).toEqual([['products', 0, 'name'], ['products', 2, 'name'], ['products', 1, 'name'], ['product'], ['products']]);
});

test('an error of an entity is one at each of its places, in the client’s keys', () => {
  const book = open();
  book.ofEntities(question, [targets], [{ ...said, path: ['_entities', 0, '_name'] }], answer);
  expect(paths(book)).toEqual([
    ['products', 0, 'name'],
    ['products', 2, 'name'],
  ]);
});

test('an error of the list is one of each entity, and one without a path is told as it is', () => {
  const book = open();
  book.ofEntities(question, [targets], [{ ...said, path: ['_entities'] }, said], answer);
  expect(paths(book)).toEqual([['products', 0, 'name'], ['products', 2, 'name'], ['products', 1, 'name'], undefined]);
});

test('an error on a field that nobody asked for is on the entity, unless that has one already', () => {
  const book = open();
  book.ofEntities(
    question,
    [targets],
    [
      { ...said, path: ['_entities', 1, 'code'] },
      { ...said, path: ['_entities', 0, 'code'] },
      { ...said, path: ['_entities', 0, '_name'] },
    ],
    answer,
  );
  expect(paths(book)).toEqual([
    ['products', 0, 'name'],
    ['products', 2, 'name'],
    ['products', 1],
  ]);
});

test('errors of roots lead below what was renamed and what is hidden', () => {
  const book = open();
  const renaming = { ...roots, renamed: new Map([['name__alias_0', '_name']]) };
  book.ofRoots(renaming, [{ ...said, path: ['product', 'name__alias_0'] }, said, { ...said, path: ['products', 3, 'id'] }], true);
  expect(paths(book)).toEqual([['product', 'name'], undefined, ['products', 3]]);
});

test('faults are told where nobody has explained them, and silent ones never', () => {
  const book = open();
  book.ofRoots(roots, [{ ...said, path: ['product'] }], true);
  const fault = (path: (string | number)[], hidden = false) => ({ message: 'wrong', path, hidden });
  const told = book.close([fault(['product', 'name']), fault(['products', 0]), fault(['shop'], true)]);
  expect(told.map(({ path, extensions }) => [path, extensions['code']])).toEqual([
    [['product'], 'X'],
    [['products', 0], 'INTERNAL_SERVER_ERROR'],
  ]);
});

test('every error says whose it is', () => {
  const book = open();
  book.lostRoots(roots, said);
  expect(book.close([])[0]?.extensions).toEqual({ serviceName: 'a', code: 'X' });
});
