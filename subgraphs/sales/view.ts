// The customer as the shop sees them: the parents that the resolvers of `SalesView` and below work on.
import type { Inquiry } from '../../platform/domain/inquiry';
import type { Resolved } from '../../platform/domain/resolution';
import { fulfilled } from '../../platform/fulfilled';
import { sumByCurrency, type Money } from '../../platform/money';
import { newestFirst } from '../../platform/newest-first';
import { parseRecordId } from '../../platform/record';
import type { SalesContext } from './context';
import type { Order, OrderContents, OrderItem, OrderReturn, SalesConnector, SalesPerson, SalesRecord } from './contract';

export type SalesInquiry = Inquiry<SalesConnector, SalesRecord>;

/** Parent of `SalesView`. */
export interface SalesView {
  inquiry: SalesInquiry;
  /** Never empty. */
  linked: Resolved<SalesConnector, SalesRecord>[];
}

/** Parent of `Order`: what is inside is read through the inquiry it came by. */
export type AskedOrder = Order & { inquiry: SalesInquiry };

/** Parent of `OrderItem`: an item is priced in its order's currency. */
export type PricedItem = OrderItem & { currency: string };

/** Parent of `OrderReturn`. */
export type ReturnOfOrder = OrderReturn & { orderId: string };

/** null when the shop does not know this customer. */
export async function toView(inquiry: SalesInquiry): Promise<SalesView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** Newest first, whatever source they come from; a source that fails is left out, and named by `missing`. */
export async function ordersOf(inquiry: SalesInquiry, context: SalesContext): Promise<Order[]> {
  const orders = await inquiry.children((source) => context.readsOf(source).orders);
  return orders.sort((a, b) => b.placedAt.localeCompare(a.placedAt) || a.id.localeCompare(b.id));
}

/**
 * How many were ever placed: as the shop counts them; orders are read of those records only where it does not. Rejects when a
 * source is missing.
 */
export async function orderCountOf({ inquiry, linked }: SalesView, context: SalesContext): Promise<number> {
  await inquiry.everySource();
  const counts = await Promise.all(
    linked.map(async (resolved) => resolved.record.orderCount ?? (await ordersOfRecord(inquiry, resolved, context)).length),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

/** What was ever spent, likewise. Where orders are added up, what was cancelled does not count, nor what was paid back. */
export async function lifetimeValueOf({ inquiry, linked }: SalesView, context: SalesContext): Promise<Money[]> {
  await inquiry.everySource();
  const amounts = await Promise.all(
    linked.map(async (resolved) => {
      const { spent } = resolved.record;
      return spent == null ? (await ordersOfRecord(inquiry, resolved, context)).flatMap(spentOn) : [spent];
    }),
  );
  return sumByCurrency(amounts.flat());
}

function spentOn({ status, total, refunded, currency }: Order): Money[] {
  if (status === 'CANCELLED') return [];
  return [
    { amount: total, currency },
    { amount: `-${refunded}`, currency },
  ];
}

/** Who sold the newest of the orders that names somebody. */
export function salesPersonOf(orders: readonly Order[]): SalesPerson | null {
  return orders.find(({ salesPerson }) => salesPerson !== null)?.salesPerson ?? null;
}

/**
 * Newest first; only orders that have returns are looked into. What a source cannot give is left out, and the source named by
 * `missing`; rejects when none of them can be had.
 */
export async function returnsOf(inquiry: SalesInquiry, context: SalesContext): Promise<ReturnOfOrder[]> {
  const orders = (await ordersOf(inquiry, context)).filter(({ hasReturns }) => hasReturns);
  const lists = await fulfilled(orders.map((order) => returnsOfOrder({ ...order, inquiry }, context)));
  return newestFirst(lists.flat(), ({ at }) => at);
}

/** What came back of one order or is to come back; nothing is read where its source says that there is nothing. */
export async function returnsOfOrder(order: AskedOrder, context: SalesContext): Promise<ReturnOfOrder[]> {
  if (!order.hasReturns) return [];
  const { returns } = await contentsOf(order, context);
  return returns.map((one) => ({ ...one, orderId: order.id }));
}

/** What was ordered. */
export async function itemsOf(order: AskedOrder, context: SalesContext): Promise<PricedItem[]> {
  const { items } = await contentsOf(order, context);
  return items.map((item) => ({ ...item, currency: order.currency }));
}

async function contentsOf({ id, inquiry }: AskedOrder, context: SalesContext): Promise<OrderContents> {
  const source = context.session.sources.find(({ name }) => name === parseRecordId(id)?.source);
  const contents = source === undefined ? null : await inquiry.read(source, context.readsOf(source).contents, id);
  return contents ?? { items: [], returns: [] };
}

function ordersOfRecord(
  inquiry: SalesInquiry,
  { source, record }: Resolved<SalesConnector, SalesRecord>,
  context: SalesContext,
): Promise<readonly Order[]> {
  return inquiry.read(source, context.readsOf(source).orders, record.id);
}
