import { asked, entityPart, parseFetch, rootQuestion } from '../../../gateway/execution/question';
import { entityFetch, fetchNode, graphOf } from './given-graph';

const rename = { kind: 'rename', path: ['_entities', '... on Book', 'id__alias_0'], to: 'id' } as const;

test('a text is written as JSON once, up to its variables', () => {
  expect(`${asked('a', '{"x"}', 'N', []).opening}{}}`).toBe('{"query":"{\\"x\\"}","operationName":"N","variables":{}}');
  expect(JSON.parse(`${asked('a', '{x}', undefined, []).opening}{}}`)).toEqual({ query: '{x}', variables: {} });
});

test('a question about root fields knows where its answer goes, under the names that the data has', () => {
  const node = {
    ...fetchNode,
    operation: '{b:product{id__alias_0:id}}',
    path: [{ field: 'self' }],
    outputRewrites: [{ ...rename, path: ['b', 'id__alias_0'] }],
  };
  const { path, shape, renamed, subgraph, shared } = rootQuestion(parseFetch(node));
  expect({ path, subgraph, shared }).toEqual({ path: [{ field: 'self' }], subgraph: 'a', shared: false });
  expect([...(shape.get('b')?.keys() ?? [])]).toEqual(['id']);
  expect([...renamed]).toEqual([['id__alias_0', 'id']]);
});

test('a part of a question about entities begins at the entity', () => {
  const part = entityPart(
    parseFetch(entityFetch('...on Book{id__alias_0:id title}', { outputRewrites: [rename], path: ['items'] })),
    graphOf(),
  );
  expect([...part.shape.keys()]).toEqual(['id', 'title']);
  expect(part.outputRewrites).toEqual([{ ...rename, path: ['... on Book', 'id__alias_0'] }]);
  expect(part).toMatchObject({ key: '_entities', variable: 'representations', paths: [['items']], mayShare: false });
  expect(part.represent({ __typename: 'Book', id: 'b' })).toEqual({ __typename: 'Book', id: 'b' });
});

test('fragments of a text are opened', () => {
  const node = entityFetch('...F');
  const part = entityPart(parseFetch({ ...node, operation: `${node.operation} fragment F on Product{name}` }), graphOf());
  expect([...part.shape.keys()]).toEqual(['name']);
});
