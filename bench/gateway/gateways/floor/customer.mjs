// Customer 360 by hand: the directory, then the other three at once. What a body has in common with all others is written once.
import { ask } from './dispatch.mjs';

const DIRECTORY = startOf('query($id:ID!){customer(id:$id){id displayName email phone segment since}}');
const SALES = partOfCustomer('orderCount orders(first:3){number placedOn status total}');
const BILLING = partOfCustomer('balance currency invoices(first:3){number dueOn overdue amount}');
const SUPPORT = partOfCustomer('openTickets tickets(first:2){id subject status updatedAt}');

function startOf(query) {
  return `{"query":${JSON.stringify(query)},"variables":`;
}

function partOfCustomer(selections) {
  return startOf(`query($r:[_Any!]!){_entities(representations:$r){...on Customer{${selections}}}}`);
}

export async function customer(id, customerId) {
  const { customer: found } = await ask('directory', id, `${DIRECTORY}{"id":${JSON.stringify(customerId)}}}`);
  if (found === null) return { data: { customer: null } };
  const representations = `{"r":[{"__typename":"Customer","id":${JSON.stringify(found.id)}}]}}`;
  const [sales, billing, support] = await Promise.all([
    ask('sales', id, SALES + representations),
    ask('billing', id, BILLING + representations),
    ask('support', id, SUPPORT + representations),
  ]);
  return { data: { customer: { ...found, ...sales._entities[0], ...billing._entities[0], ...support._entities[0] } } };
}
