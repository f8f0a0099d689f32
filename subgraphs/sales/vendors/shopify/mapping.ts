// How Shopify's fields become ours, as lines that `sources` shows; wire.ts, order-wire.ts and contents.ts are the code that does it.
// Paths are of a customer, and of an order with what is inside it.
import type { FieldMapping } from '../../../../platform/connector';
import { CLEANED, mappingOf } from '../../../../platform/field-mapping';
import type { Order, OrderItem, OrderReturn, SalesRecord } from '../../contract';
import type { Account } from './wire';

const NOBODY = 'a company without a name is an ORGANIZATION';
const CONSENT = 'SUBSCRIBED → GRANTED, UNSUBSCRIBED → REVOKED, else UNKNOWN';
const STATUS = 'what matters most comes first';
const SENT = 'none while it is not on its way';

/** The lines of a shop: how its tags name a sales person is part of them, and whether staff is read. */
export function shopifyMapping({ salesTag }: Pick<Account, 'salesTag'>, { staff }: { staff: boolean }): FieldMapping[] {
  return [
    ...mappingOf<SalesRecord>('SalesRecord', [
      ['kind', 'defaultEmailAddress.emailAddress', CLEANED.mailbox],
      ['kind', 'defaultAddress.company', NOBODY],
      ['kind', 'firstName', NOBODY],
      ['kind', 'lastName', NOBODY],
      ['name', 'firstName', CLEANED.text],
      ['name', 'lastName', CLEANED.text],
      ['emails', 'defaultEmailAddress.emailAddress', CLEANED.email],
      ['emails', 'verifiedEmail', 'only false tells something'],
      ['phones', 'defaultPhoneNumber.phoneNumber', CLEANED.phone],
      ['addresses', 'defaultAddress.address1', CLEANED.text],
      ['addresses', 'defaultAddress.address2', 'behind address1'],
      ['addresses', 'defaultAddress.city', CLEANED.text],
      ['addresses', 'defaultAddress.zip', CLEANED.text],
      ['addresses', 'defaultAddress.countryCodeV2', CLEANED.text],
      ['company', 'defaultAddress.company', CLEANED.text],
      ['language', 'locale', CLEANED.text],
      ['consents', 'defaultEmailAddress.emailAddress', `the address it is about, ${CLEANED.email}`],
      ['consents', 'defaultEmailAddress.marketingState', CONSENT],
      ['consents', 'defaultEmailAddress.marketingUpdatedAt', CLEANED.time],
      ['consents', 'defaultPhoneNumber.phoneNumber', `the number it is about, ${CLEANED.phone}`],
      ['consents', 'defaultPhoneNumber.marketingState', CONSENT],
      ['consents', 'defaultPhoneNumber.marketingUpdatedAt', CLEANED.time],
      ['orderCount', 'numberOfOrders', 'a whole number'],
      ['spent', 'amountSpent.amount'],
      ['spent', 'amountSpent.currencyCode'],
      ['createdAt', 'createdAt', CLEANED.time],
      ['updatedAt', 'updatedAt', CLEANED.time],
    ]),
    ...mappingOf<Order>('Order', [
      ['number', 'name', CLEANED.text],
      ['status', 'cancelledAt', `${STATUS}; there → CANCELLED`],
      ['status', 'returnStatus', `${STATUS}; RETURNED and all money back → RETURNED`],
      ['status', 'displayFulfillmentStatus', `${STATUS}; held up → PROBLEM, FULFILLED and all parcels delivered → DELIVERED`],
      ['status', 'displayFinancialStatus', `${STATUS}; paid and nothing sent → PROCESSING, else PENDING`],
      ['status', 'fulfillments[].status', `${STATUS}; failed → PROBLEM; cancelled ones are no parcels`],
      ['status', 'fulfillments[].displayStatus', `${STATUS}; on its way → IN_TRANSIT, in trouble → PROBLEM`],
      ['status', 'fulfillments[].deliveredAt', `${STATUS}; there → delivered`],
      ['currency', 'totalPriceSet.shopMoney.currencyCode'],
      ['total', 'totalPriceSet.shopMoney.amount'],
      ['refunded', 'totalRefundedSet.shopMoney.amount'],
      ['placedAt', 'processedAt', CLEANED.time],
      ['updatedAt', 'updatedAt', CLEANED.time],
      ['cancelledAt', 'cancelledAt', CLEANED.time],
      ['shipments', 'fulfillments[].status', 'all but CANCELLED'],
      ['shipments', 'fulfillments[].trackingInfo[].company', 'of the first one, trimmed'],
      ['shipments', 'fulfillments[].trackingInfo[].number', 'of the first one, trimmed'],
      ['shipments', 'fulfillments[].createdAt', `${CLEANED.time}; ${SENT}`],
      ['shipments', 'fulfillments[].displayStatus', SENT],
      ['shipments', 'fulfillments[].deliveredAt', CLEANED.time],
      ['hasReturns', 'returnStatus', 'all but NO_RETURN'],
      ['salesPerson', 'tags[]', `the first one that begins with ${salesTag}`],
      ...(staff ? staffLines : []),
    ]),
    ...mappingOf<OrderItem>('OrderItem', [
      ['sku', 'lineItems.nodes[].sku', CLEANED.text],
      ['name', 'lineItems.nodes[].name', CLEANED.text],
      ['quantity', 'lineItems.nodes[].quantity'],
      ['unitPrice', 'lineItems.nodes[].originalUnitPriceSet.shopMoney.amount'],
    ]),
    ...mappingOf<OrderReturn>('OrderReturn', [
      ['number', 'returns.nodes[].name', CLEANED.text],
      ['status', 'returns.nodes[].status', 'CANCELED → CANCELLED; a new word → OPEN'],
      ['at', 'returns.nodes[].createdAt', CLEANED.time],
      ['reason', 'returns.nodes[].returnLineItems.nodes[].returnReasonDefinition.name', 'each once'],
      ['reason', 'returns.nodes[].returnLineItems.nodes[].returnReasonNote', 'behind its definition'],
      ['quantity', 'returns.nodes[].totalQuantity'],
    ]),
  ];
}

const staffLines = [
  ['salesPerson', 'staffMember.id', 'before any tag'],
  ['salesPerson', 'staffMember.name', CLEANED.text],
  ['salesPerson', 'staffMember.email', CLEANED.email],
] as const;
