// Shopify's webhooks: how they are proven, and the hints in them. Their topic, their id and their time are in headers.
// https://shopify.dev/docs/apps/build/webhooks/verify-deliveries, https://shopify.dev/docs/api/webhooks
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { VendorEvent, WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

/** Without a time that is signed: a double is known by its id alone. */
const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'x-shopify-hmac-sha256', encoding: 'base64', time: null },
  signed: ({ body }) => [body],
};

const id = z.union([z.number().int(), z.string().regex(/^\d+$/)]);
const gid = z.string().transform((text) => text.split('/').at(-1) ?? '');
const owner = z.looseObject({ id }).nullish();

const payload = z.looseObject({
  id: id.optional(),
  customer: owner,
  customer_id: id.optional(),
  order_id: id.optional(),
  order: owner,
  admin_graphql_api_customer_kept_id: gid.optional(),
  admin_graphql_api_customer_deleted_id: gid.optional(),
});

/** Topics by what stands before the slash. Of shipments, refunds and returns Shopify names the order, and not whose it is. */
const KINDS: Readonly<Record<string, 'customer' | 'order' | 'return'>> = {
  customers: 'customer',
  customers_email_marketing_consent: 'customer',
  customers_marketing_consent: 'customer',
  customer: 'customer',
  orders: 'order',
  refunds: 'order',
  fulfillments: 'order',
  returns: 'return',
};
const VERBS: Readonly<Record<string, string>> = { create: 'created', delete: 'deleted', redact: 'deleted' };

/** The secret is the app's client secret. */
export const webhook: WebhookDeclaration = {
  schemes: { v1 },
  read({ headers, body }, source) {
    const topic = z.string().parse(headers['x-shopify-topic']);
    const [about = '', change = ''] = topic.split('/');
    const kind = KINDS[about];
    if (kind === undefined) return [];
    const told = payload.parse(JSON.parse(body.toString('utf8')));
    const isCustomer = kind === 'customer';
    const customers = isCustomer
      ? [
          told.customer_id ?? told.customer?.id ?? told.id,
          told.admin_graphql_api_customer_kept_id,
          told.admin_graphql_api_customer_deleted_id,
        ]
      : [told.customer?.id];
    const order = told.order_id ?? told.order?.id ?? (kind === 'order' ? told.id : undefined);
    const at = headers['x-shopify-triggered-at'];
    const records = customers.flatMap((one) => (one == null ? [] : [recordId(source, 'customer', one)]));
    const event: VendorEvent = {
      id: z.string().parse(headers['x-shopify-webhook-id']),
      type: `sales.${kind}.${kind === 'order' && about !== 'orders' ? 'updated' : (VERBS[change] ?? 'updated')}`,
      at: at === undefined || Number.isNaN(Date.parse(at)) ? null : new Date(at).toISOString(),
      records,
      items: isCustomer || order === undefined ? [] : [recordId(source, 'order', order)],
      ...(records.length > 0 || order === undefined ? {} : { subjects: [String(order)] }),
    };
    return [event];
  },
};
