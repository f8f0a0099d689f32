// What is sent, and how often: rule 9, and what makes one request of many.
import { down, partsOf, seen } from '../small-supergraph';
import { openShop } from './shop';

const graph = openShop();
beforeEach(() => graph.reset());
const askedOf = (name: string) => graph.fetches.filter(({ subgraph }) => subgraph === name);

describe('rule 9: an entity that lacks a required field which cannot be null is not asked about', () => {
  it('while the others are', async () => {
    graph.replace('codes', () => ({ data: { _entities: [{ code: 'C1' }, null] } }));
    const { data } = await graph.ask('{ products { name label } }');
    expect(data).toEqual({
      products: [
        { name: 'Table', label: '[C1]' },
        { name: 'Chair', label: null },
      ],
    });
    expect(graph.representationsTo('labels')).toEqual([{ __typename: 'Product', id: '1', code: 'C1' }]);
  });

  it('and nobody is asked where none is left', async () => {
    graph.replace('codes', down);
    const answer = await graph.ask('{ products { name label } }');
    expect(answer.data).toEqual({
      products: [
        { name: 'Table', label: null },
        { name: 'Chair', label: null },
      ],
    });
    expect(askedOf('labels')).toEqual([]);
    // The field that failed is none the client asked for: it is told on the object that it can see.
    expect(seen(answer).map(({ path, code }) => ({ path, code }))).toEqual([
      { path: ['products', 0], code: 'UPSTREAM_UNAVAILABLE' },
      { path: ['products', 1], code: 'UPSTREAM_UNAVAILABLE' },
    ]);
  });
});

describe('a failed fetch', () => {
  it('lets those go on that require what it would have known, with null', async () => {
    graph.replace('codes', down);
    const answer = await graph.ask('{ product(id: "1") { paint } }');
    expect(answer.data).toEqual({ product: { paint: 'in any colour' } });
    expect(graph.representationsTo('labels')).toEqual([{ __typename: 'Product', id: '1', colour: null }]);
    expect(seen(answer)).toMatchObject([{ path: ['product'], code: 'UPSTREAM_UNAVAILABLE' }]);
  });
});

describe('equal representations', () => {
  it('are sent once', async () => {
    const { data } = await graph.ask('{ orders { no product { inStock } } }');
    expect(data).toEqual({ orders: [1, 2, 3, 4, 5].map((no) => ({ no, product: { inStock: no % 2 === 0 ? 100 : 200 } })) });
    expect(graph.representationsTo('stock')).toEqual([
      { __typename: 'Product', id: '2' },
      { __typename: 'Product', id: '1' },
    ]);
  });
});

describe('fetches that begin together', () => {
  it('are one request where they go to one subgraph', async () => {
    const { data } = await graph.ask('{ product(id: "1") { inStock } latest { place { shelf } } }');
    expect(data).toEqual({ product: { inStock: 100 }, latest: { place: { shelf: 'S2' } } });
    expect(askedOf('stock')).toHaveLength(1);
    expect(Object.keys(askedOf('stock')[0]?.variables ?? {})).toEqual(['representations0', 'representations1']);
  });

  it('are one list where they ask the same', async () => {
    const { data } = await graph.ask(
      'query Named { a: product(id: "1") { inStock } b: product(id: "2") { inStock } c: latest { inStock } }',
    );
    expect(data).toEqual({ a: { inStock: 100 }, b: { inStock: 200 }, c: { inStock: 200 } });
    expect(askedOf('stock').map(({ variables }) => Object.keys(variables))).toEqual([['representations']]);
    const sent = graph.representationsTo('stock');
    expect(sent).toHaveLength(2);
    expect(sent).toEqual(expect.arrayContaining(['1', '2'].map((id) => ({ __typename: 'Product', id }))));
  });

  it('keep their variables apart', async () => {
    const { data } = await graph.ask(
      'query($x: Int, $y: Int) { a: product(id: "1") { near(km: $x) } b: product(id: "2") { near(km: $y) } }',
      { x: 1, y: 2 },
    );
    expect(data).toEqual({ a: { near: 'within 1' }, b: { near: 'within 2' } });
    expect(askedOf('stock')).toHaveLength(1);
  });

  it('fail for themselves', async () => {
    graph.replace('stock', ({ query }) => {
      const [places, stock] = partsOf(query, 'place');
      return {
        data: { [stock]: [{ inStock: 100 }], [places]: null },
        errors: [{ message: 'lost', path: [places], extensions: { code: 'X' } }],
      };
    });
    const answer = await graph.ask('{ product(id: "1") { inStock } latest { where: place { shelf } } }');
    expect(answer.data).toEqual({ product: { inStock: 100 }, latest: { where: null } });
    expect(seen(answer)).toEqual([{ message: 'lost', path: ['latest', 'where'], code: 'X' }]);
  });
});

describe('answers that several entities share', () => {
  it('never corrupt one another', async () => {
    const { data } = await graph.ask(
      '{ a: product(id: "1") { maker { n: note(length: 1) } } b: product(id: "1") { maker { n: note(length: 2) } } orders { product { maker { n: note(length: 3) } } } }',
    );
    expect(data).toEqual({
      a: { maker: { n: 'a' } },
      b: { maker: { n: 'ab' } },
      orders: Array.from({ length: 5 }, () => ({ product: { maker: { n: 'abc' } } })),
    });
    expect(graph.representationsTo('stock')).toHaveLength(2);
  });
});
