// What asking after names has found: fields of several types that have one name, and are required with arguments.
import { openSmallSupergraph } from '../small-supergraph';

const price = { price: ({ id }: { id: string }, { currency = 'EUR' }: { currency?: string }) => `${id} in ${currency}` };
const made =
  (what: string) =>
  ({ price: given }: { price: string }) =>
    `${what}: ${given}`;
const graph = openSmallSupergraph({
  catalogue: {
    sdl: `type Query { things: [Thing!]! }
      union Thing = Book | Film | Fee
      type Book @key(fields: "id") { id: ID! price(currency: String): String pages: Int! }
      type Film @key(fields: "id") { id: ID! price(currency: String): String }
      type Fee @key(fields: "price") { price: String! }`,
    resolvers: {
      Query: {
        things: () => [
          { __typename: 'Book', id: 'b', pages: 3 },
          { __typename: 'Film', id: 'f' },
          { __typename: 'Fee', price: '5' },
        ],
      },
      Book: price,
      Film: price,
    },
  },
  shop: {
    sdl: `type Book @key(fields: "id") {
        id: ID! price(currency: String): String @external pages: Int! @external
        cost: String @requires(fields: "price(currency: \\"USD\\")")
        tax: String @requires(fields: "price(currency: \\"CHF\\") pages")
      }
      type Film @key(fields: "id") {
        id: ID! price(currency: String): String @external cost: String @requires(fields: "price(currency: \\"GBP\\")")
      }
      type Fee @key(fields: "price") { price: String! why: String }`,
    resolvers: { Book: { cost: made('cost'), tax: made('tax') }, Film: { cost: made('cost') }, Fee: { why: made('why') } },
  },
});
beforeEach(() => graph.reset());

test('what two types require of theirs are not one', async () => {
  const { data } = await graph.ask('{ things { ... on Book { cost } ... on Film { cost } ... on Fee { why } } }');
  expect(data).toEqual({ things: [{ cost: 'cost: b in USD' }, { cost: 'cost: f in GBP' }, { why: 'why: 5' }] });
  expect(graph.representationsTo('shop')).toHaveLength(3);
});

test('beside one that requires its own with two sets of arguments, the key of a third is no such field', async () => {
  const { data } = await graph.ask('{ things { ... on Film { cost } ... on Book { tax cost } ... on Fee { why } } }');
  expect(data).toEqual({ things: [{ tax: 'tax: b in CHF', cost: 'cost: b in USD' }, { cost: 'cost: f in GBP' }, { why: 'why: 5' }] });
});

test('what the other one requires, and is not wanted this time, is not waited for', async () => {
  const query = 'query($v: Boolean!) { things { ... on Book { tax @include(if: $v) cost } } }';
  expect((await graph.ask(query, { v: false })).data).toEqual({ things: [{ cost: 'cost: b in USD' }, {}, {}] });
  expect((await graph.ask(query, { v: true })).data).toEqual({ things: [{ tax: 'tax: b in CHF', cost: 'cost: b in USD' }, {}, {}] });
});
