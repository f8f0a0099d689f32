// Where is my order? The newest orders with their parcels, what is in them and what came back, and the tickets that are open.
import { toIdentifier } from '../../../../subgraphs/customer/lookup-input';
import type { Order } from '../../../../subgraphs/sales/contract';
import { findCustomer } from '../customer';
import { contentsOf, ordersOf } from '../parts/sales';
import { open, ticketsOf } from '../parts/support';
import { recordsOf } from '../resolved';
import type { Systems } from '../systems';
import { textIn, USUAL_PAGE, type Question } from './question';

const NEWEST_ORDERS = 5;

export const whereIsMyOrder: Question = async (variables, systems) => {
  const { shelves } = systems;
  const customer = await findCustomer(toIdentifier({ email: textIn(variables, 'email') }, undefined), shelves);
  if (customer === null) return { customer };
  const [sales, support] = await Promise.all([recordsOf(shelves.SALES, customer), recordsOf(shelves.SUPPORT, customer)]);
  const [orders, tickets] = await Promise.all([ordersOf(sales.linked, systems), ticketsOf(support.linked, systems)]);
  const nodes = await Promise.all(orders.slice(0, NEWEST_ORDERS).map((order) => orderNode(order, systems)));
  const openTickets = open(tickets).slice(0, USUAL_PAGE);
  return {
    customer: {
      displayName: customer.displayName,
      sales: sales.linked.length === 0 ? null : { orders: { totalCount: orders.length, nodes } },
      support: support.linked.length === 0 ? null : { tickets: { nodes: openTickets.map(({ number, subject }) => ({ number, subject })) } },
    },
  };
};

async function orderNode(order: Order, systems: Systems) {
  const { number, status, placedAt, total, currency, shipments, hasReturns, url } = order;
  const { items, returns } = await contentsOf(order, systems);
  return {
    ...{ number, status, placedAt, url },
    total: { amount: total, currency },
    shipments: shipments.map(({ carrier, trackingNumber, shippedAt, deliveredAt }) => ({
      ...{ carrier, trackingNumber, shippedAt, deliveredAt },
    })),
    items: items.map(({ name, quantity }) => ({ name, quantity })),
    returns: hasReturns ? returns.map((one) => ({ number: one.number, status: one.status })) : [],
  };
}
