// `@override`, `@shareable` fields and value types that subgraphs know in parts, mutations in several subgraphs, a scalar that holds
// objects, and input objects in input objects.
import { at, find, lazy, numbers, textOf, told, type DifferentialGraph, type Row } from '../graph';

const INPUTS = `
  input Place { street: String! parts: [Part!] = [{ name: "door", count: 2 }] }
  input Part { name: String count: Int! = 1 inner: Part }`;

const orders = `
  scalar JSON
  type Query { orders(where: OrderFilter): [Order!]! order(id: ID!): Order version: String! @shareable }
  type Mutation { place(id: ID!, place: Place!): Order addNote(id: ID!, note: String): Order! countOrders: Int! }
  input OrderFilter { ids: [ID!] states: [State!]! = [OPEN] not: OrderFilter }
  enum State { OPEN CLOSED }
  ${INPUTS}
  type Order @key(fields: "id") {
    id: ID!
    note: String
    state: State
    total: Money @shareable
    legacy(of: [Int!]): String
    details: JSON
    buyer: Buyer
    lines: [Line!]!
    address: Address @shareable
  }
  type Line { count: Int! article: Article! order: Order }
  type Article @key(fields: "id") { id: ID! title: String }
  type Buyer @key(fields: "id") { id: ID! }
  type Money @shareable { amount: Int! currency: String }
  type Address @shareable { street: String town: String }`;

const billing = `
  scalar JSON
  type Query { invoices: [Invoice] version: String! @shareable }
  type Mutation { pay(id: ID!, amount: Int): Invoice countInvoices: Int! }
  type Order @key(fields: "id") {
    id: ID!
    total: Money @shareable
    legacy(of: [Int!]): String @override(from: "orders")
    invoice: Invoice
    paid: Int
    tax: String @requires(fields: "state details")
    state: State @external
    details: JSON @external
    address: Address @shareable
  }
  enum State { OPEN CLOSED }
  type Address @shareable { street: String iban(place: Place): String }
  ${INPUTS}
  type Invoice { number: Int! order: Order! money: Money }
  type Money @shareable { amount: Int! currency: String }
  type Buyer @key(fields: "id") { id: ID! invoices: [Invoice!]! limit: Money }`;

const stock = `
  type Query { articles: [Article!]! }
  type Mutation { restock(id: ID!, by: Int = 1): Article }
  type Article @key(fields: "id") { id: ID! left: Int size: Size broken: Int! }
  type Size { height: Int width(scale: Float): String }
  type Buyer @key(fields: "id") { id: ID! wishes: [Article] }`;

export const shop: DifferentialGraph = {
  name: 'shop',
  subgraphs: { orders, billing, stock },
  ids: ['1', '2', '3', '4', 'a1', 'a3'],
  world() {
    const counts = { orders: 0, invoices: 0 };
    const articles: Row[] = numbers(3).map((id) => ({
      __typename: 'Article',
      id: `a${id}`,
      title: `title ${id}`,
      left: Number(id),
      size: id === '3' ? null : { __typename: 'Size', height: Number(id) * 2, width: lazy((given) => told(`width ${id}`, given)) },
      broken: id === '2' ? new Error('broken') : 1,
    }));
    const buyers: Row[] = numbers(2).map((id) => ({
      __typename: 'Buyer',
      id: `u${id}`,
      invoices: lazy(() => invoices.filter((_, index) => index % 2 === Number(id) % 2)),
      limit: { __typename: 'Money', amount: Number(id) * 1000, currency: 'EUR' },
      wishes: [at(articles, Number(id)), null, at(articles, 0)],
    }));
    const all: Row[] = numbers(4).map((id, index) => ({
      __typename: 'Order',
      id,
      note: `note ${id}`,
      state: id === '4' ? null : 'OPEN',
      total: { __typename: 'Money', amount: Number(id) * 10, currency: `C${id}` },
      legacy: lazy((given) => told(`legacy ${id}`, given)),
      details: { deep: [{ id, list: [1, null] }], __typename: 'not a type' },
      buyer: id === '3' ? null : at(buyers, index),
      lines: numbers(index % 3).map((count) => ({
        __typename: 'Line',
        count: Number(count),
        article: at(articles, index + Number(count)),
        order: lazy(() => all[index]),
      })),
      address: {
        __typename: 'Address',
        street: `street ${id}`,
        town: `town ${id}`,
        iban: lazy((given) => told(`iban ${id}`, given)),
      },
      invoice: lazy(() => (id === '2' ? null : at(invoices, index))),
      paid: Number(id),
    }));
    const invoices: Row[] = numbers(3).map((id, index) => ({
      __typename: 'Invoice',
      number: Number(id),
      order: lazy(() => at(all, index + 1)),
      money: { __typename: 'Money', amount: Number(id), currency: null },
    }));
    return {
      query: {
        __typename: 'Query',
        orders: lazy((given) => all.slice(JSON.stringify(given).length % 3)),
        order: lazy(({ id }) => find(all, 'id', id)),
        version: 'v1',
        invoices: [invoices[0], null, invoices[2]],
        articles: [...articles].reverse(),
      },
      mutation: {
        __typename: 'Mutation',
        // Answers tell in which order they were made. What is read elsewhere stays as it is: of two root fields that go to one subgraph
        // a gateway may read the rest of the first after the second.
        place: lazy(({ id, place }) => {
          const order = find(all, 'id', id);
          return order === null ? null : { ...order, note: `${(counts.orders += 1)} ${textOf(place)}` };
        }),
        addNote: lazy(({ id, note }) => ({ ...(find(all, 'id', id) ?? at(all, 0)), note: `${(counts.orders += 1)} ${String(note)}` })),
        countOrders: lazy(() => (counts.orders += 1)),
        pay: lazy(({ id, amount }) => {
          const order = find(all, 'id', id);
          return order === null ? null : { ...at(invoices, 1), number: (counts.invoices += 1) + Number(amount ?? 0) };
        }),
        countInvoices: lazy(() => (counts.invoices += 1)),
        restock: lazy(({ id, by }) => {
          const article = find(articles, 'id', id);
          return article === null ? null : { ...article, left: Number(article['left']) + Number(by ?? 0) };
        }),
      },
      rows: [...articles, ...buyers, ...all],
      computed: { 'Order.tax': ({ state, details }) => `tax ${String(state)} ${JSON.stringify(details)}` },
    };
  },
};
