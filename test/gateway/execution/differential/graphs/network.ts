// Interfaces whose types are entities in several subgraphs, with a field (`label`) that is not of one type in all; lists of lists of
// them; root fields that several subgraphs answer; mutations. Only that one leaf differs so, and only where its interface does not have
// it: Apollo's planner writes texts that are not valid where an object does (`room: Room!` of a Hub), or the interface has it too.
import { at, find, lazy, numbers, textOf, type DifferentialGraph, type Row } from '../graph';

const devices = `
  type Query { grid(width: Int): [[Device!]]! device(id: ID!): Device any: Device @shareable hub: Hub! @shareable }
  type Mutation { toggle(id: ID!, on: Boolean = true): Device switchAll(devices: [Switch!]!): [Device!] }
  input Switch { id: ID! on: Boolean! = false factor: Float }
  interface Device { id: ID! on: Boolean size: Int parent: Device }
  type Lamp implements Device @key(fields: "id") { id: ID! on: Boolean size: Int parent: Device watts(factor: Float = 1.5): Float }
  type Hub implements Device @key(fields: "id") { id: ID! on: Boolean size: Int parent: Hub children(of: [Type!] = [LAMP]): [Device] }
  type Probe implements Device @key(fields: "id") @key(fields: "serial number { value }") {
    id: ID!
    serial: String!
    number: Number!
    on: Boolean
    size: Int
    parent: Device!
  }
  enum Type { LAMP HUB PROBE }
  type Number @shareable { value: Int! hex: String }`;

const rooms = `
  type Query { rooms: [Room!] any: Device @shareable hub: Hub! @shareable }
  type Mutation { move(id: ID!, room: ID): Device }
  interface Device { id: ID! room: Room }
  type Lamp implements Device @key(fields: "id") { id: ID! room: Room label: String! }
  type Hub implements Device @key(fields: "id") { id: ID! room: Room label: String }
  type Probe implements Device @key(fields: "id") { id: ID! room: Room }
  type Room @key(fields: "id") { id: ID! name: String! devices: [Device!]! layout: [[[Device]]] }`;

const readings = `
  type Query { extreme: Reading }
  interface Device { label: String }
  type Probe implements Device @key(fields: "serial number { value }") {
    label: String
    serial: String!
    number: Number!
    readings(last: Int! = 2): [Reading!]!
    unit: String
    size: Int @external
    scale: String @requires(fields: "size")
  }
  type Number @shareable { value: Int! }
  union Reading = Heat | Light | Fault
  type Heat { at: Int! of: Probe! degrees: Float }
  type Light { at: Int! of: Probe! lux: Int seen: Boolean }
  type Fault { at: Int! why: String room: Room }
  type Room @key(fields: "id") { id: ID! warmest: Probe faults: [Fault] }
  type Hub @key(fields: "id") { id: ID! uptime: Int broken: String }`;

export const network: DifferentialGraph = {
  name: 'network',
  subgraphs: { devices, rooms, readings },
  ids: ['d1', 'd2', 'd3', 'd5', 'r1', 'r2'],
  world() {
    let count = 0;
    const kinds = ['Hub', 'Lamp', 'Probe', 'Lamp', 'Probe'];
    const places: Row[] = numbers(2).map((id, index) => ({
      __typename: 'Room',
      id: `r${id}`,
      name: `room ${id}`,
      devices: lazy(() => all.filter(({ room }) => room === places[index])),
      layout: lazy(() => [[[at(all, index), null], []], null, [null, [at(all, index + 2)]]]),
      warmest: lazy(() => (index === 0 ? at(all, 2) : null)),
      faults: [{ __typename: 'Fault', at: Number(id), why: new Error('nobody knows'), room: lazy(() => places[index]) }],
    }));
    const all: Row[] = numbers(5).map((id, index) => ({
      __typename: at(kinds, index),
      id: `d${id}`,
      on: id === '3' ? null : Number(id) % 2 === 0,
      size: id === '5' ? null : Number(id) * 4,
      parent: lazy(() => (index === 0 ? null : at(all, index < 3 ? 0 : index - 1))),
      watts: lazy(({ factor }) => Number(id) * Number(factor)),
      children: lazy(({ of }) => all.filter(({ __typename }) => Array.isArray(of) && of.includes(__typename.toUpperCase()))),
      serial: `serial ${index % 2}`,
      number: { __typename: 'Number', value: Number(id), hex: `0x${id}` },
      room: at(places, index),
      label: `label ${id}`,
      readings: lazy(({ last }) => measured.filter(({ of }) => of === all[index]).slice(-Number(last))),
      unit: `unit ${id}`,
      uptime: Number(id) * 60,
      broken: new Error('broken'),
    }));
    const measured: Row[] = [
      { __typename: 'Heat', at: 1, of: at(all, 2), degrees: 20.5 },
      { __typename: 'Light', at: 2, of: at(all, 2), lux: 300, seen: true },
      { __typename: 'Fault', at: 3, of: at(all, 2), why: 'dust', room: at(places, 1) },
      { __typename: 'Heat', at: 4, of: at(all, 4), degrees: null },
    ];
    return {
      query: {
        __typename: 'Query',
        grid: lazy(({ width }) => [[at(all, 0), at(all, 1)], null, [], all.slice(0, Number(width ?? 3))]),
        device: lazy(({ id }) => find(all, 'id', id)),
        any: at(all, 2),
        hub: at(all, 0),
        rooms: places,
        extreme: measured[0],
      },
      mutation: {
        __typename: 'Mutation',
        toggle: lazy(({ id, on }) => {
          const device = find(all, 'id', id);
          return device === null ? null : { ...device, on: on ?? null, size: (count += 1) };
        }),
        switchAll: lazy(({ devices: given }) => [{ ...at(all, 1), watts: (count += 1) + textOf(given).length }, at(all, 4)]),
        move: lazy(({ id, room }) => {
          const device = find(all, 'id', id);
          return device === null ? null : { ...device, room: find(places, 'id', room) };
        }),
      },
      rows: [...all, ...places],
      computed: { 'Probe.scale': ({ size }) => `scale ${String(size)}` },
    };
  },
};
