// A shop of five subgraphs: products, what is in stock of them, their codes, labels that are made of what others know, and makers.
import { openSmallSupergraph, type OpenOptions, type SmallSupergraph } from '../small-supergraph';

const rows = [
  { id: '1', name: 'Table', weight: 7, prices: { EUR: 50, USD: 60 } },
  { id: '2', name: 'Chair', weight: 3, prices: { EUR: 10, USD: 12 } },
];
type Row = (typeof rows)[number];
const byId = ({ id }: { id: string }) => rows.find((row) => row.id === id) ?? null;

const products = {
  sdl: `type Query { product(id: ID!): Product products: [Product!] orders: [Order!] latest: Product! shop: Shop @shareable root: Query echo(text: String): String }
  type Mutation { add(n: Int!): Int }
  enum Currency { EUR USD }
  type Order { no: Int product: Product }
  type Product @key(fields: "id") { id: ID! name: String weight: Int price(in: Currency = EUR): Int secret: String @inaccessible }
  type Shop { name: String address: Address @shareable desks: [Desk] @shareable }
  type Address { street: String }
  type Desk { no: Int }`,
  resolvers: {
    Query: {
      product: (_: unknown, { id }: { id: string }) => byId({ id }),
      products: () => rows,
      orders: () => [1, 2, 3, 4, 5].map((no) => ({ no, product: rows[no % 2] })),
      latest: () => rows[1],
      shop: () => ({ name: 'House', address: { street: 'High Street' }, desks: [{ no: 1 }, null, { no: 3 }] }),
      root: () => ({}),
      echo: (_: unknown, { text }: { text?: string }) => text,
    },
    Mutation: { add: (_: unknown, { n }: { n: number }) => n },
    Product: { __resolveReference: byId, price: ({ prices }: Row, { in: currency }: { in: 'EUR' | 'USD' }) => prices[currency] },
  },
};

const stock = {
  sdl: `type Query { shop: Shop @shareable shelves: Int }
  type Mutation { take(n: Int!): Int }
  enum Currency { EUR USD }
  type Product @key(fields: "id") {
    id: ID! inStock: Int! place: Place maker: Maker near(km: Int): String
    weight: Int @external price(in: Currency = EUR): Int @external
    shippingEstimate: Int @requires(fields: "price weight")
    customs: Int @requires(fields: "price(in: USD)")
  }
  type Place { shelf: String }
  type Maker @key(fields: "id") { id: ID! }
  type Shop { phone: String address: Address @shareable desks: [Desk] @shareable }
  type Address { city: String }
  type Desk { clerk: String }`,
  resolvers: {
    Query: {
      shop: () => ({ phone: '555', address: { city: 'Ulm' }, desks: [{ clerk: 'Kim' }, { clerk: 'Sam' }, null] }),
      shelves: () => 9,
    },
    Mutation: { take: (_: unknown, { n }: { n: number }) => -n },
    Product: {
      inStock: ({ id }: { id: string }) => Number(id) * 100,
      place: ({ id }: { id: string }) => ({ shelf: `S${id}` }),
      maker: () => ({ id: 'm' }),
      near: (_: unknown, { km }: { km: number }) => `within ${km}`,
      shippingEstimate: ({ price, weight }: { price: number; weight: number }) => (price > 1_000 ? 0 : price + weight * 10),
      customs: ({ price }: { price: number }) => price / 2,
    },
  },
};

const codes = {
  sdl: `type Product @key(fields: "id") { id: ID! code: String! colour: String }`,
  resolvers: { Product: { code: ({ id }: { id: string }) => `C${id}`, colour: () => 'red' } },
};

const labels = {
  sdl: `type Product @key(fields: "id") {
    id: ID! code: String! @external colour: String @external
    label: String @requires(fields: "code") paint: String @requires(fields: "colour")
  }`,
  resolvers: {
    Product: {
      label: ({ code }: { code: string }) => `[${code}]`,
      paint: ({ colour }: { colour: string | null }) => `in ${colour ?? 'any colour'}`,
    },
  },
};

const makers = {
  sdl: `type Maker @key(fields: "id") { id: ID! note(length: Int): String }`,
  resolvers: { Maker: { note: (_: unknown, { length }: { length: number }) => 'abcdef'.slice(0, length) } },
};

export function openShop(options?: OpenOptions): SmallSupergraph {
  return openSmallSupergraph({ products, stock, codes, labels, makers }, options);
}
