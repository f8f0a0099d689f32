// Interface objects: a subgraph that knows an interface as if it were an object, beside the one that knows what there is of it. What
// it adds is of every kind; what kind a thing is, only the other one knows.
import { at, find, lazy, numbers, told, type DifferentialGraph, type Row } from '../graph';

const library = `
  type Query { media(id: ID!): Media shelf(first: Int! = 4): [Media!]! books: [Book!]! }
  type Mutation { lend(id: ID!, to: String): Media }
  interface Media @key(fields: "id") { id: ID! title(upper: Boolean): String lent: String }
  type Book implements Media @key(fields: "id") { id: ID! title(upper: Boolean): String lent: String pages: Int! sequel: Book }
  type Film implements Media @key(fields: "id") { id: ID! title(upper: Boolean): String lent: String minutes: Int after: Media }
  type Song implements Media @key(fields: "id") { id: ID! title(upper: Boolean): String lent: String album: Album }
  type Album @key(fields: "name") { name: String! songs: [Song] }`;

const ratings = `
  type Query { best: [Media] ratingOf(id: ID!): Rating }
  type Media @interfaceObject @key(fields: "id") {
    id: ID!
    title(upper: Boolean): String @external
    stars(of: Int = 5): String!
    ratings: [Rating!]
    blurb: String @requires(fields: "title(upper: true)")
  }
  type Rating @key(fields: "id") { id: ID! value: Int! media: Media! by: Critic }
  type Critic @key(fields: "id") { id: ID! favourite: Media }`;

const critics = `
  type Query { critics: [Critic!] }
  type Critic @key(fields: "id") { id: ID! name: String reads: Book rank: Int! }
  type Book @key(fields: "id") { id: ID! shelfMark: String readers: [Critic!]! }
  type Album @key(fields: "name") { name: String! year: Int }`;

export const media: DifferentialGraph = {
  name: 'media',
  subgraphs: { library, ratings, critics },
  ids: ['m1', 'm2', 'm3', 'm5', 'j1', 'j4'],
  world() {
    let lent = 0;
    const albums: Row[] = numbers(2).map((id) => ({
      __typename: 'Album',
      name: `album ${id}`,
      year: 1960 + Number(id),
      songs: lazy(() => things.filter(({ album }) => album === find(albums, 'name', `album ${id}`))),
    }));
    const kinds = ['Book', 'Film', 'Song'];
    const things: Row[] = numbers(6).map((id, index) => ({
      __typename: at(kinds, index),
      id: `m${id}`,
      title: lazy((given) => (id === '2' ? null : told(`title ${id}`, given))),
      lent: null,
      pages: Number(id) * 100,
      minutes: id === '5' ? new Error('no minutes') : Number(id) * 10,
      album: at(albums, Number(id)),
      sequel: lazy(() => (id === '1' ? things[3] : null)),
      after: lazy(() => (id === '2' ? at(things, 3) : at(things, 5))),
      shelfMark: `mark ${id}`,
      readers: lazy(() => writers.filter((_, which) => which !== index)),
      stars: lazy((given) => told(`stars ${id}`, given)),
      ratings: lazy(() => judgements.filter((one) => one['media'] === things[index])),
    }));
    const writers: Row[] = numbers(3).map((id, index) => ({
      __typename: 'Critic',
      id: `c${id}`,
      name: `critic ${id}`,
      rank: Number(id),
      reads: index === 1 ? null : at(things, index * 3),
      favourite: lazy(() => at(things, index + 1)),
    }));
    const judgements: Row[] = numbers(5).map((id, index) => ({
      __typename: 'Rating',
      id: `j${id}`,
      value: Number(id) * 3,
      media: at(things, index * 2),
      by: index === 3 ? null : at(writers, index),
    }));
    return {
      query: {
        __typename: 'Query',
        media: lazy(({ id }) => find(things, 'id', id)),
        shelf: lazy(({ first }) => things.slice(0, Number(first))),
        books: things.filter(({ __typename }) => __typename === 'Book'),
        best: [things[4], null, things[0], things[4]],
        ratingOf: lazy(({ id }) => find(judgements, 'id', id)),
        critics: writers,
      },
      mutation: {
        __typename: 'Mutation',
        lend: lazy(({ id, to }) => {
          const thing = find(things, 'id', id);
          lent += 1;
          return thing === null ? null : { ...thing, lent: `${lent} ${String(to)}` };
        }),
      },
      rows: [...albums, ...things, ...writers, ...judgements],
      computed: { 'Media.blurb': ({ title }) => `blurb of ${String(title)}` },
    };
  },
};
