// Whose an order is: Shopify's webhooks of shipments, refunds and returns name the order alone. Asked when one has come, and by nothing else.
import { z } from 'zod';
import { chunked } from '../../../../platform/batch-read';
import type { BatchRead } from '../../../../platform/connector';
import { recordId, type RecordId } from '../../../../platform/record';
import type { ShopifyApi } from './api';
import { ownIds, toRecordId } from './ids';
import { GlobalId } from './wire';

/** https://shopify.dev/docs/api/admin-graphql/2026-07/objects/Order; `nodes(ids:)` takes 250. */
const OWNERS = 'query Owners($ids: [ID!]!) { nodes(ids: $ids) { ... on Order { id customer { id } } } }';
const ORDERS_PER_QUERY = 250;

const Found = z.object({
  nodes: z.array(z.object({ id: GlobalId('Order'), customer: z.object({ id: GlobalId('Customer') }).nullable() }).nullable()),
});

/** The customer by each number of an order; none where somebody ordered without an account, or the order is deleted. */
export function ownersOfOrders(api: ShopifyApi, source: string): BatchRead<string, readonly RecordId[]> {
  return chunked<readonly RecordId[]>({
    absent: [],
    keysPerCall: ORDERS_PER_QUERY,
    async read(numbers, call) {
      const orders = new Map(numbers.map((number) => [recordId(source, 'order', number), number]));
      const asked = ownIds(source, 'Order', [...orders.keys()]);
      if (asked.size === 0) return new Map();
      const { nodes } = await api.ask({ document: OWNERS, variables: { ids: [...asked.keys()] }, data: Found }, call);
      return new Map(
        nodes.flatMap((order) =>
          order?.customer == null
            ? []
            : [[orders.get(asked.get(order.id) ?? '') ?? '', [toRecordId(source, 'Customer', order.customer.id)]] as const],
        ),
      );
    },
  });
}
