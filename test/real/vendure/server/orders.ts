// Orders, brought through Vendure's own states one after the other, as an administrator would; their dates are set last.
import {
  Fulfillment,
  Order,
  OrderService,
  Refund,
  TransactionalConnection,
  type Customer,
  type ID,
  type Payment,
  type RequestContext,
} from '@vendure/core';
import type { ShopOrder, ShopPerson } from '../people';
import { PAID, PROMISED, type Catalogue } from './catalogue';
import { accepted, type Services } from './services';

const HOUR_MS = 3_600_000;
const SENT = new Set<ShopOrder['state']>(['PartiallyShipped', 'Shipped', 'Delivered']);

export interface OrderFilling {
  services: Services;
  ctx: RequestContext;
  catalogue: Catalogue;
}

/** Makes one order of a customer, or none of it; throws what Vendure refuses. */
export function fillOrder(filling: OrderFilling, customer: Customer, person: ShopPerson, told: ShopOrder): Promise<void> {
  const { services, ctx } = filling;
  return services.get(TransactionalConnection).withTransaction(ctx, (inside) => bring({ ...filling, ctx: inside }, customer, person, told));
}

async function bring(filling: OrderFilling, customer: Customer, person: ShopPerson, told: ShopOrder): Promise<void> {
  const { services, ctx } = filling;
  const orders = services.get(OrderService);
  // A cart is its user's own; the other orders are begun for the customer, as drafts.
  const isCart = told.state === 'AddingItems';
  const { id } = isCart ? await orders.create(ctx, customer.user?.id) : await orders.createDraft(ctx);
  await addContent(filling, id, customer, person, told);
  if (isCart) return;
  accepted(await orders.transitionToState(ctx, id, 'ArrangingPayment'));
  const method = told.state === 'PaymentAuthorized' ? PROMISED : PAID;
  const { lines } = accepted(await orders.addPaymentToOrder(ctx, id, { method, metadata: {} }));
  const sent = SENT.has(told.state) ? await send(filling, lines, told) : null;
  if (told.state === 'Cancelled')
    accepted(await orders.cancelOrder(ctx, { orderId: id, cancelShipping: true, reason: 'Changed their mind' }));
  const [payment] = await orders.getOrderPayments(ctx, id);
  const refund = told.refund === null || payment === undefined ? null : await payBack(filling, payment, lines, told.refund);
  await setDates(filling, id, sent, refund, told);
}

async function addContent({ services, ctx, catalogue }: OrderFilling, id: ID, customer: Customer, person: ShopPerson, told: ShopOrder) {
  const orders = services.get(OrderService);
  await orders.addCustomerToOrder(ctx, id, customer);
  for (const { sku, quantity } of told.lines) {
    const variant = catalogue.variantBySku.get(sku);
    if (variant === undefined) throw new Error(`${sku} is no article of the shop`);
    accepted(await orders.addItemToOrder(ctx, id, variant, quantity));
  }
  const [address] = person.addresses;
  if (address !== undefined) {
    const { company, ...rest } = address;
    const input = { ...rest, fullName: `${person.firstName} ${person.lastName}`, ...(company === null ? {} : { company }) };
    await orders.setShippingAddress(ctx, id, input);
    await orders.setBillingAddress(ctx, id, input);
  }
  accepted(await orders.setShippingMethod(ctx, id, [catalogue.shippingMethodId]));
  if (told.salesPerson !== null) await orders.updateCustomFields(ctx, id, { salesPerson: told.salesPerson });
}

/** Everything in one parcel; of an order that is sent in part, one piece of the first line. */
async function send({ services, ctx }: OrderFilling, lines: Order['lines'], { state, parcel }: ShopOrder): Promise<ID> {
  const orders = services.get(OrderService);
  const part = state === 'PartiallyShipped' ? lines.slice(0, 1) : lines;
  const fulfillment = accepted(
    await orders.createFulfillment(ctx, {
      lines: part.map((line) => ({ orderLineId: line.id, quantity: state === 'PartiallyShipped' ? 1 : line.quantity })),
      handler: {
        code: 'manual-fulfillment',
        arguments: [
          { name: 'method', value: parcel?.method ?? 'Parcel' },
          { name: 'trackingCode', value: parcel?.trackingCode ?? '' },
        ],
      },
    }),
  );
  accepted(await orders.transitionFulfillmentToState(ctx, fulfillment.id, 'Shipped'));
  if (state === 'Delivered') accepted(await orders.transitionFulfillmentToState(ctx, fulfillment.id, 'Delivered'));
  return fulfillment.id;
}

async function payBack(
  { services, ctx }: OrderFilling,
  { id: paymentId, amount: paid }: Payment,
  [line]: Order['lines'],
  { pieces, reason, settled }: NonNullable<ShopOrder['refund']>,
): Promise<ID> {
  const orders = services.get(OrderService);
  const goods = line === undefined || pieces === 0 ? null : { orderLineId: line.id, quantity: pieces };
  const amount = goods === null || line === undefined ? paid : line.unitPriceWithTax * pieces;
  const input = { paymentId, amount, reason, lines: goods === null ? [] : [goods], adjustment: 0, shipping: 0 };
  const { id } = accepted(await orders.refundOrder(ctx, input));
  if (settled) accepted(await orders.settleRefund(ctx, { id, transactionId: `back-${id}` }));
  return id;
}

/** Vendure dates everything now. */
async function setDates(
  { services, ctx }: OrderFilling,
  id: ID,
  sent: ID | null,
  refund: ID | null,
  { placedAt, state }: ShopOrder,
): Promise<void> {
  const database = services.get(TransactionalConnection);
  const after = (hours: number): Date => new Date(Math.min(Date.now(), Date.parse(placedAt) + hours * HOUR_MS));
  const updatedAt = after(state === 'Delivered' ? 72 : 24);
  await database.getRepository(ctx, Order).update(id, { createdAt: after(-1), orderPlacedAt: after(0), updatedAt });
  if (sent !== null) await database.getRepository(ctx, Fulfillment).update(sent, { createdAt: after(24), updatedAt });
  if (refund !== null) await database.getRepository(ctx, Refund).update(refund, { createdAt: after(96), updatedAt: after(96) });
}
