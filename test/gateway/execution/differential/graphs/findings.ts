// Unions and interfaces whose members are entities of different subgraphs; members, values and fields that clients are not to know.
import { at, find, lazy, numbers, told, type DifferentialGraph, type Row } from '../graph';

const search = `
  type Query { search(text: String, kinds: [Kind!]): [Result] first: Result! node(id: ID!): Node nodes(ids: [ID]! = ["p1", "o1"]): [Node]! }
  enum Kind { PERSON COMPANY SECRET @inaccessible }
  union Result = Person | Company | Spy | Note
  interface Node { id: ID! }
  type Person implements Node @key(fields: "id") { id: ID! match: String }
  type Company implements Node @key(fields: "id") { id: ID! match: String }
  type Spy implements Node @key(fields: "id") @inaccessible { id: ID! match: String cover: Person }
  type Note { text(of: Kind = PERSON): String kind: Kind about: Result kinds: [Kind] related: [Result!] }`;

const people = `
  type Query { people: [Person!]! me: Person }
  interface Node { id: ID! name: String }
  interface Named { name: String }
  type Person implements Node & Named @key(fields: "id") {
    id: ID!
    name: String
    employer: Company
    friends(first: Int): [Person]
    owns: [Thing]
    lives: Home!
  }
  type Company implements Node & Named @key(fields: "id") { id: ID! name: String staff: [Person!]! }
  type Spy implements Node & Named @key(fields: "id") @inaccessible { id: ID! name: String }
  union Thing = Car | Boat
  interface Vehicle { plate: String! owner: Person }
  type Car implements Vehicle @key(fields: "plate") { plate: String! owner: Person doors: Int }
  type Boat implements Vehicle & Named { plate: String! owner: Person name: String }
  interface Home { town: String }
  type Flat implements Home { town: String floor: Int! }
  type House implements Home { town: String garden: Boolean }`;

const companies = `
  type Query { vehicles: [Vehicle] }
  interface Vehicle { plate: String! }
  type Car implements Vehicle @key(fields: "plate") { plate: String! weight: Int wheels: Int! }
  type Company @key(fields: "id") { id: ID! turnover(year: Int! = 2024): String fleet: [Vehicle!] boss: Person }
  type Person @key(fields: "id") { id: ID! salary: String shares: [Company] }`;

export const findings: DifferentialGraph = {
  name: 'findings',
  subgraphs: { search, people, companies },
  ids: ['p1', 'p3', 'o1', 'o2', 'x1'],
  world() {
    const persons: Row[] = numbers(4).map((id, index) => ({
      __typename: 'Person',
      id: `p${id}`,
      match: `match p${id}`,
      name: id === '3' ? null : `person ${id}`,
      employer: lazy(() => (id === '4' ? null : at(firms, index))),
      friends: lazy(({ first }) => [at(persons, index + 1), null, at(persons, index + 2)].slice(0, Number(first ?? 3))),
      owns: lazy(() => (id === '2' ? null : [at(cars, index), null, at(boats, index)])),
      lives: id === '1' ? { __typename: 'Flat', town: 'town 1', floor: 3 } : { __typename: 'House', town: `town ${id}`, garden: false },
      salary: id === '2' ? new Error('not told') : `salary ${id}`,
      shares: lazy(() => [at(firms, index + 1), null]),
    }));
    const firms: Row[] = numbers(2).map((id, index) => ({
      __typename: 'Company',
      id: `o${id}`,
      match: `match o${id}`,
      name: `company ${id}`,
      staff: lazy(() => persons.filter((_, which) => which % 2 === index)),
      turnover: lazy((given) => told(`turnover ${id}`, given)),
      fleet: lazy(() => [at(cars, index), at(cars, index + 1)]),
      boss: at(persons, index),
    }));
    const spies: Row[] = [{ __typename: 'Spy', id: 'x1', match: 'match x1', name: 'spy', cover: at(persons, 0) }];
    const cars: Row[] = numbers(2).map((id, index) => ({
      __typename: 'Car',
      plate: `car ${id}`,
      owner: lazy(() => at(persons, index)),
      doors: Number(id) + 2,
      weight: Number(id) * 1000,
      wheels: 4,
    }));
    const boats: Row[] = numbers(2).map((id, index) => ({
      __typename: 'Boat',
      plate: `boat ${id}`,
      owner: lazy(() => at(persons, index + 1)),
      name: `boat name ${id}`,
    }));
    const notes: Row[] = numbers(2).map((id, index) => ({
      __typename: 'Note',
      text: lazy((given) => told(`text ${id}`, given)),
      kind: index === 0 ? 'SECRET' : 'COMPANY',
      kinds: ['PERSON', 'SECRET', null],
      about: lazy(() => (index === 0 ? spies[0] : at(firms, index))),
      related: lazy(() => (index === 0 ? [at(persons, 1), at(notes, 1)] : null)),
    }));
    const all = [
      at(persons, 0),
      at(firms, 0),
      at(spies, 0),
      at(notes, 0),
      null,
      at(persons, 2),
      at(notes, 1),
      at(firms, 1),
      at(persons, 0),
    ];
    const byId = [...persons, ...firms, ...spies];
    return {
      query: {
        __typename: 'Query',
        search: lazy(({ text, kinds }) =>
          all
            .filter((one) => !Array.isArray(kinds) || one === null || kinds.includes(one.__typename.toUpperCase()))
            .slice(String(text).length % 3),
        ),
        first: at(persons, 1),
        node: lazy(({ id }) => find(byId, 'id', id)),
        nodes: lazy(({ ids }) => (Array.isArray(ids) ? ids : []).map((id: unknown) => find(byId, 'id', id))),
        people: persons,
        me: at(persons, 0),
        vehicles: [at(cars, 0), null, at(cars, 1)],
      },
      mutation: null,
      rows: [...byId, ...cars],
      computed: {},
    };
  },
};
