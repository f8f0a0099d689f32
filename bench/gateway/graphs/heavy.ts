// The heavy graph: a few people, items and opinions that lead to one another, so that a small data set gives a deep and repetitive
// answer. Its shape and numbers are those of the heavy query that gateways are commonly compared by; the words are our own.
import type { Graph } from './graph';

const PEOPLE = 6;
const ITEMS = 9;
/** The opinions of each item, by the items' order. */
const OPINIONS_OF_ITEM = [4, 4, 1, 2];
const TEXT_LENGTHS = [445, 287, 277, 145];
const WORDS = 'this one has been in our kitchen for a year and still does what it was bought for although nobody reads manuals'.split(' ');

interface Person {
  __typename: 'Person';
  id: string;
  name: string;
  handle: string;
  born: number;
  opinions(): Opinion[];
}

interface Item {
  __typename: 'Item';
  sku: string;
  name: string;
  price: number | null;
  weight: number | null;
  inStock: boolean;
  shippingEstimate(): number | null;
  opinions(): Opinion[];
}

interface Opinion {
  __typename: 'Opinion';
  id: string;
  text: string;
  author(): Person | null;
  item(): Item | null;
}

/** Heavy things cost more to ship, and dear ones nothing. */
function estimate(price: number | null, weight: number | null): number | null {
  if (price === null || weight === null) return null;
  return price > 1_000 ? 0 : Math.round(weight / 2);
}

const opinions: readonly Opinion[] = OPINIONS_OF_ITEM.flatMap((count, item) => Array.from({ length: count }, () => item)).map(
  (item, index) => ({
    __typename: 'Opinion',
    id: String(index + 1),
    text: textOf(index),
    // One person wrote them all: that is what makes the answer repeat itself.
    author: () => people[0] ?? null,
    item: () => items[item] ?? null,
  }),
);

const people: readonly Person[] = Array.from({ length: PEOPLE }, (_, index) => ({
  __typename: 'Person',
  id: String(index + 1),
  name: `Person ${index + 1} of the neighbourhood`,
  handle: `neighbour${index + 1}`,
  born: 1960 + index * 7,
  opinions: () => opinions.slice(0, 2),
}));

const items: readonly Item[] = Array.from({ length: ITEMS }, (_, index) => {
  const [price, weight] = [299 + ((index * 600) % 2_500), 100 + ((index * 450) % 1_300)];
  return {
    __typename: 'Item',
    sku: String(index + 1),
    name: `Thing ${index + 1}`,
    price,
    weight,
    inStock: index % 3 !== 2,
    shippingEstimate: () => estimate(price, weight),
    opinions: () => opinions.filter(({ item }) => item()?.sku === String(index + 1)),
  };
});

function textOf(index: number): string {
  const length = TEXT_LENGTHS[index % TEXT_LENGTHS.length] ?? 0;
  let text = '';
  for (let word = index; text.length < length; word += 1) text += `${WORDS[word % WORDS.length] ?? ''} `;
  return text.slice(0, length);
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

const personOf = (representation: Readonly<Record<string, unknown>>): Person | null =>
  people.find(({ id }) => id === representation['id']) ?? null;
const itemOf = (representation: Readonly<Record<string, unknown>>): Item | null =>
  items.find(({ sku }) => sku === representation['sku']) ?? null;

export const heavy: Graph = {
  name: 'heavy',
  title: 'heavy: four subgraphs, nested seven deep, @requires and @provides, about 90 kB',
  subgraphs: ['people', 'items', 'stock', 'opinions'],
  root: {
    me: () => people[0],
    person: ({ id }: { id: string }) => personOf({ id }),
    people,
    topItems: ({ first }: { first: number }) => items.slice(0, first),
  },
  entities: {
    people: { Person: personOf },
    items: { Item: itemOf },
    opinions: {
      Person: personOf,
      Item: itemOf,
      Opinion: ({ id }) => opinions.find((opinion) => opinion.id === id) ?? null,
    },
    stock: {
      // By what the gateway sends, not by what we know: a gateway that leaves it out, or sends another's, answers wrongly.
      Item: (representation) => {
        const item = itemOf(representation);
        if (item === null) return null;
        const { price, weight } = representation;
        return { ...item, shippingEstimate: () => estimate(numberOrNull(price), numberOrNull(weight)) };
      },
    },
  },
  variables: [{}],
  alsoChecked: [],
};
