// Orders of many customers in one query, newest first. A customer with more than a page has is paged further alone.
import { z } from 'zod';
import { asError, chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Order } from '../../contract';
import type { ShopifyApi } from './api';
import { customersPerQuery, MAX_ORDERS, ordersPerCustomer } from './cost';
import { ownIds } from './ids';
import { ShopifyOrder, toOrder } from './order-wire';
import { GlobalId, type Account } from './wire';

/** What an `Order` is made of, and nothing else. */
export interface OrderReading {
  document: string;
  /** Points of one order: itself, its parcels and their tracking; amounts of money cost nothing. */
  orderCost: number;
}

/**
 * https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Customer#field-Customer.fields.orders: 250 a page, and without the
 * scope `read_all_orders` those of the last 60 days. `staff` asks who made each order, which costs a point.
 */
export function orderReading(staff: boolean): OrderReading {
  const document = `
    query Orders($ids: [ID!]!, $first: Int!, $after: String) {
      nodes(ids: $ids) {
        ... on Customer {
          id
          orders(first: $first, after: $after, sortKey: PROCESSED_AT, reverse: true) {
            nodes {
              id name processedAt updatedAt cancelledAt displayFinancialStatus displayFulfillmentStatus returnStatus tags
              totalPriceSet { shopMoney { amount currencyCode } }
              totalRefundedSet { shopMoney { amount currencyCode } }
              fulfillments { status displayStatus createdAt deliveredAt trackingInfo(first: 1) { company number } }
              ${staff ? 'staffMember { id name email }' : ''}
            }
            pageInfo { hasNextPage endCursor }
          }
        }
      }
    }`;
  return { document, orderCost: staff ? 4 : 3 };
}

const OrderPage = z.object({
  nodes: z.array(ShopifyOrder),
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
});
const CustomerOrders = z.object({ id: GlobalId('Customer'), orders: OrderPage });
type CustomerOrders = z.infer<typeof CustomerOrders>;
const Found = z.object({ nodes: z.array(CustomerOrders.nullable()) });

/** The newest 100 of each customer. */
export function ordersOfCustomers(api: ShopifyApi, account: Account, staff: boolean): BatchRead<RecordId, readonly Order[]> {
  const reading = orderReading(staff);
  return chunked<readonly Order[]>({
    absent: [],
    keysPerCall: customersPerQuery(reading.orderCost),
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'Customer', recordIds);
      if (asked.size === 0) return new Map();
      const first = ordersPerCustomer(asked.size, reading.orderCost);
      const customers = await readPages(api, reading, { ids: [...asked.keys()], first, after: null }, call);
      const lists = await Promise.all(
        customers.map(async (customer): Promise<readonly [RecordId, Order[] | Error]> => {
          const record = asked.get(customer.id) ?? '';
          // What one customer lacks must not cost the others.
          const orders = await allOrders(api, reading, customer, call).catch(asError);
          return [record, orders instanceof Error ? orders : toOrders(orders, record, account)];
        }),
      );
      return new Map(lists);
    },
  });
}

function toOrders(orders: readonly ShopifyOrder[], record: RecordId, account: Account): Order[] {
  // Pages may overlap while orders change.
  const unique = new Map(orders.map((order) => [order.id, toOrder(order, record, account)]));
  return newestFirst([...unique.values()], ({ placedAt }) => placedAt).slice(0, MAX_ORDERS);
}

async function allOrders(api: ShopifyApi, reading: OrderReading, { id, orders }: CustomerOrders, call: Call): Promise<ShopifyOrder[]> {
  const all = [...orders.nodes];
  let { hasNextPage, endCursor: after } = orders.pageInfo;
  while (hasNextPage && after !== null && all.length < MAX_ORDERS) {
    const [more] = await readPages(api, reading, { ids: [id], first: MAX_ORDERS - all.length, after }, call);
    all.push(...(more?.orders.nodes ?? []));
    ({ hasNextPage, endCursor: after } = more?.orders.pageInfo ?? { hasNextPage: false, endCursor: null });
  }
  return all;
}

/** One query; customers who are unknown are left out. */
async function readPages(
  api: ShopifyApi,
  { document }: OrderReading,
  variables: { ids: readonly string[]; first: number; after: string | null },
  call: Call,
): Promise<CustomerOrders[]> {
  const { nodes } = await api.ask({ document, variables, data: Found }, call);
  return nodes.filter((node) => node !== null);
}
