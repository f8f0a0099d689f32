// Shopify's webhooks, as its documentation words and signs them.
// https://shopify.dev/docs/apps/build/webhooks/verify-deliveries, https://shopify.dev/docs/api/webhooks
import { createHmac } from 'node:crypto';
import type { Change } from '../../changes';
import type { WriteWebhook } from '../../webhooks/message';
import type { ShopifyStore } from './store';

const TOPICS: Readonly<Record<string, Record<Change['what'], string>>> = {
  customer: { created: 'customers/create', updated: 'customers/update', deleted: 'customers/delete' },
  order: { created: 'orders/create', updated: 'orders/updated', deleted: 'orders/delete' },
};

export function writeShopifyWebhook(store: ShopifyStore): WriteWebhook {
  const payloadOf = (type: string, id: string): object => {
    const gid = `gid://shopify/${type === 'order' ? 'Order' : 'Customer'}/${id}`;
    if (type !== 'order') return { id: Number(id), admin_graphql_api_id: gid, email: store.customerById(id)?.email ?? null };
    const customerId = store.orderById(id)?.customerId ?? null;
    return { id: Number(id), admin_graphql_api_id: gid, customer: customerId === null ? null : { id: Number(customerId) } };
  };
  return ({ type, id, what, eventId, at }, { secret }) => {
    const topic = TOPICS[type]?.[what];
    if (topic === undefined) return null;
    const body = JSON.stringify(payloadOf(type, id));
    return {
      body,
      headers: {
        'Content-Type': 'application/json',
        'X-Shopify-Topic': topic,
        'X-Shopify-Shop-Domain': 'sandbox.myshopify.com',
        'X-Shopify-API-Version': '2026-07',
        'X-Shopify-Webhook-Id': eventId,
        'X-Shopify-Event-Id': eventId,
        'X-Shopify-Triggered-At': new Date(at).toISOString(),
        'X-Shopify-Hmac-SHA256': createHmac('sha256', secret).update(body).digest('base64'),
      },
    };
  };
}
