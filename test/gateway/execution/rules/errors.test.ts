// What clients are told of errors: where, by their own keys, of everything that it cost; and nothing that is not theirs to know.
import { maskError } from '../../../../gateway/error-mask';
import { down, partsOf, seen } from '../small-supergraph';
import { openMedia } from './media';
import { openShop } from './shop';

const graph = openShop();
beforeEach(() => graph.reset());

describe('the paths of errors', () => {
  const lost = (path: (string | number)[]) => [{ message: 'lost', path, extensions: { code: 'X' } }];

  it('lead to every place of an entity that was asked about once', async () => {
    graph.replace('stock', () => ({ data: { _entities: [{ where: { shelf: null } }] }, errors: lost(['_entities', 0, 'where', 'shelf']) }));
    const answer = await graph.ask(
      '{ bought: orders { it: product { where: place { shelf } } } one: product(id: "2") { where: place { shelf } } }',
    );
    expect(graph.representationsTo('stock')).toHaveLength(2);
    const paths = seen(answer).map(({ path }) => path?.join('.'));
    expect(paths.sort()).toEqual([...[0, 2, 4].map((index) => `bought.${index}.it.where.shelf`), 'one.where.shelf']);
  });

  it('are those of each part of a joined request', async () => {
    graph.replace('stock', ({ query }) => {
      const [places, stock] = partsOf(query, 'place');
      return { data: { [places]: [null], [stock]: [{ inStock: 5 }] }, errors: lost([places, 0, 'where']) };
    });
    const answer = await graph.ask('{ a: product(id: "1") { where: place { shelf } } b: latest { inStock } }');
    expect(answer.data).toEqual({ a: { where: null }, b: { inStock: 5 } });
    expect(seen(answer)).toEqual([{ message: 'lost', path: ['a', 'where'], code: 'X' }]);
  });

  it('are in the client’s keys where those were changed', async () => {
    graph.replace('products', () => ({ data: { product: { _price: null } }, errors: lost(['product', '_price']) }));
    expect(seen(await graph.ask('{ product(id: "1") { price: weight } }'))).toMatchObject([{ path: ['product', 'price'] }]);
  });

  it('are those of the root where an answer of it fails', async () => {
    graph.replace('products', () => ({ data: null, errors: lost(['one']) }));
    // Not a word of the other would be a null that nobody explains.
    expect(seen(await graph.ask('{ one: product(id: "1") { name } two: latest { name } shelves }'))).toMatchObject([
      { path: ['one'] },
      { path: ['two'] },
    ]);
  });

  it('say once of an entity what several fetches of it cost', async () => {
    graph.replace('stock', down);
    graph.replace('makers', down);
    const answer = await graph.ask('{ product(id: "1") { place { shelf } shippingEstimate maker { note } } }');
    expect(answer.data).toEqual({ product: { place: null, shippingEstimate: null, maker: null } });
    expect(new Set(seen(answer).map(({ code }) => code))).toEqual(new Set(['UPSTREAM_UNAVAILABLE']));
  });
});

describe('nothing internal leaks', () => {
  const shown = async (query: string) => {
    const { errors = [] } = await graph.ask(query);
    return errors.map((error) => maskError({ ...error.toJSON(), extensions: { code: '', ...error.extensions } }));
  };

  it('of a field that nobody asked for: the error is on what the client can see', async () => {
    graph.replace('codes', ({ query }) => {
      expect(query).toContain('code');
      return {
        data: { _entities: [{ code: null }] },
        errors: [{ message: 'no', path: ['_entities', 0, 'code'], extensions: { code: 'X' } }],
      };
    });
    expect(await shown('{ product(id: "1") { label } }')).toEqual([
      { message: 'no', path: ['product'], extensions: { code: 'X', domain: 'codes' } },
    ]);
  });

  it('of a text of ours that a subgraph refuses', async () => {
    const refusal = { message: 'Cannot query field "secret" on type "_Entity"', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } };
    graph.replace('stock', () => ({ data: null, errors: [refusal] }));
    expect(await shown('{ product(id: "1") { place { shelf } } }')).toEqual([
      {
        message: 'stock gave an answer that breaks its contract',
        path: ['product', 'place'],
        extensions: { code: 'UPSTREAM_CONTRACT', domain: 'stock', source: 'stock' },
      },
    ]);
  });

  it('of bugs, stacks and causes', async () => {
    graph.replace('stock', () => Promise.reject(new Error('connect ECONNREFUSED db.internal:5432')));
    const [unreached] = await shown('{ product(id: "1") { place { shelf } } }');
    expect(unreached).toMatchObject({ message: 'stock is unavailable', extensions: { code: 'UPSTREAM_UNAVAILABLE' } });
    graph.replace('stock', () => ({
      data: { _entities: [{ place: null }] },
      errors: [
        {
          message: 'undefined is not a function in db.internal',
          path: ['_entities', 0, 'place'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['db.internal'], query: 'select secret' },
        },
      ],
    }));
    expect(JSON.stringify([unreached, await shown('{ product(id: "1") { place { shelf } } }')])).not.toMatch(
      /internal:|db\.internal|secret|_ent/,
    );
  });

  it('of types and values that clients do not know', async () => {
    const media = openMedia();
    expect(JSON.stringify(await media.ask('{ media { is: __typename id kind } }'))).not.toMatch(/Tape|SECRET/);
    media.replace('catalogue', () => ({ data: { media: [{ __typename: 'Nowhere', id: 'x' }, 'text', { __typename: 'Book', id: {} }] } }));
    const answer = await media.ask('{ media { id } }');
    expect(answer.data).toEqual({ media: [null, null, null] });
    expect(JSON.stringify(answer)).not.toMatch(/Nowhere|text/);
  });
});
