// What is inside orders: their lines, and what came back. Asked only for orders that somebody looks into.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { OrderContents, OrderItem, OrderReturn } from '../../contract';
import { ownIds, toRecordId } from './ids';
import { isReturn, Money, toDecimal } from './order-wire';
import type { ShopAccess } from './shop-access';
import { Id, Instant, text, toInstant } from './wire';

const ORDERS_PER_CALL = 50;
const MAX_LINES = 100;

/** https://docs.vendure.io/reference/graphql-api/admin/queries/#orders: needs the permission ReadOrder. */
const CONTENTS = `
  query Contents($ids: [String!]!) {
    orders(options: { filter: { id: { in: $ids } } }) {
      items {
        id
        lines { id quantity orderPlacedQuantity unitPriceWithTax productVariant { sku name } }
        fulfillments { state }
        payments { refunds { id state createdAt reason lines { quantity } } }
      }
    }
  }`;

const Line = z.object({
  id: Id,
  quantity: z.int(),
  orderPlacedQuantity: z.int(),
  unitPriceWithTax: Money,
  productVariant: z.object({ sku: z.string(), name: z.string() }),
});
const Refund = z.object({
  id: Id,
  state: z.string(),
  createdAt: Instant,
  reason: z.string().nullable(),
  lines: z.array(z.object({ quantity: z.int() })),
});
export const OrderInside = z.object({
  id: Id,
  lines: z.array(Line),
  fulfillments: z.array(z.object({ state: z.string() })).nullable(),
  payments: z.array(z.object({ refunds: z.array(Refund) })).nullable(),
});
export type OrderInside = z.infer<typeof OrderInside>;
const Found = z.object({ orders: z.object({ items: z.array(OrderInside) }) });

/** The contents of each order; null = unknown. */
export function contentsOfOrders({ api, account, shop }: ShopAccess): BatchRead<RecordId, OrderContents | null> {
  return chunked<OrderContents | null>({
    absent: null,
    keysPerCall: ORDERS_PER_CALL,
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'order', recordIds);
      if (asked.size === 0) return new Map();
      const { precision } = await shop(call);
      const { orders } = await api.ask({ document: CONTENTS, variables: { ids: [...asked.keys()] }, data: Found }, call);
      return new Map(orders.items.map((order) => [asked.get(order.id) ?? '', toContents(order, account.source, precision)]));
    },
  });
}

export function toContents({ lines, fulfillments, payments }: OrderInside, source: string, precision: number): OrderContents {
  const sent = (fulfillments ?? []).some(({ state }) => state === 'Shipped' || state === 'Delivered');
  const refunds = sent ? (payments ?? []).flatMap((payment) => payment.refunds).filter(isReturn) : [];
  return {
    items: lines.slice(0, MAX_LINES).map(({ id, quantity, orderPlacedQuantity, unitPriceWithTax, productVariant }): OrderItem => ({
      id: toRecordId(source, 'line', id),
      sku: text(productVariant.sku),
      name: text(productVariant.name),
      // What is called off leaves the quantity; what was ordered stays in the other.
      quantity: Math.max(quantity, orderPlacedQuantity),
      unitPrice: toDecimal(unitPriceWithTax, precision),
    })),
    returns: newestFirst(
      refunds.map((refund) => toReturn(refund, source)),
      ({ at }) => at,
    ),
  };
}

function toReturn({ id, state, createdAt, reason, lines }: z.infer<typeof Refund>, source: string): OrderReturn {
  return {
    id: toRecordId(source, 'return', id),
    number: null,
    // The goods are back when their money is: Vendure tells no more of them.
    status: state === 'Settled' ? 'CLOSED' : 'OPEN',
    at: toInstant(createdAt),
    reason: text(reason),
    quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}
