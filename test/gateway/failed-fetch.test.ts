import { parse } from 'graphql';
import { answerForFailedFetch, oneErrorAnEntity, type Visibility } from '../../gateway/failed-fetch';

const ERROR = { message: 'crm did not answer in time', extensions: { code: 'UPSTREAM_TIMEOUT' } };

/** Clients know `crm`, `name` and `id` of customers and books; `id` is never null; a book is an item. */
const VISIBILITY: Visibility = {
  ofType: (_, field) => ['crm', 'name', 'id'].includes(field),
  anywhere: (field) => ['crm', 'name', 'id'].includes(field),
  mayBeNull: (_, field) => field !== 'id',
  isOf: (type, abstract) => type === 'Book' && abstract === 'Item',
};

const entities = (selection: string): string =>
  `query ($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`;
const standIn = (query: string, typeNames: string[] = []) =>
  answerForFailedFetch(parse(query), { representations: typeNames.map((__typename) => ({ __typename })) }, ERROR, VISIBILITY);

describe('the stand-in of a failed fetch', () => {
  it('is null for each root, with an error on each, by alias', () => {
    expect(standIn('{ first: customer { name } sources { id } ... { more } }')).toEqual({
      data: { first: null, sources: null, more: null },
      errors: [
        { ...ERROR, path: ['first'] },
        { ...ERROR, path: ['sources'] },
        { ...ERROR, path: ['more'] },
      ],
    });
  });

  it('is null for every field of each entity, with one error on what clients can see', () => {
    expect(standIn(entities('... on Customer { __typename crmEvidence view: crm { id } }'), ['Customer', 'Customer'])).toEqual({
      data: { _entities: [0, 1].map(() => ({ __typename: 'Customer', crmEvidence: null, view: null })) },
      errors: [
        { ...ERROR, path: ['_entities', 0, 'view'] },
        { ...ERROR, path: ['_entities', 1, 'view'] },
      ],
    });
  });

  it('has its error on the entity when clients can see none of it', () => {
    expect(standIn(entities('... on Customer { crmEvidence }'), ['Customer']).errors).toEqual([{ ...ERROR, path: ['_entities', 0] }]);
  });

  it('takes fragments of the entity’s own types only', () => {
    const query = entities('... on Book { name } ... on Item { crm } ... on Film { crmEvidence }');
    expect(standIn(query, ['Book', 'Film']).data).toEqual({ _entities: [{ name: null, crm: null }, { crmEvidence: null }] });
  });

  // With a key of null the next subgraph would be asked for nobody.
  it('leaves out what may not be null, and a type name nobody asked for', () => {
    expect(standIn(entities('... on Customer { id name }'), ['Customer']).data).toEqual({ _entities: [{ name: null }] });
  });
});

describe('the errors of entities', () => {
  const at = (...path: (string | number)[]) => ({ ...ERROR, path });
  const paths = (query: string, errors: ReturnType<typeof at>[]) =>
    oneErrorAnEntity(parse(query), errors, VISIBILITY).map(({ path }) => path);

  it('are one a customer, on the field it can see', () => {
    const errors = [at('_entities', 0, 'crmEvidence'), at('_entities', 0, 'crm'), at('_entities', 0, 'crmEvents')];
    expect(paths(entities('... on Customer { crm { id } }'), errors)).toEqual([['_entities', 0, 'crm']]);
  });

  it('are one a customer where it can see none', () => {
    const errors = [at('_entities', 0, 'crmEvidence'), at('_entities', 0, 'crmEvents'), at('_entities', 1, 'crmEvents', 'deep')];
    expect(paths(entities('... on Customer { crmEvidence }'), errors)).toEqual([
      ['_entities', 0],
      ['_entities', 1],
    ]);
  });

  it('keep all that it can see, below an alias too', () => {
    const errors = [at('_entities', 0, 'crm', 'owner'), at('_entities', 0, 'mine', 'deals')];
    expect(paths(entities('... on Customer { crm { id } mine: crm { id } }'), errors)).toHaveLength(2);
    const aliased = [at('_entities', 0, 'name')];
    expect(paths(entities('... on Customer { name: crmEvidence }'), aliased)).toEqual([['_entities', 0]]);
  });

  it('leave errors of roots and of nothing in particular alone', () => {
    const errors = [at('customers', 0, 'secret'), at('customers', 0, 'other'), ERROR];
    expect(oneErrorAnEntity(parse('{ customers { id } }'), errors, VISIBILITY)).toEqual(errors);
  });
});
