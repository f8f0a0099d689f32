// One question for one request: what is sent, what becomes of the answer, and what of its failure.
import { ask } from '../../../gateway/execution/ask';
import { entityPart, asked, parseFetch, rootQuestion, type EntityQuestion } from '../../../gateway/execution/question';
import { UpstreamError } from '../../../platform/errors';
import { entityFetch, fetchNode, graphOf, journeyOver } from './given-graph';

const roots = rootQuestion(
  parseFetch({ ...fetchNode, operation: 'query N($id:ID){product(id:$id){id}}', operationName: 'N', variables: ['id', 'no'] }),
);
const node = entityFetch('...on Product{name}', { path: [{ field: 'products' }, 'items'] });
const entities: EntityQuestion = {
  kind: 'entities',
  ...asked('a', node.operation, undefined, []),
  parts: [entityPart(parseFetch(node), graphOf())],
};
const two = () => ({
  products: [
    { __typename: 'Product', id: '1' },
    { __typename: 'Product', id: '1' },
  ],
});
const shown = '{ products { name } product { id } }';

describe('a question about root fields', () => {
  it('sends its text, the variables that have values, and what the subgraph is told', async () => {
    const { journey, sent, answered } = journeyOver({}, () => ({ data: { product: { id: '1' } } }), { variables: { id: '1', other: 2 } });
    await ask(roots, journey);
    expect(sent).toEqual([{ query: roots.text, variables: { id: '1' }, operationName: 'N', headers: { 'x-to': 'a' } }]);
    expect(journey.data).toEqual({ product: { id: '1' } });
    expect(answered).toHaveLength(1);
  });

  it('sends all of it as text to links that take text', async () => {
    const { journey, sent } = journeyOver({}, () => ({ data: {} }), { variables: { id: '1' }, takesText: true });
    await ask(roots, journey);
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ query: roots.text, operationName: 'N', variables: { id: '1' } });
  });
});

describe('a question about entities', () => {
  it('sends each once, and gives all of them the answer', async () => {
    const { journey, sent } = journeyOver(two(), () => ({ data: { _entities: [{ name: 'Table' }] } }), { takesText: true });
    await ask(entities, journey);
    expect(sent[0]?.variables).toEqual({ representations: [{ __typename: 'Product', id: '1' }] });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({ query: node.operation, variables: sent[0]?.variables });
    expect(journey.data).toEqual({
      products: [{ name: 'Table' }, { name: 'Table' }].map((one) => ({ ...one, __typename: 'Product', id: '1' })),
    });
  });

  it('is not sent where there are none', async () => {
    const { journey, sent } = journeyOver({ products: [] }, () => ({ data: {} }));
    await ask(entities, journey);
    expect(sent).toEqual([]);
  });

  it.each([
    ['no entities', { data: {} }, 'UPSTREAM_CONTRACT'],
    ['nothing', { data: null }, 'UPSTREAM_CONTRACT'],
    ['a refusal', { data: null, errors: [{ message: 'secret', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] }, 'UPSTREAM_CONTRACT'],
    ['an error alone', { data: null, errors: [{ message: 'lost', extensions: { code: 'X' } }] }, 'X'],
  ])('and answered by %s costs the field of each', async (_, response, code) => {
    const { journey } = journeyOver(two(), () => response, { asked: shown });
    await ask(entities, journey);
    expect(journey.errors.close([]).map(({ path, extensions }) => [path, extensions['code']])).toEqual([
      [['products', 0, 'name'], code],
      [['products', 1, 'name'], code],
    ]);
  });
});

describe('a subgraph that cannot be asked', () => {
  it('is a failure that is noted, with its cause', async () => {
    const cause = new Error('db.internal');
    const { journey, failures } = journeyOver({}, () => Promise.reject(cause), { asked: shown });
    await ask(roots, journey);
    expect(failures).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE', cause }]);
    expect(journey.errors.close([])).toMatchObject([{ path: ['product'], message: 'a is unavailable' }]);
  });

  it('keeps the code that it failed with', async () => {
    const { journey, failures } = journeyOver({}, () => Promise.reject(new UpstreamError('a', 'UPSTREAM_DENIED')));
    await ask(roots, journey);
    expect(failures).toMatchObject([{ code: 'UPSTREAM_DENIED' }]);
  });
});
