// @ts-check
// Customer 360 by hand: the directory, then the other three at once.
import { ask } from './dispatch.mjs';

const DIRECTORY = 'query($id:ID!){customer(id:$id){id displayName email phone segment since}}';
const PARTS = {
  sales: 'orderCount orders(first:3){number placedOn status total}',
  billing: 'balance currency invoices(first:3){number dueOn overdue amount}',
  support: 'openTickets tickets(first:2){id subject status updatedAt}',
};

/** @param {keyof PARTS} subgraph @param {string} id @param {string} customerId */
async function partOf(subgraph, id, customerId) {
  const query = `query($r:[_Any!]!){_entities(representations:$r){...on Customer{${PARTS[subgraph]}}}}`;
  const body = `{"query":${JSON.stringify(query)},"variables":{"r":[{"__typename":"Customer","id":${JSON.stringify(customerId)}}]}}`;
  return (await ask(subgraph, id, body))._entities[0];
}

/** @param {string} id @param {string} customerId */
export async function customer(id, customerId) {
  const body = `{"query":${JSON.stringify(DIRECTORY)},"variables":{"id":${JSON.stringify(customerId)}}}`;
  const { customer: found } = await ask('directory', id, body);
  if (found === null) return { data: { customer: null } };
  const [sales, billing, support] = await Promise.all([
    partOf('sales', id, found.id),
    partOf('billing', id, found.id),
    partOf('support', id, found.id),
  ]);
  return { data: { customer: { ...found, ...sales, ...billing, ...support } } };
}
