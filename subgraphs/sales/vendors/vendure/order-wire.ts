// Vendure's orders: the part of them we read, and how it becomes ours. Where trust begins; pure, sends nothing.
import Big from 'big.js';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { normaliseEmail } from '../../../../platform/identity/email';
import { newestFirst } from '../../../../platform/newest-first';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Order, OrderStatus, SalesPerson, Shipment } from '../../contract';
import { toRecordId } from './ids';
import { Id, Instant, text, toInstant, toUrl, type Account } from './wire';

/** Whole numbers, of the smallest unit that the shop's precision makes. https://docs.vendure.io/guides/core-concepts/money/ */
export const Money = z.int();
/** A shop defines states of its own. https://docs.vendure.io/guides/core-concepts/orders/#custom-order-processes */
const State = z.string();

const Fulfillment = z.object({
  id: Id,
  state: State,
  method: z.string(),
  trackingCode: z.string().nullable(),
  createdAt: Instant,
  updatedAt: Instant,
});
type Fulfillment = z.infer<typeof Fulfillment>;

const Refund = z.object({ id: Id, state: State, total: Money, lines: z.array(z.object({ quantity: z.int() })) });
type Refund = z.infer<typeof Refund>;

export const VendureOrder = z.object({
  id: Id,
  code: z.string(),
  state: State,
  orderPlacedAt: Instant,
  updatedAt: Instant,
  currencyCode: z.string().regex(/^[A-Z]{3}$/),
  totalWithTax: Money,
  fulfillments: z.array(Fulfillment).nullable(),
  payments: z.array(z.object({ state: State, amount: Money, refunds: z.array(Refund) })).nullable(),
  customFields: z.record(z.string(), z.json()).nullish(),
});
export type VendureOrder = z.infer<typeof VendureOrder>;

/** `precision`: decimal places of amounts. */
export function toOrder(order: VendureOrder, record: RecordId, account: Account, precision: number): Order {
  const parcels = (order.fulfillments ?? []).filter(({ state }) => state !== 'Cancelled');
  const refunds = refundsOf(order);
  const refunded = sumOf(refunds.filter(({ state }) => state === 'Settled').map(({ total }) => total));
  // What is called off leaves Vendure's total, whether its money came back or not: what was paid tells what had been ordered.
  const paid = sumOf((order.payments ?? []).filter(({ state }) => state === 'Settled').map(({ amount }) => amount));
  const total = Math.max(order.totalWithTax, paid);
  const hasReturns = parcels.some(isSent) && refunds.some(isReturn);
  const updatedAt = toInstant(order.updatedAt);
  return {
    id: toRecordId(account.source, 'order', order.id),
    url: toUrl(account, `orders/${order.id}`),
    number: text(order.code),
    status: toStatus(order.state, parcels, { allBack: total > 0 && refunded >= total, hasReturns }),
    currency: order.currencyCode,
    total: toDecimal(total, precision),
    refunded: toDecimal(refunded, precision),
    placedAt: toInstant(order.orderPlacedAt),
    updatedAt,
    // Nothing comes after this state: the last change is when it was reached, or the latest that it can have been.
    cancelledAt: order.state === 'Cancelled' ? updatedAt : null,
    shipments: newestFirst(parcels.map(toShipment), ({ shippedAt }) => shippedAt).toReversed(),
    hasReturns,
    salesPerson: toSalesPerson(order, account),
    record,
  };
}

export function refundsOf({ payments }: Pick<VendureOrder, 'payments'>): Refund[] {
  return (payments ?? []).flatMap(({ refunds }) => refunds);
}

/** Vendure has no returns: money paid back for named articles of an order that was sent is what it has of them. */
export function isReturn({ lines }: { lines: readonly { quantity: number }[] }): boolean {
  return lines.some(({ quantity }) => quantity > 0);
}

/** https://docs.vendure.io/guides/core-concepts/orders/#the-order-process: the default process. */
const STATUSES: Readonly<Record<string, OrderStatus>> = {
  ...{ Created: 'PENDING', Draft: 'PENDING', AddingItems: 'PENDING', ArrangingPayment: 'PENDING', ArrangingAdditionalPayment: 'PENDING' },
  // The money is promised, and is taken when the shop sends.
  ...{ PaymentAuthorized: 'PROCESSING', PaymentSettled: 'PROCESSING', Modifying: 'PROCESSING' },
  ...{ PartiallyShipped: 'IN_TRANSIT', Shipped: 'IN_TRANSIT', PartiallyDelivered: 'IN_TRANSIT' },
  ...{ Delivered: 'DELIVERED', Cancelled: 'CANCELLED' },
};

function toStatus(state: string, parcels: readonly Fulfillment[], back: { allBack: boolean; hasReturns: boolean }): OrderStatus {
  const known = STATUSES[state] ?? ofParcels(parcels);
  if (known === 'CANCELLED' || !back.allBack) return known;
  if (back.hasReturns) return 'RETURNED';
  // All of the money went back before anything was sent: nobody waits for it any more.
  return parcels.some(isSent) ? known : 'CANCELLED';
}

/** In a state of the shop's own its parcels tell how far it is. */
function ofParcels(parcels: readonly Fulfillment[]): OrderStatus {
  if (!parcels.some(isSent)) return 'PROCESSING';
  return parcels.every(({ state }) => state === 'Delivered') ? 'DELIVERED' : 'IN_TRANSIT';
}

/** https://docs.vendure.io/guides/core-concepts/orders/#fulfillments: Pending, Shipped, Delivered, Cancelled. */
function isSent({ state }: Fulfillment): boolean {
  return state === 'Shipped' || state === 'Delivered';
}

/** A parcel has two dates: when it was made up, and when its state changed last. */
function toShipment({ state, method, trackingCode, createdAt, updatedAt }: Fulfillment): Shipment {
  const delivered = state === 'Delivered';
  return {
    carrier: text(method),
    trackingNumber: text(trackingCode),
    shippedAt: delivered ? toInstant(createdAt) : state === 'Shipped' ? toInstant(updatedAt) : null,
    deliveredAt: delivered ? toInstant(updatedAt) : null,
  };
}

/** Whom the configured custom field names, by an email address or a name. */
function toSalesPerson({ customFields }: VendureOrder, { source, salesPersonField }: Account): SalesPerson | null {
  const value = salesPersonField === undefined ? null : customFields?.[salesPersonField];
  const named = typeof value === 'string' ? text(value) : null;
  if (named === null) return null;
  const email = normaliseEmail(named);
  // Ids are no place for addresses. The same word makes the same id.
  const digest = createHash('sha256').update(named.toLowerCase()).digest('hex').slice(0, 16);
  return { id: recordId(source, 'sales-person', digest), name: email === null ? named : null, email };
}

export function toDecimal(amount: number, precision: number): string {
  return new Big(amount).div(new Big(10).pow(precision)).toFixed(precision);
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
