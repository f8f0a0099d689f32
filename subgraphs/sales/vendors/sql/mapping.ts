// The sections of a mapping that a shop is read by: `orders`, what they consist of (`items`), and who sells (`staff`).
import { z } from 'zod';
import { CLEANED } from '../../../../platform/field-mapping';
import type { DomainWords } from '../../../../platform/sql/mapping-file';
import { fills } from '../../../../platform/sql/mapping-lines';
import { amount, column, count, currency, link, neededBy, oneOf, plainText, table, time } from '../../../../platform/sql/values';
import type { Order, OrderItem, OrderStatus } from '../../contract';

export const ORDER_STATUSES = [
  'PENDING',
  'PROCESSING',
  'IN_TRANSIT',
  'DELIVERED',
  'CANCELLED',
  'RETURNED',
  'PROBLEM',
] as const satisfies readonly OrderStatus[];

const orders = z.strictObject(
  {
    table,
    id: column,
    customer: column,
    /** The column with the id of who sold it; where it is null, who looks after the customer. */
    salesPerson: column.optional(),
    url: link.optional(),
    fields: z.strictObject({
      number: plainText.optional(),
      status: oneOf(ORDER_STATUSES),
      currency,
      total: amount,
      refunded: amount.optional(),
      placedAt: time,
      updatedAt: time.optional(),
      cancelledAt: time.optional(),
      shippedAt: time.optional(),
      deliveredAt: time.optional(),
      carrier: plainText.optional(),
      trackingNumber: plainText.optional(),
    }),
  },
  neededBy('SALES_SOURCES'),
);

const items = z.strictObject({
  table,
  id: column,
  order: column,
  url: link.optional(),
  fields: z.strictObject({
    sku: plainText.optional(),
    name: plainText.optional(),
    quantity: count.optional(),
    unitPrice: amount.optional(),
  }),
});

const staff = z.strictObject({
  table,
  id: column,
  url: link.optional(),
  fields: z.strictObject({
    name: plainText.optional(),
    givenName: plainText.optional(),
    familyName: plainText.optional(),
    email: plainText.optional(),
  }),
});

const schema = z.object({ orders, items: items.optional(), staff: staff.optional() });

export type OrdersMapping = z.infer<typeof orders>;
export type ItemsMapping = z.infer<typeof items>;
export type StaffMapping = z.infer<typeof staff>;
export type SalesMapping = z.infer<typeof schema>;

/** What sales reads of a mapping file. */
export const SALES_WORDS: DomainWords<SalesMapping> = {
  schema,
  readings: {
    orders: {
      ...{ total: 'number', refunded: 'number', placedAt: 'instant', updatedAt: 'instant' },
      ...{ cancelledAt: 'instant', shippedAt: 'instant', deliveredAt: 'instant' },
    },
    items: { quantity: 'number', unitPrice: 'number' },
    staff: {},
  },
  fills: ({ orders: { fields } }) => {
    const seller = { salesPerson: null };
    const parcel = { shipments: null };
    return [
      fills<Order>('orders', 'Order', {
        customer: { record: 'the customer' },
        salesPerson: seller,
        'fields.number': { number: null },
        'fields.status': {
          status: null,
          ...(fields.cancelledAt === undefined ? {} : { cancelledAt: 'none unless CANCELLED' }),
          ...(fields.carrier === undefined ? {} : { shipments: 'under way, where there is a carrier' }),
        },
        'fields.currency': { currency: 'in capitals' },
        'fields.total': { total: null },
        'fields.refunded': { refunded: null },
        ...{ 'fields.placedAt': { placedAt: null }, 'fields.updatedAt': { updatedAt: null }, 'fields.cancelledAt': { cancelledAt: null } },
        ...{ 'fields.shippedAt': parcel, 'fields.deliveredAt': parcel, 'fields.carrier': parcel, 'fields.trackingNumber': parcel },
      }),
      fills<Order>('customers', 'Order', { salesPerson: { salesPerson: 'where the order names none' } }),
      fills<Order>('staff', 'Order', {
        id: { salesPerson: 'who is not there any more has no name' },
        ...{ 'fields.name': seller, 'fields.givenName': seller, 'fields.familyName': seller },
        'fields.email': { salesPerson: CLEANED.email },
      }),
      fills<OrderItem>('items', 'OrderItem', {
        ...{ 'fields.sku': { sku: null }, 'fields.name': { name: null }, 'fields.unitPrice': { unitPrice: null } },
        'fields.quantity': { quantity: 'a whole number' },
      }),
    ];
  },
  check(own, customers) {
    const naming = [
      ...(own.orders.salesPerson === undefined ? [] : ['orders.salesPerson']),
      ...(customers.salesPerson === undefined ? [] : ['customers.salesPerson']),
    ];
    return own.staff === undefined ? naming.map((path) => `${path}: there is no section \`staff\` to look the id up in`) : [];
  },
};
