// An order as Vendure words it, with all that hangs on it: https://docs.vendure.io/reference/graphql-api/admin/object-types/#order
import type { VendureLine, VendureOrder } from '../../world/vendure-story';
import type { Row } from './list-query';
import { toFulfillment, toPayment } from './order-parts';
import { linesTotalOf, quantityOf, shippingOf, toInstant } from './values';
import type { Views } from './views';

/** What a list of orders is filtered and sorted by. */
export function orderRow(views: Views, order: VendureOrder): Row {
  const customer = views.store.buyerById(order.customerId);
  const { id, code, state, type } = order;
  return {
    cells: {
      ...{ id, code, state, type, active: order.orderPlacedAt === null, currencyCode: order.currency, salesPerson: order.salesPerson },
      createdAt: toInstant(order.createdAt),
      updatedAt: toInstant(order.updatedAt),
      orderPlacedAt: toInstant(order.orderPlacedAt),
      totalQuantity: totalQuantityOf(order),
      totalWithTax: linesTotalOf(order) + shippingOf(order),
      customerLastName: customer?.lastName ?? null,
    },
    view: () => views.order(order),
  };
}

export function toOrder(views: Views, order: VendureOrder): object {
  const { id, code, state, type, salesPerson } = order;
  const customer = views.store.buyerById(order.customerId);
  return {
    ...{ __typename: 'Order', id, code, state, type, active: order.orderPlacedAt === null, currencyCode: order.currency },
    createdAt: toInstant(order.createdAt),
    updatedAt: toInstant(order.updatedAt),
    orderPlacedAt: toInstant(order.orderPlacedAt),
    customer: () => (customer === null ? null : views.customer(customer)),
    shippingAddress: () => (customer === null ? null : views.shippingAddress(customer)),
    lines: () => order.lines.map((line) => views.line(order, line)),
    payments: () => order.payments.map((payment) => toPayment(views, order, payment)),
    fulfillments: () => order.fulfillments.map((fulfillment) => toFulfillment(views, order, fulfillment)),
    totalQuantity: totalQuantityOf(order),
    subTotalWithTax: linesTotalOf(order),
    shippingWithTax: shippingOf(order),
    totalWithTax: linesTotalOf(order) + shippingOf(order),
    customFields: { salesPerson },
  };
}

export function toLine(views: Views, order: VendureOrder, { id, variantId, sku, name, unitPrice, quantity }: VendureLine): object {
  const dates = { createdAt: toInstant(order.createdAt), updatedAt: toInstant(order.createdAt) };
  const left = quantityOf(order, quantity);
  return {
    ...{ __typename: 'OrderLine', id, ...dates, unitPriceWithTax: unitPrice },
    quantity: left,
    orderPlacedQuantity: order.orderPlacedAt === null ? 0 : quantity,
    linePriceWithTax: unitPrice * left,
    productVariant: { __typename: 'ProductVariant', id: variantId, ...dates, sku, name },
    order: () => views.order(order),
    fulfillmentLines: () =>
      order.fulfillments.map((fulfillment) => ({
        ...{ orderLineId: id, quantity, fulfillmentId: fulfillment.id },
        orderLine: () => views.line(order, { id, variantId, sku, name, unitPrice, quantity }),
        fulfillment: () => toFulfillment(views, order, fulfillment),
      })),
  };
}

function totalQuantityOf(order: VendureOrder): number {
  return order.lines.reduce((sum, { quantity }) => sum + quantityOf(order, quantity), 0);
}
