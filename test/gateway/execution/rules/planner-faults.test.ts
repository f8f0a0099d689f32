// Around the faults of Apollo's planner: what is planned wrongly is given to it in another form, or refused.
import { withArgumentVariants } from '../../../../gateway/execution/planner/argument-variants';
import { apolloPlanning } from '../../../../gateway/execution/planner/planning';
import { openSmallSupergraph } from '../small-supergraph';
import { openShop } from './shop';

const graph = openShop();
beforeEach(() => graph.reset());

describe('useless keys', () => {
  const subgraphs = {
    orders: {
      sdl: `type Query { order: Product }
        type Product @key(fields: "sku", resolvable: false) @key(fields: "id") {
          id: ID! sku: String! weight: Int @external cost: Int @requires(fields: "weight")
        }`,
      resolvers: {
        Query: { order: () => ({ id: '1', sku: 's1' }) },
        Product: {
          __resolveReference(reference: { id?: string }) {
            if (reference.id === undefined) throw new Error('asked by a key that is not resolved here');
            return reference;
          },
          cost: ({ weight }: { weight: number }) => weight * 2,
        },
      },
    },
    weights: {
      sdl: 'type Product @key(fields: "id") { id: ID! weight: Int }',
      resolvers: { Product: { weight: () => 7 } },
    },
  };

  it('do not lead a plan to where they are not resolved', async () => {
    const shop = openSmallSupergraph(subgraphs);
    expect(await shop.ask('{ order { cost } }')).toEqual({ data: { order: { cost: 14 } } });
    expect(shop.representationsTo('orders')).toEqual([{ __typename: 'Product', id: '1', weight: 7 }]);
  });

  it('are the planner’s fault still: with them it plans to enter through one', async () => {
    const shop = openSmallSupergraph(subgraphs, { planning: apolloPlanning, prepare: withArgumentVariants });
    expect((await shop.ask('{ order { cost } }')).data).toEqual({ order: { cost: null } });
    // By a key that it does not resolve: nothing that identifies the entity for this subgraph, so it is not even asked.
    expect(shop.representationsTo('orders')).toEqual([]);
  });
});

describe('an empty plan', () => {
  const empty = openShop({ plan: null });

  it.each([
    '{ product(id: "1") { name } }',
    'query($v: Boolean!) { shelves @include(if: $v) }',
    '{ ...A } fragment A on Query { shelves echo @skip(if: true) }',
    '{ __typename shelves }',
  ])('for %s is an error', async (query) => {
    await expect(empty.ask(query, { v: true })).rejects.toThrow('This operation cannot be planned.');
  });

  it.each([
    '{ __typename }',
    '{ shelves @skip(if: true) }',
    '{ __typename product(id: "1") @include(if: false) { ...Known } } fragment Known on Product { name }',
    '{ ... on Query @include(if: false) { shelves } }',
  ])('for %s is none', async (query) => {
    expect(Object.keys((await empty.ask(query)).data ?? {})).toEqual(query.includes('__typename') ? ['__typename'] : []);
    expect(await graph.ask(query)).toEqual(await empty.ask(query));
  });
});

describe('fields with arguments beside a field that requires them with others', () => {
  // 60 dollars; half of it is the customs.
  it.each([
    ['price(in: EUR)', 50],
    ['price(in: USD)', 60],
    ['price', 50],
  ])('%s', async (field, price) => {
    expect(await graph.ask(`{ product(id: "1") { ${field} customs } }`)).toEqual({ data: { product: { price, customs: 30 } } });
  });

  it('and beside one that requires them without any', async () => {
    const { data } = await graph.ask('{ product(id: "1") { price(in: USD) shippingEstimate } }');
    expect(data).toEqual({ product: { price: 60, shippingEstimate: 120 } });
  });

  it('and beside both', async () => {
    const { data } = await graph.ask('{ product(id: "1") { weight: price(in: USD) price: weight customs shippingEstimate } }');
    expect(data).toEqual({ product: { weight: 60, price: 7, customs: 30, shippingEstimate: 120 } });
  });
});

describe('fields under the names of others', () => {
  it('do not change what is required', async () => {
    const { data } = await graph.ask('{ product(id: "1") { price: weight  weight: price  shippingEstimate } }');
    expect(data).toEqual({ product: { price: 7, weight: 50, shippingEstimate: 120 } });
  });

  it('do not change keys', async () => {
    const { data } = await graph.ask('{ product(id: "1") { id: name inStock } }');
    expect(data).toEqual({ product: { id: 'Table', inStock: 100 } });
  });
});

describe('keys that every object of the language seems to have', () => {
  it('are keys like others, and lead nowhere else', async () => {
    const { data } = await graph.ask('{ __proto__: product(id: "1") { polluted: name } constructor: product(id: "2") { toString: name } }');
    expect(JSON.stringify(data)).toBe('{"__proto__":{"polluted":"Table"},"constructor":{"toString":"Chair"}}');
    expect({}).not.toHaveProperty('polluted');
  });

  it('are missing where they are missing', async () => {
    graph.replace('products', () => ({ data: { product: {} } }));
    expect(await graph.ask('{ product(id: "1") { valueOf: name } }')).toEqual({ data: { product: { valueOf: null } } });
  });
});

test('a variable of the name that entities are sent under is refused', async () => {
  const near = (name: string) => graph.ask(`query($${name}: Int) { product(id: "1") { near(km: $${name}) } }`, { [name]: 1 });
  await expect(near('representations')).rejects.toThrow(/representations.*another name/);
  await expect(near('representations0')).rejects.toThrow(/another name/);
  expect(await near('representationsOf')).toEqual({ data: { product: { near: 'within 1' } } });
  // Where no entities are asked about, it is a name like others.
  const { data } = await graph.ask('query($representations: String) { echo(text: $representations) }', { representations: 'a' });
  expect(data).toEqual({ echo: 'a' });
});
