// What an executor must get right about the answer: rules 4, 7, 8, 10 and 11.
import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphResponse } from '../../../../platform/link/link';
import { down, seen } from '../small-supergraph';
import { openShop } from './shop';

const graph = openShop();
beforeEach(() => graph.reset());

describe('rule 4: objects that several fetches contribute to are merged', () => {
  it('deeply, and lists item by item', async () => {
    expect(await graph.ask('{ shop { name phone address { street city } desks { no clerk } } }')).toEqual({
      data: {
        shop: {
          ...{ name: 'House', phone: '555', address: { street: 'High Street', city: 'Ulm' } },
          desks: [
            { no: 1, clerk: 'Kim' },
            { no: null, clerk: 'Sam' },
            { no: 3, clerk: null },
          ],
        },
      },
    });
  });

  it.each(['products', 'stock'])('and a null of %s never overwrites a value, whoever is first', async (name) => {
    const after = (ms: number, data: Record<string, unknown>) => async (): Promise<SubgraphResponse> => {
      await sleep(ms);
      return { data };
    };
    for (const ms of [0, 30]) {
      graph.replace(name, after(ms, { shop: null }));
      graph.replace(name === 'stock' ? 'products' : 'stock', after(30 - ms, { shop: { name: 'House', phone: '555' } }));
      const { data } = await graph.ask('{ shop { name phone } }');
      expect(data).toEqual({ shop: { name: 'House', phone: '555' } });
    }
  });

  it('also where a field leads back to the root', async () => {
    expect(await graph.ask('{ root { shelves deeper: root { shelves } echo(text: "a") } }')).toEqual({
      data: { root: { shelves: 9, deeper: { shelves: 9 }, echo: 'a' } },
    });
    graph.replace('stock', down);
    const answer = await graph.ask('{ root { free: shelves } }');
    expect(answer.data).toEqual({ root: { free: null } });
    expect(seen(answer)).toMatchObject([{ path: ['root', 'free'], code: 'UPSTREAM_UNAVAILABLE' }]);
  });
});

describe('rule 7: nulls go up by the schema that clients know', () => {
  beforeEach(() =>
    graph.replace('stock', () => ({
      data: { _entities: [{ left: 100 }, null] },
      errors: [{ message: 'lost', path: ['_entities', 1, 'left'], extensions: { code: 'X' } }],
    })),
  );

  it('to the next field that may be null, with the client’s path', async () => {
    const answer = await graph.ask('{ all: products { left: inStock } echo(text: "a") }');
    expect(answer.data).toEqual({ all: null, echo: 'a' });
    expect(seen(answer)).toEqual([{ message: 'lost', path: ['all', 1, 'left'], code: 'X' }]);
  });

  it('up to the root', async () => {
    graph.replace('products', () => ({ data: { latest: null } }));
    const answer = await graph.ask('{ newest: latest { name } echo(text: "a") }');
    expect(answer.data).toBeNull();
    expect(seen(answer)).toEqual([
      { message: 'Cannot return null for non-nullable field Query.latest.', path: ['newest'], code: 'INTERNAL_SERVER_ERROR' },
    ]);
  });

  it('and is told where no subgraph has said why', async () => {
    graph.replace('stock', () => ({ data: { _entities: [{ left: null }] } }));
    const answer = await graph.ask('{ product(id: "1") { name left: inStock } }');
    expect(answer.data).toEqual({ product: null });
    expect(seen(answer)).toMatchObject([{ path: ['product', 'left'], code: 'INTERNAL_SERVER_ERROR' }]);
  });
});

describe('rule 8: variables, conditions and the order of mutations', () => {
  it('gives variables their defaults before anything is planned or sent', async () => {
    const query = 'query($id: ID! = "2", $with: Boolean! = true) { product(id: $id) { name inStock @include(if: $with) } }';
    expect(await graph.ask(query)).toEqual({ data: { product: { name: 'Chair', inStock: 200 } } });
    expect(await graph.ask(query, { id: 1, with: false })).toEqual({ data: { product: { name: 'Table' } } });
    expect(graph.fetches.filter(({ subgraph }) => subgraph === 'products').map(({ variables }) => variables['id'])).toEqual(['2', '1']);
  });

  it.each([
    ['missing', {}],
    ['ill-typed', { id: { a: 1 } }],
  ])('sends nothing where a variable is %s', async (_, variables) => {
    const answer = await graph.ask('query($id: ID!) { product(id: $id) { name } }', variables);
    expect(answer).toEqual({ errors: [expect.objectContaining({ message: expect.stringContaining('$id') })] });
    expect(graph.fetches).toEqual([]);
  });

  it.each([
    [true, 'include', { product: { colour: 'red', place: { shelf: 'S1' } } }, ['codes', 'products', 'stock']],
    [false, 'include', { product: { colour: 'red' } }, ['codes', 'products']],
    [true, 'skip', { product: { colour: 'red' } }, ['codes', 'products']],
  ])('with %s, @%s decides what is fetched and what is shown', async (value, directive, data, asked) => {
    const query = `query($v: Boolean!) { product(id: "1") { colour ... @${directive}(if: $v) { place { shelf } } } }`;
    expect(await graph.ask(query, { v: value })).toEqual({ data });
    expect(graph.fetches.map(({ subgraph }) => subgraph).sort()).toEqual(asked);
  });

  it('lets conditions decide about the schema’s own fields too, anew for each request', async () => {
    const query = 'query($v: Boolean!) { __type(name: "Product") @include(if: $v) { name } echo(text: "a") }';
    expect(await graph.ask(query, { v: true })).toEqual({ data: { __type: { name: 'Product' }, echo: 'a' } });
    expect(await graph.ask(query, { v: false })).toEqual({ data: { echo: 'a' } });
  });

  it('runs the root fields of mutations one after the other', async () => {
    let running = 0;
    const slowly = async ({ query }: { query: string }): Promise<SubgraphResponse> => {
      running += 1;
      expect(running).toBe(1);
      await sleep(10);
      running -= 1;
      const keys = [...query.matchAll(/(\w+):/g)].map(([, key = '']) => key).filter((key) => key !== 'n');
      return { data: Object.fromEntries(keys.map((key) => [key, 1])) };
    };
    for (const name of ['products', 'stock']) graph.replace(name, slowly);
    const { data } = await graph.ask('mutation { a: add(n: 1) b: take(n: 2) c: add(n: 3) }');
    expect(data).toEqual({ a: 1, b: 1, c: 1 });
    expect(graph.fetches.map(({ subgraph }) => subgraph)).toEqual(['products', 'stock', 'products']);
  });
});

describe('rule 10: what is about the schema is answered here', () => {
  it('beside data, under any key', async () => {
    const { data } = await graph.ask(
      '{ t: __typename __schema { queryType { name } } p: __type(name: "Product") { fields { name } } product(id: "1") { __typename name } }',
    );
    expect(data).toMatchObject({
      t: 'Query',
      __schema: { queryType: { name: 'Query' } },
      product: { __typename: 'Product', name: 'Table' },
    });
    expect(JSON.stringify(data)).not.toContain('secret');
    expect(graph.fetches.map(({ query }) => query)).toEqual([expect.not.stringContaining('__schema')]);
  });

  it('without asking anybody', async () => {
    expect(await graph.ask('{ __typename a: __schema { mutationType { name } } }')).toEqual({
      data: { __typename: 'Query', a: { mutationType: { name: 'Mutation' } } },
    });
    expect(await graph.ask('mutation { __typename }')).toEqual({ data: { __typename: 'Mutation' } });
    expect(graph.fetches).toEqual([]);
  });
});

describe('rule 11: keys come in the order of the operation', () => {
  it('whoever knows them, and whenever', async () => {
    const { data } = await graph.ask(
      '{ shelves product(id: "1") { label inStock ...Known id __typename place { shelf } } echo(text: "a") } fragment Known on Product { name code id }',
    );
    expect(JSON.stringify(data)).toBe(
      '{"shelves":9,"product":{"label":"[C1]","inStock":100,"name":"Table","code":"C1","id":"1","__typename":"Product","place":{"shelf":"S1"}},"echo":"a"}',
    );
  });
});
