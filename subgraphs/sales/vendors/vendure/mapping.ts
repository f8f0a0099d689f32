// How Vendure's fields become ours, as lines that `sources` shows; wire.ts, order-wire.ts and contents.ts are the code that does it.
// Paths are of a customer, and of an order with what is inside it.
import type { FieldMapping } from '../../../../platform/connector';
import type { Order, OrderItem, OrderReturn, SalesRecord } from '../../contract';
import type { Account } from './wire';

const NOBODY = 'a company without a name is an ORGANIZATION';
const BEST_FIRST = 'the billing one first, then the one for parcels';
const MONEY = 'divided by 10 to the shop’s precision';
const STATUS = 'what matters most comes first';
const SENT = 'Shipped or Delivered';

type Line<Type> = readonly [field: keyof Type & string, from: string, by?: string];
const linesOf = <Type>(of: string, lines: readonly Line<Type>[]): FieldMapping[] =>
  lines.map(([field, from, by]) => ({ of, field, from, by: by ?? null }));

/** The lines of a shop: which of its custom fields are read is part of them. */
export function vendureMapping({ crosswalk, salesPersonField }: Pick<Account, 'crosswalk' | 'salesPersonField'>): FieldMapping[] {
  return [
    ...linesOf<SalesRecord>('SalesRecord', [
      ['kind', 'emailAddress', 'isRoleMailbox: ORGANIZATION'],
      ['kind', 'addresses[].company', NOBODY],
      ['kind', 'firstName', NOBODY],
      ['kind', 'lastName', NOBODY],
      ['name', 'firstName', 'trimmed'],
      ['name', 'lastName', 'trimmed'],
      ['emails', 'emailAddress', 'normaliseEmail'],
      ['emails', 'user.verified', 'whether the address was confirmed; a guest says nothing of it'],
      ['phones', 'phoneNumber', 'normalisePhone'],
      ['phones', 'addresses[].country.code', 'the country of a number without one, of the first address'],
      ['phones', 'addresses[].defaultBillingAddress', BEST_FIRST],
      ['phones', 'addresses[].defaultShippingAddress', BEST_FIRST],
      ['addresses', 'addresses[].streetLine1', 'trimmed'],
      ['addresses', 'addresses[].streetLine2', 'behind streetLine1'],
      ['addresses', 'addresses[].city', 'trimmed'],
      ['addresses', 'addresses[].postalCode', 'trimmed'],
      ['addresses', 'addresses[].country.code', 'trimmed'],
      ['addresses', 'addresses[].defaultBillingAddress', `billing; both → main; ${BEST_FIRST}`],
      ['addresses', 'addresses[].defaultShippingAddress', `shipping; both → main; ${BEST_FIRST}`],
      ['company', 'addresses[].company', 'of the first address that has one'],
      ['company', 'addresses[].defaultBillingAddress', BEST_FIRST],
      ['company', 'addresses[].defaultShippingAddress', BEST_FIRST],
      ...externalIds(crosswalk?.field),
      ['orderCount', 'orders.totalItems', 'the placed ones'],
      ['createdAt', 'createdAt', 'ISO 8601 in UTC'],
      ['updatedAt', 'updatedAt', 'ISO 8601 in UTC'],
    ]),
    ...linesOf<Order>('Order', [
      ['number', 'code', 'trimmed'],
      [
        'status',
        'state',
        `${STATUS}; Cancelled → CANCELLED, Delivered → DELIVERED, on its way → IN_TRANSIT, paid → PROCESSING, else PENDING`,
      ],
      ['status', 'fulfillments[].state', `${STATUS}; tells of states of the shop’s own, and whether anything was sent`],
      ['status', 'totalWithTax', `${STATUS}; all money back → RETURNED, or CANCELLED before anything was sent`],
      ['status', 'payments[].state', `${STATUS}; what was paid`],
      ['status', 'payments[].amount', `${STATUS}; what was paid`],
      ['status', 'payments[].refunds[].state', `${STATUS}; Settled → back`],
      ['status', 'payments[].refunds[].total', `${STATUS}; what is back`],
      ['status', 'payments[].refunds[].lines[].quantity', `${STATUS}; goods came back → RETURNED`],
      ['currency', 'currencyCode'],
      ['total', 'totalWithTax', `${MONEY}; what was paid where that is more`],
      ['total', 'payments[].state', 'Settled ones were paid'],
      ['total', 'payments[].amount', `${MONEY}; where it is more than the total`],
      ['refunded', 'payments[].refunds[].total', `${MONEY}; the sum`],
      ['refunded', 'payments[].refunds[].state', 'Settled ones'],
      ['placedAt', 'orderPlacedAt', 'ISO 8601 in UTC'],
      ['updatedAt', 'updatedAt', 'ISO 8601 in UTC'],
      ['cancelledAt', 'state', 'Cancelled'],
      ['cancelledAt', 'updatedAt', 'of a cancelled order'],
      ['shipments', 'fulfillments[].state', 'all but Cancelled; which of the dates count'],
      ['shipments', 'fulfillments[].method', 'the carrier, trimmed'],
      ['shipments', 'fulfillments[].trackingCode', 'trimmed'],
      ['shipments', 'fulfillments[].createdAt', 'when a delivered one was made up'],
      ['shipments', 'fulfillments[].updatedAt', 'when it came into its state'],
      ['hasReturns', 'fulfillments[].state', SENT],
      ['hasReturns', 'payments[].refunds[].lines[].quantity', 'money back for goods'],
      ...salesPerson(salesPersonField),
    ]),
    ...linesOf<OrderItem>('OrderItem', [
      ['sku', 'lines[].productVariant.sku', 'trimmed'],
      ['name', 'lines[].productVariant.name', 'trimmed'],
      ['quantity', 'lines[].quantity', 'the larger of the two'],
      ['quantity', 'lines[].orderPlacedQuantity', 'the larger of the two'],
      ['unitPrice', 'lines[].unitPriceWithTax', MONEY],
    ]),
    ...linesOf<OrderReturn>('OrderReturn', [
      ['status', 'payments[].refunds[].state', 'Settled → CLOSED, else OPEN'],
      ['at', 'payments[].refunds[].createdAt', 'ISO 8601 in UTC'],
      ['reason', 'payments[].refunds[].reason', 'trimmed'],
      ['quantity', 'payments[].refunds[].lines[].quantity', 'the sum'],
    ]),
  ];
}

function externalIds(field: string | undefined): Line<SalesRecord>[] {
  return field === undefined ? [] : [['externalIds', `customFields.${field}`, 'the id of the source that EXTERNAL_ID names']];
}

function salesPerson(field: string | undefined): Line<Order>[] {
  return field === undefined ? [] : [['salesPerson', `customFields.${field}`, 'an address (normaliseEmail), else a name']];
}
