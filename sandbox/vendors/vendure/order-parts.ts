// What hangs on an order: parcels, payments and what was paid back. https://docs.vendure.io/guides/core-concepts/payment/
import type { VendureFulfillment, VendureOrder, VendurePayment, VendureRefund } from '../../world/vendure-story';
import { toInstant } from './values';
import type { Views } from './views';

export function toFulfillment(views: Views, order: VendureOrder, fulfillment: VendureFulfillment): object {
  const { id, state, method, trackingCode } = fulfillment;
  return {
    ...{ __typename: 'Fulfillment', id, state, method, trackingCode },
    createdAt: toInstant(fulfillment.createdAt),
    updatedAt: toInstant(fulfillment.updatedAt),
    lines: () =>
      order.lines.map((line) => ({
        ...{ orderLineId: line.id, quantity: line.quantity, fulfillmentId: id },
        orderLine: () => views.line(order, line),
        fulfillment: () => toFulfillment(views, order, fulfillment),
      })),
  };
}

export function toPayment(views: Views, order: VendureOrder, payment: VendurePayment): object {
  const { id, method, amount, state } = payment;
  return {
    ...{ __typename: 'Payment', id, method, amount, state, transactionId: `pay-${id}` },
    createdAt: toInstant(payment.createdAt),
    updatedAt: toInstant(payment.createdAt),
    refunds: () => payment.refunds.map((refund) => toRefund(views, order, payment, refund)),
  };
}

function toRefund(views: Views, order: VendureOrder, { id: paymentId, method }: VendurePayment, refund: VendureRefund): object {
  const { id, total, state, reason, createdAt } = refund;
  return {
    ...{ __typename: 'Refund', id, total, state, reason, method, paymentId },
    transactionId: state === 'Settled' ? `back-${id}` : null,
    createdAt: toInstant(createdAt),
    updatedAt: toInstant(createdAt),
    lines: () =>
      refund.lines.map(({ lineId, quantity }) => ({
        ...{ orderLineId: lineId, quantity, refundId: id },
        orderLine() {
          const line = order.lines.find((one) => one.id === lineId);
          return line === undefined ? null : views.line(order, line);
        },
        refund: () => toRefund(views, order, { id: paymentId, method, amount: 0, state: 'Settled', createdAt, refunds: [] }, refund),
      })),
  };
}
