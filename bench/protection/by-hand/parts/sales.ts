// What the questions ask of the shop, of a customer's records there.
import { sumByCurrency, type Money } from '../../../../platform/money';
import type { Order, OrderContents, SalesRecord } from '../../../../subgraphs/sales/contract';
import type { Resolved } from '../resolved';
import type { Systems } from '../systems';
import { childrenOf } from './children';

type Linked = readonly Resolved<SalesRecord>[];

/** Newest first. */
export async function ordersOf(linked: Linked, { sales }: Systems): Promise<Order[]> {
  const orders = await childrenOf(linked, sales.orders);
  return orders.sort((a, b) => b.placedAt.localeCompare(a.placedAt) || a.id.localeCompare(b.id));
}

/** As the shop counts them, or else counted. */
export async function orderCountOf(linked: Linked, { sales }: Systems): Promise<number> {
  let sum = 0;
  for (const { record } of linked) sum += record.orderCount ?? (await sales.orders(record.id)).length;
  return sum;
}

/** As the shop adds it up, or else added up: not what was cancelled, nor what was paid back. */
export async function lifetimeValueOf(linked: Linked, { sales }: Systems): Promise<Money[]> {
  const amounts: Money[] = [];
  for (const { record } of linked) {
    if (record.spent != null) amounts.push(record.spent);
    else {
      for (const { status, total, refunded, currency } of await sales.orders(record.id)) {
        if (status !== 'CANCELLED') amounts.push({ amount: total, currency }, { amount: `-${refunded}`, currency });
      }
    }
  }
  return sumByCurrency(amounts);
}

export async function contentsOf({ id }: Order, { sales }: Systems): Promise<OrderContents> {
  return (await sales.contents(id)) ?? { items: [], returns: [] };
}
