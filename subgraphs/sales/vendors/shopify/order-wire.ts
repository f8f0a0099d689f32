// Shopify's orders: the part of them we read, and how it becomes ours. Where trust begins; pure, sends nothing.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { normaliseEmail } from '../../../../platform/identity/email';
import { newestFirst } from '../../../../platform/newest-first';
import { recordId, type RecordId } from '../../../../platform/record';
import type { Order, OrderStatus, SalesPerson, Shipment } from '../../contract';
import { toNumber, toRecordId } from './ids';
import { GlobalId, Instant, Money, text, toInstant, toUrl, type Account } from './wire';

/** In the shop's own currency, as its customers' totals are. */
const ShopMoney = z.object({ shopMoney: Money });
/** States are not listed: see wire.ts. */
const State = z.string();

const Fulfillment = z.object({
  status: State,
  displayStatus: State.nullable(),
  createdAt: Instant,
  deliveredAt: Instant.nullable(),
  trackingInfo: z.array(z.object({ company: z.string().nullable(), number: z.string().nullable() })),
});
type Fulfillment = z.infer<typeof Fulfillment>;

export const ShopifyOrder = z.object({
  id: GlobalId('Order'),
  name: z.string(),
  processedAt: Instant,
  updatedAt: Instant,
  cancelledAt: Instant.nullable(),
  displayFinancialStatus: State.nullable(),
  displayFulfillmentStatus: State,
  returnStatus: State,
  tags: z.array(z.string()),
  totalPriceSet: ShopMoney,
  totalRefundedSet: ShopMoney,
  fulfillments: z.array(Fulfillment),
  /** Only where it was asked for. */
  staffMember: z.object({ id: GlobalId('StaffMember'), name: z.string(), email: z.string() }).nullish(),
});
export type ShopifyOrder = z.infer<typeof ShopifyOrder>;

/** `processedAt` is when it was placed: orders brought along from another shop have a `createdAt` of their own. */
export function toOrder(order: ShopifyOrder, record: RecordId, account: Account): Order {
  const { amount, currencyCode } = order.totalPriceSet.shopMoney;
  const parcels = parcelsOf(order);
  return {
    id: toRecordId(account.source, 'Order', order.id),
    url: toUrl(account, `orders/${toNumber(order.id)}`),
    number: text(order.name),
    status: toStatus(order, parcels),
    currency: currencyCode,
    total: amount,
    refunded: order.totalRefundedSet.shopMoney.amount,
    placedAt: toInstant(order.processedAt),
    updatedAt: toInstant(order.updatedAt),
    cancelledAt: order.cancelledAt === null ? null : toInstant(order.cancelledAt),
    shipments: parcels.map(toShipment),
    hasReturns: order.returnStatus !== 'NO_RETURN',
    salesPerson: toSalesPerson(order, account),
    record,
  };
}

/** The first one first; what was called off is no parcel. */
function parcelsOf({ fulfillments }: ShopifyOrder): Fulfillment[] {
  return newestFirst(
    fulfillments.filter(({ status }) => status !== 'CANCELLED'),
    ({ createdAt }) => toInstant(createdAt),
  ).toReversed();
}

/** Shopify calls an order returned when any of it came back; we do when all of its money went back too. */
const RETURNED: ReadonlySet<string> = new Set(['RETURNED', 'INSPECTION_COMPLETE']);
const HELD_UP: ReadonlySet<string> = new Set(['ON_HOLD', 'REQUEST_DECLINED']);
/** https://shopify.dev/docs/api/admin-graphql/2026-07/enums/FulfillmentDisplayStatus */
const IN_TROUBLE: ReadonlySet<string> = new Set(['DELAYED', 'ATTEMPTED_DELIVERY', 'NOT_DELIVERED', 'FAILURE']);
const NOT_SENT: ReadonlySet<string> = new Set(['SUBMITTED', 'LABEL_PURCHASED', 'LABEL_PRINTED', 'LABEL_VOIDED', 'READY_FOR_PICKUP']);
const ARRIVED: ReadonlySet<string> = new Set(['DELIVERED', 'PICKED_UP']);
const FAILED: ReadonlySet<string> = new Set(['ERROR', 'FAILURE']);
/** AUTHORIZED: the money is promised, and is taken when the shop sends. */
const PAID: ReadonlySet<string> = new Set(['PAID', 'AUTHORIZED', 'PARTIALLY_REFUNDED']);

/**
 * What matters most comes first: an order that was called off is not late, and one that is held up is not merely unpaid. A shop
 * that never hears of deliveries has its orders in transit for ever.
 */
function toStatus(order: ShopifyOrder, parcels: readonly Fulfillment[]): OrderStatus {
  if (order.cancelledAt !== null) return 'CANCELLED';
  if (RETURNED.has(order.returnStatus) && order.displayFinancialStatus === 'REFUNDED') return 'RETURNED';
  if (HELD_UP.has(order.displayFulfillmentStatus) || parcels.some(isInTrouble)) return 'PROBLEM';
  const sent = parcels.filter(isSent);
  if (sent.length > 0) return order.displayFulfillmentStatus === 'FULFILLED' && parcels.every(isDelivered) ? 'DELIVERED' : 'IN_TRANSIT';
  // All of the money went back before anything was sent: nobody waits for it any more.
  if (order.displayFinancialStatus === 'REFUNDED') return 'CANCELLED';
  return parcels.length > 0 || PAID.has(order.displayFinancialStatus ?? '') ? 'PROCESSING' : 'PENDING';
}

function isInTrouble({ status, displayStatus }: Fulfillment): boolean {
  return FAILED.has(status) || IN_TROUBLE.has(displayStatus ?? '');
}

function isSent({ displayStatus }: Fulfillment): boolean {
  return !NOT_SENT.has(displayStatus ?? '');
}

function isDelivered({ deliveredAt, displayStatus }: Fulfillment): boolean {
  return deliveredAt !== null || ARRIVED.has(displayStatus ?? '');
}

function toShipment(parcel: Fulfillment): Shipment {
  const [tracking] = parcel.trackingInfo;
  return {
    carrier: text(tracking?.company),
    trackingNumber: text(tracking?.number),
    shippedAt: isSent(parcel) ? toInstant(parcel.createdAt) : null,
    deliveredAt: parcel.deliveredAt === null ? null : toInstant(parcel.deliveredAt),
  };
}

/** The member of staff who made it; else whom a tag names, by an email address or a name. */
function toSalesPerson({ staffMember, tags }: ShopifyOrder, { source, salesTag }: Account): SalesPerson | null {
  if (staffMember != null) {
    const { id, name, email } = staffMember;
    return { id: toRecordId(source, 'StaffMember', id), name: text(name), email: normaliseEmail(email) };
  }
  const tag = tags.find((candidate) => candidate.toLowerCase().startsWith(salesTag.toLowerCase()));
  const named = text(tag?.slice(salesTag.length));
  if (named === null) return null;
  const email = normaliseEmail(named);
  // Ids are no place for addresses. The same tag makes the same id.
  const digest = createHash('sha256').update(named.toLowerCase()).digest('hex').slice(0, 16);
  return { id: recordId(source, 'sales-tag', digest), name: email === null ? named : null, email };
}
