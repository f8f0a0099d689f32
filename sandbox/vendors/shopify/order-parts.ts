// The lines, parcels and returns of an order as Shopify words them, and the staff:
// https://shopify.dev/docs/api/admin-graphql/2026-07/objects/LineItem, .../Fulfillment, .../Return and .../StaffMember
import Big from 'big.js';
import type { ShopFulfillment, ShopOrder, ShopReturn, ShopStaff } from '../../world/shop-story';
import { type PageArguments, toConnection } from './connections';
import type { OrderLine } from './store';
import { toGid, toInstant, toMoneyBag } from './values';
import type { Views } from './views';

export function toLineItem({ cancelledAt, currency }: ShopOrder, line: OrderLine): object {
  const total = toMoneyBag(new Big(line.unitPrice).times(line.quantity), currency);
  return {
    __typename: 'LineItem',
    id: toGid('LineItem', line.id),
    title: line.title,
    name: line.title,
    sku: line.sku,
    quantity: line.quantity,
    currentQuantity: cancelledAt === null ? line.quantity : 0,
    originalUnitPriceSet: toMoneyBag(line.unitPrice, currency),
    originalTotalSet: total,
    // The world gives no discounts.
    discountedTotalSet: total,
    variantTitle: null,
    vendor: null,
  };
}

export function toFulfillment(views: Views, order: ShopOrder, fulfillment: ShopFulfillment): object {
  const { id, trackingCompany: company, trackingNumber: number } = fulfillment;
  const tracking = company === null && number === null ? [] : [{ company, number, url: null }];
  return {
    __typename: 'Fulfillment',
    id: toGid('Fulfillment', id),
    legacyResourceId: id,
    name: `${order.name}-F${order.fulfillments.indexOf(fulfillment) + 1}`,
    createdAt: toInstant(fulfillment.createdAt),
    updatedAt: toInstant(fulfillment.deliveredAt ?? fulfillment.createdAt),
    status: fulfillment.status,
    displayStatus: fulfillment.displayStatus,
    deliveredAt: toInstant(fulfillment.deliveredAt),
    estimatedDeliveryAt: null,
    trackingInfo: ({ first }: { first?: number | null }) => tracking.slice(0, first ?? undefined),
    order: () => views.order(order),
  };
}

/** One line, because the world tells no more than how many pieces come back and why. */
export function toReturn(views: Views, order: ShopOrder, told: ShopReturn): object {
  const line = {
    __typename: 'ReturnLineItem',
    id: toGid('ReturnLineItem', told.id),
    quantity: told.quantity,
    returnReason: told.reason,
    returnReasonDefinition: toReasonDefinition(told.reason),
    returnReasonNote: '',
    customerNote: null,
  };
  return {
    __typename: 'Return',
    id: toGid('Return', told.id),
    name: told.name,
    status: told.status,
    createdAt: toInstant(told.createdAt),
    closedAt: told.status === 'CLOSED' ? toInstant(order.updatedAt) : null,
    totalQuantity: told.quantity,
    order: () => views.order(order),
    returnLineItems: (args: PageArguments) => toConnection([{ id: told.id, order: 0, view: () => line }], args),
  };
}

const REASONS: Record<ShopReturn['reason'], { id: string; name: string }> = {
  DEFECTIVE: { id: '1', name: 'Damaged or defective' },
  NOT_AS_DESCRIBED: { id: '2', name: 'Item not as described' },
  UNWANTED: { id: '3', name: 'Changed my mind' },
  WRONG_ITEM: { id: '4', name: 'Received the wrong item' },
  OTHER: { id: '5', name: 'Other' },
};

function toReasonDefinition(reason: ShopReturn['reason']): object {
  const { id, name } = REASONS[reason];
  return {
    __typename: 'ReturnReasonDefinition',
    id: toGid('ReturnReasonDefinition', id),
    handle: reason.toLowerCase().replaceAll('_', '-'),
    name,
    deleted: false,
  };
}

export function toStaffMember({ id, firstName, lastName, email }: ShopStaff): object {
  return {
    __typename: 'StaffMember',
    id: toGid('StaffMember', id),
    firstName,
    lastName,
    name: `${firstName} ${lastName}`,
    email,
    phone: null,
    active: true,
    exists: true,
    isShopOwner: false,
    locale: 'en',
  };
}
