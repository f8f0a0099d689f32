// Orders of many customers in one query, newest first. Those who have more than the first page are read further, all in one more.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Order } from '../../contract';
import { ownIds } from './ids';
import { toOrder, VendureOrder } from './order-wire';
import { placedOrders } from './placed-orders';
import type { ListOptions, ShopAccess } from './shop-access';
import { Id } from './wire';

/** Vendure reads the orders of each customer apart: more of them would keep its database busy for longer than callers wait. */
const CUSTOMERS_PER_CALL = 50;
/** Few customers have more. */
const FIRST_ORDERS = 20;
const MAX_ORDERS = 100;

/** https://docs.vendure.io/reference/graphql-api/admin/object-types/#customer: `orders` takes options of its own; ReadCustomer is enough. */
const documentOf = (customFields: string): string => `
  query Orders($ids: [String!]!, $orders: OrderListOptions!) {
    customers(options: { filter: { id: { in: $ids } } }) {
      items {
        id
        orders(options: $orders) {
          totalItems
          items {
            id code state orderPlacedAt updatedAt currencyCode totalWithTax
            fulfillments { id state method trackingCode createdAt updatedAt }
            payments { state amount refunds { id state total lines { quantity } } }
            ${customFields}
          }
        }
      }
    }
  }`;

const CustomerOrders = z.object({ id: Id, orders: z.object({ totalItems: z.int().nonnegative(), items: z.array(VendureOrder) }) });
type CustomerOrders = z.infer<typeof CustomerOrders>;
const Found = z.object({ customers: z.object({ items: z.array(CustomerOrders) }) });

/** The newest 100 of each customer. */
export function ordersOfCustomers(access: ShopAccess): BatchRead<RecordId, readonly Order[]> {
  const { account } = access;
  return chunked<readonly Order[]>({
    absent: [],
    keysPerCall: CUSTOMERS_PER_CALL,
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'customer', recordIds);
      if (asked.size === 0) return new Map();
      const { precision } = await access.shop(call);
      const customers = await readOrders(access, [...asked.keys()], { skip: 0, take: FIRST_ORDERS }, call);
      const busy = customers.filter(({ orders }) => orders.totalItems > FIRST_ORDERS).map(({ id }) => id);
      const further =
        busy.length === 0 ? [] : await readOrders(access, busy, { skip: FIRST_ORDERS, take: MAX_ORDERS - FIRST_ORDERS }, call);
      const lists = new Map<RecordId, Order[]>();
      for (const { id, orders } of [...customers, ...further]) {
        const record = asked.get(id) ?? '';
        lists.set(record, [...(lists.get(record) ?? []), ...orders.items.map((order) => toOrder(order, record, account, precision))]);
      }
      return new Map([...lists].map(([record, orders]) => [record, newestOf(orders)]));
    },
  });
}

/** Pages may overlap while orders come in. */
function newestOf(orders: readonly Order[]): Order[] {
  const unique = new Map(orders.map((order) => [order.id, order]));
  return newestFirst([...unique.values()], ({ placedAt }) => placedAt).slice(0, MAX_ORDERS);
}

/** One query; customers who are unknown are left out. */
async function readOrders(
  { api, account, shop }: ShopAccess,
  ids: readonly string[],
  page: { skip: number; take: number },
  call: Call,
): Promise<CustomerOrders[]> {
  const document = documentOf((await shop(call)).orderFields);
  const orders: ListOptions = { filter: placedOrders(account), sort: { orderPlacedAt: 'DESC', id: 'DESC' }, ...page };
  return (await api.ask({ document, variables: { ids, orders }, data: Found }, call)).customers.items;
}
