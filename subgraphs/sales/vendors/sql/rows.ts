// From rows to orders and their items. What they cannot do without (an id, a status, an amount, a date) must be there and have
// its form; what may be absent becomes null.
import { z } from 'zod';
import { normaliseEmail } from '../../../../platform/identity/email';
import { recordId } from '../../../../platform/record';
import { amountOf, countOf, decimal, instant, key, linkTo, textOf, timeOf, type Cells } from '../../../../platform/sql/cells';
import { CURRENCY } from '../../../../platform/sql/values';
import type { Order, OrderItem, SalesPerson, Shipment } from '../../contract';
import { ORDER_STATUSES, type ItemsMapping, type SalesMapping, type StaffMapping } from './mapping';

const positive = decimal.refine((amount) => !amount.startsWith('-'));

const orderRow = z.object({
  id: key,
  customer: key,
  status: z.enum(ORDER_STATUSES),
  currency: z.string().regex(CURRENCY),
  total: decimal,
  refunded: positive,
  placedAt: instant,
  updatedAt: instant.nullable(),
  cancelledAt: instant.nullable(),
  shippedAt: instant.nullable(),
  deliveredAt: instant.nullable(),
});
type OrderRow = z.infer<typeof orderRow>;

/** An order row as an order; throws ZodError where it breaks its contract. */
export function toOrder(source: string, { orders, staff }: SalesMapping, cells: Cells): Order {
  const { fields } = orders;
  const text = (field: 'number' | 'status' | 'currency' | 'carrier' | 'trackingNumber') =>
    textOf(fields[field], cells.get(`fields.${field}`));
  const time = (field: 'placedAt' | 'updatedAt' | 'cancelledAt' | 'shippedAt' | 'deliveredAt') =>
    timeOf(fields[field], cells.get(`fields.${field}`));
  const row = orderRow.parse({
    ...{ id: cells.get('id'), customer: cells.get('customer'), status: text('status'), currency: text('currency')?.toUpperCase() },
    total: amountOf(fields.total, cells.get('fields.total')),
    // Where nothing is noted, nothing was paid back.
    refunded: amountOf(fields.refunded, cells.get('fields.refunded')) ?? '0',
    ...{ placedAt: time('placedAt'), updatedAt: time('updatedAt'), cancelledAt: time('cancelledAt') },
    ...{ shippedAt: time('shippedAt'), deliveredAt: time('deliveredAt') },
  });
  const { status, currency, total, refunded, placedAt, updatedAt, cancelledAt } = row;
  return {
    id: recordId(source, 'order', row.id),
    url: linkTo(orders.url, row.id),
    number: text('number'),
    ...{ status, currency, total, refunded, placedAt, updatedAt },
    cancelledAt: status === 'CANCELLED' ? cancelledAt : null,
    shipments: shipmentsOf(row, text('carrier'), text('trackingNumber')),
    // A mapping knows no returns.
    hasReturns: false,
    salesPerson: toSalesPerson(source, staff, cells),
    record: recordId(source, 'customer', row.customer),
  };
}

/** One parcel, where there is a sign of one: a carrier alone may only be who would bring it. */
function shipmentsOf({ status, shippedAt, deliveredAt }: OrderRow, carrier: string | null, trackingNumber: string | null): Shipment[] {
  const isUnderWay = carrier !== null && (status === 'IN_TRANSIT' || status === 'DELIVERED');
  const isSent = shippedAt !== null || deliveredAt !== null || trackingNumber !== null;
  return isSent || isUnderWay ? [{ carrier, trackingNumber, shippedAt, deliveredAt }] : [];
}

/** Who is not among the staff any more keeps their id. */
function toSalesPerson(source: string, staff: StaffMapping | undefined, cells: Cells): SalesPerson | null {
  const id = cells.get('seller') ?? '';
  if (staff === undefined || id === '') return null;
  const text = (field: keyof StaffMapping['fields']) => textOf(staff.fields[field], cells.get(`staff.fields.${field}`));
  const isThere = cells.get('staff.id') != null;
  const parts = [text('givenName'), text('familyName')].filter((part) => part !== null);
  return {
    id: recordId(source, 'staff', id),
    name: isThere ? (text('name') ?? (parts.join(' ') || null)) : null,
    email: isThere ? normaliseEmail(text('email')) : null,
  };
}

const itemRow = z.object({
  id: key,
  // `3.000`, where the column has decimals; there is no half of a piece.
  quantity: z
    .string()
    .regex(/^-?\d{1,9}(\.0+)?$/)
    .transform(Number),
  unitPrice: positive.nullable(),
});

/** An item row as an item; throws ZodError where it breaks its contract. */
export function toItem(source: string, { fields }: ItemsMapping, cells: Cells): OrderItem {
  const row = itemRow.parse({
    id: cells.get('id'),
    // A line is of one piece, where the mapping does not count them.
    quantity: fields.quantity === undefined ? '1' : countOf(fields.quantity, cells.get('fields.quantity')),
    unitPrice: amountOf(fields.unitPrice, cells.get('fields.unitPrice')),
  });
  return {
    id: recordId(source, 'item', row.id),
    sku: textOf(fields.sku, cells.get('fields.sku')),
    name: textOf(fields.name, cells.get('fields.name')),
    quantity: row.quantity,
    unitPrice: row.unitPrice,
  };
}
