// Stripe's webhooks: how they are proven, and the hints in them. Events carry the object as it was, of which only ids are read.
// https://docs.stripe.com/webhooks#verify-manually, https://docs.stripe.com/api/events/types
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import type { VendorEvent, WebhookDeclaration } from '../../../../platform/webhooks/declaration';
import type { SignatureScheme } from '../../../../platform/webhooks/scheme';

/** `t=1492774577,v1=…,v1=…`: a signature by each secret that counts, while one is rolled. */
function partsOf(header: string, name: string): string[] {
  return header.split(',').flatMap((part) => {
    const [key = '', ...value] = part.trim().split('=');
    return key === name ? [value.join('=')] : [];
  });
}

const v1: SignatureScheme = {
  ...{ kind: 'signature', algorithm: 'hmac-sha256', header: 'stripe-signature', encoding: 'hex' },
  signatures: (header) => partsOf(header, 'v1'),
  time: { of: ({ headers }) => partsOf(headers['stripe-signature'] ?? '', 't')[0], unit: 's' },
  signed: ({ body }, time) => [`${time}.`, body],
};

/** An id, or the object where the endpoint expands it. */
const reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]).nullish();

const event = z.object({
  id: z.string(),
  type: z.string(),
  created: z.number().int(),
  data: z.object({ object: z.looseObject({ id: z.string().optional(), object: z.string(), customer: reference }) }),
});

/** What a customer's billing is made of, by the first word of an event's type, and what the domain calls it. */
const KINDS: Readonly<Record<string, string>> = {
  customer: 'customer',
  invoice: 'invoice',
  charge: 'payment',
  refund: 'payment',
  payment_intent: 'payment',
  credit_note: 'invoice',
};

function toEvents({ id, type, created, data: { object } }: z.infer<typeof event>, source: string): VendorEvent[] {
  const parts = type.split('.');
  const verb = parts.at(-1) ?? '';
  const what = type.startsWith('customer.subscription.') ? 'subscription' : KINDS[parts[0] ?? ''];
  if (what === undefined) return [];
  const isCustomer = object.object === 'customer';
  const customer = isCustomer ? object.id : object.customer;
  return [
    {
      id,
      type: `billing.${what}.${['created', 'deleted'].includes(verb) ? verb : 'updated'}`,
      at: new Date(created * 1_000).toISOString(),
      records: customer == null ? [] : [recordId(source, 'customer', customer)],
      // The ids of ours by which anything is kept: records.ts.
      items: isCustomer || object.id === undefined ? [] : [recordId(source, object.object, object.id)],
    },
  ];
}

/** The secret is the endpoint's signing secret, `whsec_…`. */
export const webhook: WebhookDeclaration = {
  schemes: { v1 },
  read: ({ body }, source) => toEvents(event.parse(JSON.parse(body.toString('utf8'))), source),
  secretFault: (secret) => (secret.startsWith('whsec_') ? null : "is no signing secret of an endpoint: Stripe's begin with whsec_"),
};
