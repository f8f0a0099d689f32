// How the world's orders look as Shopify orders: https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Order
import Big from 'big.js';
import type { ShopOrder } from '../../world/shop-story';
import { type PageArguments, toConnection } from './connections';
import { SHOP_CURRENCY, toGid, toInstant, toMoneyBag } from './values';
import type { Views } from './views';

export function toOrder(views: Views, order: ShopOrder): object {
  const { id, currency, total, refunded } = order;
  const customer = views.store.customerById(order.customerId);
  return {
    __typename: 'Order',
    id: toGid('Order', id),
    legacyResourceId: id,
    name: order.name,
    number: Number(order.name.replace(/\D/g, '')),
    createdAt: toInstant(order.createdAt),
    processedAt: toInstant(order.createdAt),
    updatedAt: toInstant(order.updatedAt),
    cancelledAt: toInstant(order.cancelledAt),
    cancelReason: order.cancelReason,
    closed: isClosed(order),
    closedAt: isClosed(order) ? toInstant(order.updatedAt) : null,
    displayFinancialStatus: order.financialStatus,
    displayFulfillmentStatus: order.fulfillmentStatus,
    returnStatus: returnStatus(order),
    currencyCode: SHOP_CURRENCY,
    totalPriceSet: toMoneyBag(total, currency),
    currentTotalPriceSet: toMoneyBag(currentTotal(order), currency),
    totalRefundedSet: toMoneyBag(refunded, currency),
    customer: customer === null ? null : () => views.customer(customer),
    email: customer?.email ?? null,
    staffMember: () => views.staffMember(order.staffId === null ? null : views.store.staffById(order.staffId)),
    tags: [...order.tags].sort((a, b) => a.localeCompare(b)),
    note: null,
    test: false,
    lineItems: (args: PageArguments) =>
      toConnection(
        order.lines.map((line, index) => ({ id: line.id, order: index, view: () => views.line(order, line) })),
        args,
      ),
    fulfillments: ({ first }: { first?: number | null }) =>
      order.fulfillments.slice(0, first ?? undefined).map((fulfillment) => views.fulfillment(order, fulfillment)),
    returns: (args: PageArguments) =>
      toConnection(
        order.returns.map((told, index) => ({ id: told.id, order: index, view: () => views.returned(order, told) })),
        args,
      ),
  };
}

export function currentTotal({ total, refunded }: ShopOrder): Big {
  return new Big(total).minus(refunded);
}

/** Archived, which Shopify does by itself with what is paid and sent, unless somebody sends something back. */
export function isClosed({ cancelledAt, fulfillmentStatus, financialStatus, returns }: ShopOrder): boolean {
  if (cancelledAt !== null) return true;
  const isSettled = financialStatus !== 'PENDING' && financialStatus !== 'AUTHORIZED';
  return fulfillmentStatus === 'FULFILLED' && isSettled && !returns.some(({ status }) => status === 'OPEN' || status === 'REQUESTED');
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/enums/OrderReturnStatus */
export function returnStatus({ returns }: ShopOrder): 'NO_RETURN' | 'RETURN_REQUESTED' | 'IN_PROGRESS' | 'RETURNED' {
  const has = (wanted: string) => returns.some(({ status }) => status === wanted);
  if (has('OPEN')) return 'IN_PROGRESS';
  if (has('REQUESTED')) return 'RETURN_REQUESTED';
  return has('CLOSED') ? 'RETURNED' : 'NO_RETURN';
}
