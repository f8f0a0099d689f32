// The heavy operation by hand, in five fetches: it knows that the top items are all items there are opinions of, and that the people
// are all people. A planner cannot know that.
import { ask } from './dispatch.mjs';

const PEOPLE = JSON.stringify({ query: '{people{id handle name}}' });
const ITEMS = JSON.stringify({ query: '{topItems{name price sku weight}}' });
const AUTHORS = 'opinions{id text author{id handle opinions{id text item{sku}}}}';
const OPINIONS_OF_PEOPLE = `query($r:[_Any!]!){_entities(representations:$r){...on Person{opinions{id text item{sku ${AUTHORS}}}}}}`;
const OPINIONS_OF_ITEMS = `query($r:[_Any!]!){_entities(representations:$r){...on Item{${AUTHORS}}}}`;
const STOCK = 'query($r:[_Any!]!){_entities(representations:$r){...on Item{inStock shippingEstimate}}}';

async function entities(subgraph, id, query, representations) {
  return (await ask(subgraph, id, JSON.stringify({ query, variables: { r: representations } })))._entities;
}

export async function heavy(id) {
  const [{ people, byPerson }, { topItems, byItem, stock }] = await Promise.all([peopleAndOpinions(id), itemsAndOpinions(id)]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  const parts = new Map(
    topItems.map(({ name, price, sku, weight }, index) => {
      const { inStock, shippingEstimate } = stock[index];
      return [sku, { inStock, name, price, shippingEstimate, sku, weight }];
    }),
  );

  const withItems = (opinions) => opinions.map(({ id, text, item }) => ({ id, text, item: parts.get(item.sku) }));
  const withAuthors = (opinions) =>
    opinions.map(({ id, text, author }) => ({
      id,
      text,
      author: { id: author.id, handle: author.handle, name: names.get(author.id), opinions: withItems(author.opinions) },
    }));
  return {
    data: {
      people: people.map((person, index) => ({
        ...person,
        opinions: byPerson[index].opinions.map(({ id, text, item }) => ({
          id,
          text,
          item: { ...parts.get(item.sku), opinions: withAuthors(item.opinions) },
        })),
      })),
      topItems: topItems.map(({ sku }, index) => ({
        ...parts.get(sku),
        opinions: withAuthors(byItem[index].opinions),
      })),
    },
  };
}

async function peopleAndOpinions(id) {
  const { people } = await ask('people', id, PEOPLE);
  const keys = people.map((person) => ({ __typename: 'Person', id: person.id }));
  return { people, byPerson: await entities('opinions', id, OPINIONS_OF_PEOPLE, keys) };
}

async function itemsAndOpinions(id) {
  const { topItems } = await ask('items', id, ITEMS);
  const keys = topItems.map(({ sku }) => ({ __typename: 'Item', sku }));
  const full = topItems.map(({ sku, price, weight }) => ({ __typename: 'Item', sku, price, weight }));
  const [byItem, stock] = await Promise.all([entities('opinions', id, OPINIONS_OF_ITEMS, keys), entities('stock', id, STOCK, full)]);
  return { topItems, byItem, stock };
}
