// What is inside orders: their lines and returns. Asked only for orders that somebody looks into.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { OrderContents, OrderItem, OrderReturn, ReturnStatus } from '../../contract';
import type { ShopifyApi } from './api';
import { connectionCost, MAX_QUERY_COST } from './cost';
import { ownIds, toRecordId } from './ids';
import { GlobalId, Instant, Money, text, toInstant, type Account } from './wire';

const MAX_LINES = 100;
/** Of one order, the newest: nobody sends back more often. */
const MAX_RETURNS = 20;
/** Lines of a return that are asked for their reason. */
const MAX_REASONS = 5;

/** https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Order, /objects/Return; returns need the scope `read_returns`. */
const CONTENTS = `
  query Contents($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        lineItems(first: ${MAX_LINES}) {
          nodes { id sku name quantity originalUnitPriceSet { shopMoney { amount currencyCode } } }
        }
        returns(first: ${MAX_RETURNS}, reverse: true) {
          nodes {
            id name status createdAt totalQuantity
            returnLineItems(first: ${MAX_REASONS}) { nodes { returnReasonNote returnReasonDefinition { name } } }
          }
        }
      }
    }
  }`;

/** An order, its lines, its returns with two points a reason: 59 points, so that a query takes sixteen orders. */
const ORDER_COST = 1 + connectionCost(MAX_LINES, 1) + connectionCost(MAX_RETURNS, 1 + connectionCost(MAX_REASONS, 2));
const ORDERS_PER_QUERY = Math.floor(MAX_QUERY_COST / ORDER_COST);

const Line = z.object({
  id: GlobalId('LineItem'),
  sku: z.string().nullable(),
  name: z.string(),
  quantity: z.int(),
  originalUnitPriceSet: z.object({ shopMoney: Money }),
});
const Return = z.object({
  id: GlobalId('Return'),
  name: z.string(),
  status: z.string(),
  createdAt: Instant,
  totalQuantity: z.int(),
  returnLineItems: z.object({
    nodes: z.array(z.object({ returnReasonNote: z.string(), returnReasonDefinition: z.object({ name: z.string() }).nullable() })),
  }),
});
export const OrderInside = z.object({
  id: GlobalId('Order'),
  lineItems: z.object({ nodes: z.array(Line) }),
  returns: z.object({ nodes: z.array(Return) }),
});
export type OrderInside = z.infer<typeof OrderInside>;
const Found = z.object({ nodes: z.array(OrderInside.nullable()) });

/** The contents of each order; null = unknown. */
export function contentsOfOrders(api: ShopifyApi, account: Account): BatchRead<RecordId, OrderContents | null> {
  return chunked<OrderContents | null>({
    absent: null,
    keysPerCall: ORDERS_PER_QUERY,
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'Order', recordIds);
      if (asked.size === 0) return new Map();
      const { nodes } = await api.ask({ document: CONTENTS, variables: { ids: [...asked.keys()] }, data: Found }, call);
      return new Map(nodes.flatMap((order) => (order === null ? [] : [[asked.get(order.id) ?? '', toContents(order, account)] as const])));
    },
  });
}

export function toContents({ lineItems, returns }: OrderInside, { source }: Account): OrderContents {
  return {
    items: lineItems.nodes.map(({ id, sku, name, quantity, originalUnitPriceSet }): OrderItem => ({
      id: toRecordId(source, 'LineItem', id),
      sku: text(sku),
      name: text(name),
      quantity,
      unitPrice: originalUnitPriceSet.shopMoney.amount,
    })),
    returns: newestFirst(
      returns.nodes.map((one): OrderReturn => ({
        id: toRecordId(source, 'Return', one.id),
        number: text(one.name),
        status: RETURN_STATUSES[one.status] ?? 'OPEN',
        at: toInstant(one.createdAt),
        reason: toReason(one.returnLineItems.nodes),
        quantity: one.totalQuantity,
      })),
      ({ at }) => at,
    ),
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07/enums/ReturnStatus */
const RETURN_STATUSES: Readonly<Record<string, ReturnStatus>> = {
  REQUESTED: 'REQUESTED',
  OPEN: 'OPEN',
  CLOSED: 'CLOSED',
  DECLINED: 'DECLINED',
  CANCELED: 'CANCELLED',
};

/** The reasons of its lines, each once: `Damaged or defective; Other: it came too late`. */
function toReason(lines: OrderInside['returns']['nodes'][number]['returnLineItems']['nodes']): string | null {
  const reasons = lines.flatMap(({ returnReasonDefinition, returnReasonNote }) => {
    const said = [text(returnReasonDefinition?.name), text(returnReasonNote)].filter((part) => part !== null);
    return said.length === 0 ? [] : [said.join(': ')];
  });
  return [...new Set(reasons)].join('; ') || null;
}
