// `@requires` of what is itself required, of nested objects in lists, of other entities' fields, and by type; a key that is not
// resolvable; a key that only a third subgraph can make.
import { at, find, lazy, numbers, textOf, told, type DifferentialGraph, type Row } from '../graph';

const base = `
  type Query { parcel(id: ID!): Parcel parcels(of: [ID!]): [Parcel!]! }
  type Parcel @key(fields: "id") {
    id: ID!
    weight(unit: String = "g"): Int!
    boxes: [Box!]
    sender: Person
    pet: Pet
    note: String
  }
  type Box { label: String! sides: [Side] }
  type Side { length: Int! colour: String }
  type Person @key(fields: "id") { id: ID! nick: String }
  interface Pet { name: String! }
  type Dog implements Pet { name: String! barks: Int }
  type Cat implements Pet { name: String! lives: Int! }`;

const pricing = `
  type Query { tariffs: [Tariff!] }
  type Parcel @key(fields: "id") {
    id: ID!
    weight(unit: String = "g"): Int! @external
    boxes: [Box!] @external
    sender: Person @external
    pet: Pet @external
    price: Int @requires(fields: "weight(unit: \\"kg\\")")
    surface: String @requires(fields: "boxes { label sides { length } }")
    colours: String @requires(fields: "boxes { sides { colour } }")
    greeting(formal: Boolean): String @requires(fields: "sender { name }")
    petTax: String @requires(fields: "pet { name ... on Dog { barks } ... on Cat { lives } }")
    tariff: Tariff!
  }
  type Box { label: String! @external sides: [Side] @external }
  type Side { length: Int! @external colour: String @external }
  type Person @key(fields: "id") { id: ID! name: String @external debts: Int }
  interface Pet { name: String! }
  type Dog implements Pet { name: String! @external barks: Int @external }
  type Cat implements Pet { name: String! @external lives: Int! @external }
  type Tariff @key(fields: "code") { code: String! rate: Int }`;

const people = `
  type Query { people(like: Like): [Person] }
  input Like { name: String = "e" not: [Like!] deep: [[Int]] }
  type Person @key(fields: "id") { id: ID! name: String card: Card @shareable parcels: [Parcel!] }
  type Card @key(fields: "number") { number: String! }
  type Parcel @key(fields: "id", resolvable: false) { id: ID! }`;

const delivery = `
  type Query { routes: [Route!]! }
  type Parcel @key(fields: "id") {
    id: ID!
    price: Int @external
    surface: String @external
    tariff: Tariff! @external
    fee: String @requires(fields: "price tariff { rate }")
    label: String @requires(fields: "surface")
    route: Route
  }
  type Tariff @key(fields: "code") { code: String! rate: Int @external }
  type Route @key(fields: "from to") { from: String! to: String! stops(max: Int): [String!]! parcels: [Parcel] }
  type Card @key(fields: "number") @key(fields: "serial") { number: String! serial: Int! @shareable points: Int }`;

const loyalty = `
  type Query { top: Gift }
  type Card @key(fields: "serial") { serial: Int! gifts: [Gift!]! level: String }
  type Gift { name: String! for: Card }`;

export const chain: DifferentialGraph = {
  name: 'chain',
  subgraphs: { base, pricing, people, delivery, loyalty },
  ids: ['k1', 'k2', 'k3', 'k4'],
  world() {
    const persons: Row[] = numbers(3).map((id, index) => ({
      __typename: 'Person',
      id: `p${id}`,
      nick: `nick ${id}`,
      name: id === '3' ? null : `person ${id}`,
      debts: Number(id) * 5,
      card: id === '2' ? null : lazy(() => at(cards, index)),
      parcels: lazy(() => parcels.filter((_, which) => which % 3 === index)),
    }));
    const tariffs: Row[] = numbers(2).map((id) => ({ __typename: 'Tariff', code: `t${id}`, rate: id === '2' ? null : Number(id) }));
    const routes: Row[] = numbers(2).map((id) => ({
      __typename: 'Route',
      from: `from ${id}`,
      to: `to ${id}`,
      stops: lazy((given) => [told(`stop ${id}`, given)]),
      parcels: lazy(() => [at(parcels, Number(id)), null, at(parcels, 0)]),
    }));
    const parcels: Row[] = numbers(4).map((id, index) => ({
      __typename: 'Parcel',
      id: `k${id}`,
      weight: lazy(({ unit }) => Number(id) * (unit === 'kg' ? 1 : 1000)),
      note: `note ${id}`,
      boxes:
        id === '2'
          ? null
          : numbers(index).map((box) => ({
              __typename: 'Box',
              label: `box ${id}.${box}`,
              sides: [{ __typename: 'Side', length: Number(box), colour: `colour ${id}.${box}` }, null],
            })),
      sender: id === '3' ? null : at(persons, index),
      pet: [
        { __typename: 'Dog', name: 'dog', barks: 3 },
        { __typename: 'Cat', name: 'cat', lives: 7 },
        null,
        { __typename: 'Dog', name: 'old dog', barks: null },
      ][index],
      tariff: at(tariffs, index),
      route: id === '4' ? null : at(routes, index),
    }));
    const cards: Row[] = numbers(3).map((id, index) => ({
      __typename: 'Card',
      number: `n${id}`,
      serial: Number(id) * 1000,
      points: Number(id),
      level: `level ${id}`,
      gifts: lazy(() => gifts.slice(index)),
    }));
    const gifts: Row[] = numbers(2).map((id, index) => ({ __typename: 'Gift', name: `gift ${id}`, for: lazy(() => cards[index + 1]) }));
    return {
      query: {
        __typename: 'Query',
        parcel: lazy(({ id }) => find(parcels, 'id', id)),
        parcels: lazy(({ of }) => (Array.isArray(of) ? parcels.filter(({ id }) => of.includes(id)) : parcels)),
        tariffs,
        people: lazy(({ like }) => persons.slice(textOf(like ?? null).length % 2)),
        routes,
        top: gifts[0],
      },
      mutation: null,
      rows: [...persons, ...tariffs, ...routes, ...parcels, ...cards],
      computed: {
        'Parcel.price': ({ weight }) => Number(weight) * 10,
        'Parcel.surface': ({ boxes }) => `surface ${namelessText(boxes, ['colour'])}`,
        'Parcel.colours': ({ boxes }) => `colours ${namelessText(boxes, ['label', 'length'])}`,
        'Parcel.greeting': ({ sender }, given) => `${told('greeting', given)} ${namelessText(sender)}`,
        'Parcel.petTax': ({ pet }) => (pet == null ? null : `tax ${namelessText(pet)}`),
        'Parcel.fee': ({ price, tariff }) => `fee ${String(price)} ${namelessText(tariff)}`,
        'Parcel.label': ({ surface }) => `label ${String(surface)}`,
      },
    };
  },
};

/** Planners are free to send the names of types along, and what other fields require of the same object: `others`. */
function namelessText(value: unknown, others: readonly string[] = []): string {
  const isOut = (key: string): boolean => key === '__typename' || others.includes(key);
  return textOf(JSON.parse(JSON.stringify(value ?? null, (key, inner: unknown) => (isOut(key) ? undefined : inner))));
}
