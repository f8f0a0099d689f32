// A graph with everything that types can be: an interface that is an object elsewhere, types and an interface that clients do not
// know, a union of types whose equal fields differ.
import { openSmallSupergraph, type OpenOptions, type SmallSupergraph } from '../small-supergraph';

const items = [
  { __typename: 'Book', id: 'b', title: 'Emma', pages: 474, kind: 'PAPER' },
  { __typename: 'Tape', id: 't', title: 'Secret', kind: 'SECRET' },
  { __typename: 'Film', id: 'f', title: 'Alien', minutes: 117, kind: 'SECRET' },
];
const byId = ({ id }: { id: string }) => items.find((item) => item.id === id) ?? null;

const catalogue = {
  sdl: `type Query { media: [Media] shelf: Shelf things: [Thing] }
  interface Media @key(fields: "id") { id: ID! title: String kind: Kind }
  interface Printed @inaccessible { pages: Int }
  enum Kind { PAPER SECRET @inaccessible }
  type Book implements Media & Printed @key(fields: "id") { id: ID! title: String kind: Kind pages: Int }
  type Film implements Media @key(fields: "id") { id: ID! title: String kind: Kind minutes: Int }
  type Tape implements Media @key(fields: "id") @inaccessible { id: ID! title: String kind: Kind }
  type Shelf @key(fields: "no") { no: ID! first: Media }
  union Thing = Screw | Nail
  type Screw @key(fields: "code") { code: ID! }
  type Nail @key(fields: "code") { code: Int! }`,
  resolvers: {
    Query: {
      media: () => items,
      shelf: () => ({ no: '1', first: items[0] }),
      things: () => [
        { __typename: 'Screw', code: 's' },
        { __typename: 'Nail', code: 1 },
      ],
    },
    Media: { __resolveReference: byId },
    Book: { __resolveReference: byId },
    Film: { __resolveReference: byId },
    Tape: { __resolveReference: byId },
  },
};

const ratings = {
  sdl: `type Query { top: [Media] }
  type Media @interfaceObject @key(fields: "id") { id: ID! rating: Int }
  type Screw @key(fields: "code") { code: ID! size: String }
  type Nail @key(fields: "code") { code: Int! length: String }`,
  resolvers: {
    Query: { top: () => [{ id: 'b' }, { id: 'f' }] },
    Media: { rating: ({ id }: { id: string }) => (id === 'b' ? 5 : 4) },
    Screw: { size: ({ code }: { code: string }) => `size of ${code}` },
    Nail: { length: ({ code }: { code: number }) => `length of ${code}` },
  },
};

const labels = {
  sdl: `interface Media { id: ID! }
  interface Printed @inaccessible { pages: Int }
  type Book implements Media & Printed @key(fields: "id") { id: ID! pages: Int @external thickness: Int @requires(fields: "pages") }
  type Film implements Media @key(fields: "id") { id: ID! length: String }
  type Shelf @key(fields: "no") { no: ID! first: Media @external label: String @requires(fields: "first { id ... on Printed { pages } }") }`,
  resolvers: {
    Shelf: { label: ({ first }: { first: { id: string; pages?: number } }) => `${first.id} of ${first.pages ?? 'no'} pages` },
    Book: { thickness: ({ pages }: { pages: number }) => Math.round(pages / 10) },
    Film: { length: ({ id }: { id: string }) => `length of ${id}` },
    Media: { __resolveType: () => 'Book' },
    Printed: { __resolveType: () => 'Book' },
  },
};

export function openMedia(options?: OpenOptions): SmallSupergraph {
  return openSmallSupergraph({ catalogue, ratings, labels }, options);
}
