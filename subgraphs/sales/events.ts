// What happened lately in the shop, for the customer's timeline. The orders alone tell it: what is inside them is not read for it.
import type { DomainEvent } from '../../platform/exchange/events';
import type { Order } from './contract';

/** Orders placed, sent, delivered and cancelled as events, in no order. An order counts as delivered with its last parcel. */
export function toEvents(orders: readonly Order[]): DomainEvent[] {
  return orders.flatMap(orderEvents);
}

function orderEvents({ id, url, number, status, placedAt, updatedAt, cancelledAt, shipments }: Order): DomainEvent[] {
  const ref = { id, url };
  const called = number ?? 'without a number';
  const event = (at: string | null | undefined, kind: string, what: string): DomainEvent[] =>
    at === null || at === undefined ? [] : [{ at, kind, title: `Order ${what}: ${called}`, ref }];
  const sent = shipments.flatMap(({ shippedAt }) => shippedAt ?? []).toSorted();
  const arrived = shipments.flatMap(({ deliveredAt }) => deliveredAt ?? []).toSorted();
  const complete = arrived.length === shipments.length && (status === 'DELIVERED' || status === 'RETURNED');
  return [
    ...event(placedAt, 'ORDER_PLACED', 'placed'),
    ...event(sent[0], 'ORDER_SHIPPED', 'sent'),
    ...(complete ? event(arrived.at(-1), 'ORDER_DELIVERED', 'delivered') : []),
    ...event(cancelledAt, 'ORDER_CANCELLED', 'cancelled'),
    // Nobody says when it began; the last change is the latest that it can have.
    ...(status === 'PROBLEM' ? event(updatedAt, 'ORDER_PROBLEM', 'delayed, undeliverable or held up') : []),
  ];
}
