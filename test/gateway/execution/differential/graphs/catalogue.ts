// Entities by several keys, one of them compound and nested; `@requires` with arguments, with several sets of them, and of fields that
// have one name in several types; `@provides`; a hidden field that is required and a hidden enum value; nested lists.
import { at, find, lazy, numbers, told, type DifferentialGraph, type Row } from '../graph';

const products = `
  type Query {
    product(upc: ID!): Product
    products(first: Int = 3): [Product!]!
    brands: [Brand]
    sold: [Sold!]
  }
  union Sold = Product | Service | Deposit
  type Service @key(fields: "code") { code: ID! price(currency: Currency = EUR): Int weight: String! }
  type Deposit @key(fields: "price") { price: Int! }
  enum Currency { EUR USD GBP @inaccessible }
  enum Unit { KG G }
  type Product @key(fields: "upc") @key(fields: "sku brand { id }") {
    upc: ID!
    sku: String!
    brand: Brand!
    name: String @shareable
    price(currency: Currency = EUR): Int
    weight(unit: Unit! = KG, digits: Int): String
    soldIn: [Currency]
    mainCurrency: Currency
    tags: [[String!]]
    margin: Int @inaccessible
    broken: String
  }
  type Brand @key(fields: "id") { id: ID! label: String! products: [Product!]! }`;

const inventory = `
  type Query { scarce: [Product] }
  enum Currency { EUR USD GBP @inaccessible }
  enum Unit { KG G }
  type Product @key(fields: "sku brand { id }") {
    sku: String!
    brand: Brand!
    price(currency: Currency = EUR): Int @external
    weight(unit: Unit! = KG, digits: Int): String @external
    margin: Int @external
    inStock: Int
    shipping(express: Boolean! = false): String @requires(fields: "price(currency: USD) weight(unit: G, digits: 2)")
    customs: String @requires(fields: "price(currency: EUR) weight")
    profit: String @requires(fields: "margin")
    warehouse: Warehouse
  }
  type Service @key(fields: "code") {
    code: ID!
    price(currency: Currency = EUR): Int @external
    weight: String! @external
    shipping: String @requires(fields: "price(currency: EUR) weight")
    customs: String @requires(fields: "price")
    inStock: Int
  }
  type Deposit @key(fields: "price") { price: Int! shipping: String inStock: Int }
  type Brand @key(fields: "id") { id: ID! stores: [Warehouse!] }
  type Warehouse { town: String! keeps(name: String): [Product!] }`;

const reviews = `
  type Query { latest(count: Int! = 2): [Review!] }
  type Product @key(fields: "upc") { upc: ID! name: String @external reviews(filter: ReviewFilter): [Review!] rating: Float! }
  type Review @key(fields: "id") {
    id: ID!
    body(upper: Boolean): String
    score: Int!
    product: Product! @provides(fields: "name")
    other: Product
  }
  input ReviewFilter { least: Int = 1 words: [String!] both: ReviewFilter kind: Kind }
  enum Kind { GOOD BAD }`;

export const catalogue: DifferentialGraph = {
  name: 'catalogue',
  subgraphs: { products, inventory, reviews },
  ids: ['1', '2', '3', '4', '5', 'r4'],
  world() {
    const brands: Row[] = numbers(2).map((id) => ({
      __typename: 'Brand',
      id: `b${id}`,
      label: `brand ${id}`,
      products: lazy(() => goods.filter(({ brand }) => brand === find(brands, 'id', `b${id}`))),
      stores: lazy(() => [at(warehouses, Number(id))]),
    }));
    const goods: Row[] = numbers(5).map((upc, index) => ({
      __typename: 'Product',
      upc,
      sku: `s${index % 3}`,
      brand: at(brands, Math.floor(index / 3)),
      name: upc === '4' ? null : `name ${upc}`,
      price: lazy((given) => (upc === '3' ? null : Number(upc) * 100 + String(given['currency']).charCodeAt(0))),
      weight: lazy((given) => told(`weight ${upc}`, given)),
      soldIn: upc === '1' ? ['EUR', 'GBP'] : ['USD'],
      mainCurrency: upc === '1' ? 'GBP' : 'EUR',
      tags: upc === '2' ? [['a', 'b'], null, []] : [[`t${upc}`]],
      margin: Number(upc) * 7,
      broken: upc === '2' ? new Error('broken') : `whole ${upc}`,
      inStock: Number(upc) * 3,
      warehouse: upc === '5' ? null : lazy(() => at(warehouses, index)),
      reviews: lazy((given) =>
        opinions.filter((one) => one['product'] === goods[index]).slice(0, JSON.stringify(given['filter'] ?? '').length % 3),
      ),
      rating: Number(upc) / 2,
    }));
    const priced = lazy(({ currency }) => 50 + String(currency).charCodeAt(0));
    const services: Row[] = numbers(2).map((code) => ({
      __typename: 'Service',
      code,
      price: priced,
      weight: 'none',
      inStock: Number(code),
    }));
    const deposits: Row[] = numbers(2).map((id) => ({
      __typename: 'Deposit',
      price: Number(id),
      shipping: `by hand ${id}`,
      inStock: null,
    }));
    const warehouses: Row[] = numbers(2).map((id) => ({
      __typename: 'Warehouse',
      town: `town ${id}`,
      keeps: lazy((given) => goods.slice(Number(id), Number(id) + 1 + (told('', given).length % 2))),
    }));
    const opinions: Row[] = numbers(6).map((id, index) => ({
      __typename: 'Review',
      id: `r${id}`,
      body: lazy((given) => (id === '4' ? new Error('no body') : told(`body ${id}`, given))),
      score: Number(id) * 11,
      product: at(goods, index),
      other: index % 2 === 0 ? null : at(goods, index + 1),
    }));
    return {
      query: {
        __typename: 'Query',
        product: lazy(({ upc }) => find(goods, 'upc', upc)),
        products: lazy(({ first }) => goods.slice(0, Number(first ?? 2))),
        brands: [...brands, null],
        sold: [goods[0], services[0], deposits[0], goods[2], services[1], deposits[1]],
        scarce: [goods[2], null, goods[0], goods[2]],
        latest: lazy(({ count }) => opinions.slice(-Number(count))),
      },
      mutation: null,
      rows: [...brands, ...goods, ...services, ...deposits, ...opinions],
      computed: {
        'Product.shipping': ({ price, weight }, given) => `${told('shipping', given)} ${String(price)} ${String(weight)}`,
        'Product.customs': ({ price, weight }) => `customs ${String(price)} ${String(weight)}`,
        'Service.shipping': ({ price, weight }) => `sent ${String(price)} ${String(weight)}`,
        'Service.customs': ({ price }) => `no customs ${String(price)}`,
        'Product.profit': ({ margin }) => `profit ${String(margin)}`,
      },
    };
  },
};
