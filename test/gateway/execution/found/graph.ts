// A graph in which the differential's finds can be told in one line each: a shop whose stock counts and whose critics know every kind
// of thing as one.
import { openSmallSupergraph, type SmallSupergraph } from '../small-supergraph';

const things = [
  {
    __typename: 'Book',
    id: 'b',
    title: (given: { upper?: boolean }) => (given.upper === true ? 'EMMA' : 'Emma'),
    pages: 474,
    weight: 2,
    shelf: { no: '2' },
  },
  { __typename: 'Film', id: 'f', title: () => 'Alien', minutes: 117, weight: 3, shelf: { no: '3' } },
];
const byId = ({ id }: { id: string }) => things.find((thing) => thing.id === id) ?? null;

/** `made` is what mutations have made, in order. */
export function openFound(): SmallSupergraph & { made: string[] } {
  const made: string[] = [];
  const catalogue = {
    sdl: `type Query { things: [Thing!]! thing(id: ID): Thing shelf: Shelf }
    type Mutation { make(what: String): Made again(what: String): Int }
    type Made { what: String shelf: Shelf }
    type Shelf @key(fields: "no") { no: ID! size: Int! label: String place: Place torn: String }
    type Place { town: String! row: Int }
    interface Thing @key(fields: "id") { id: ID! title(upper: Boolean): String weight: Int shelf: Shelf }
    type Book implements Thing @key(fields: "id") { id: ID! title(upper: Boolean): String weight: Int pages: Int! shelf: Shelf }
    type Film implements Thing @key(fields: "id") { id: ID! title(upper: Boolean): String weight: Int minutes: Int shelf: Shelf }`,
    resolvers: {
      Query: {
        things: () => things,
        thing: (_: unknown, given: { id: string }) => byId(given),
        shelf: () => ({ no: '1', size: 4, label: 'A', place: { town: 'Ulm', row: 7 } }),
      },
      Mutation: {
        make: (_: unknown, { what }: { what: string }) => ({ what: `${what} ${made.push(what)}`, shelf: { no: '1', size: 4, label: 'A' } }),
        again: (_: unknown, { what }: { what: string }) => made.push(what),
      },
      Shelf: { torn: () => Promise.reject(new Error('torn')) },
      Thing: { __resolveReference: byId },
      Book: { __resolveReference: byId },
      Film: { __resolveReference: byId },
    },
  };
  const critics = {
    sdl: `type Query { best: [Thing] top: Thing! }
    type Thing @interfaceObject @key(fields: "id") {
      id: ID! stars(of: Int): Int title(upper: Boolean): String @external weight: Int @external
      blurb: String @requires(fields: "title(upper: true)") heft: String @requires(fields: "weight")
    }`,
    resolvers: {
      Query: { best: () => [{ id: 'b' }, { id: 'f' }], top: () => ({ id: 'b' }) },
      Thing: {
        __resolveReference: (said: object) => said,
        stars: (_: unknown, { of = 5 }: { of?: number }) => of,
        blurb: ({ title }: { title: string }) => `about ${title}`,
        heft: ({ weight }: { weight: number }) => `${weight} kg`,
      },
    },
  };
  const stock = {
    sdl: `type Shelf @key(fields: "no") {
      no: ID! size: Int! @external label: String @external free: Int full: Int!
      room: String @requires(fields: "size") sign: String @requires(fields: "label") place: Place @external
      route: String @requires(fields: "place { town }") stop: String @requires(fields: "place { row }")
    }
    type Place { town: String! @external row: Int @external }`,
    resolvers: {
      Shelf: {
        free: () => 1,
        full: () => 3,
        room: ({ size }: { size: number }) => `room for ${size}`,
        route: ({ place }: { place: { town: string } | null }) => `to ${place?.town ?? 'nowhere'}`,
        stop: ({ place }: { place: { row: number } | null }) => `at ${place?.row ?? 'none'}`,
        sign: ({ label }: { label: string }) => `[${label}]`,
      },
    },
  };
  return { ...openSmallSupergraph({ catalogue, critics, stock }), made };
}
