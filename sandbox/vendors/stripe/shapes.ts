// The shapes of Stripe's answers in the version the emulator words, as its API reference and the types of the `stripe` package
// give them. The emulator checks its own answers with them: what a version took away must be absent, too.
import { z } from 'zod';
import type { Kind } from './objects';

/** Unix seconds: milliseconds would be beyond. */
const instant = z.number().int().min(0).max(9_999_999_999);
const amount = z.number().int();
const currency = z.string().regex(/^[a-z]{3}$/);
const metadata = z.record(z.string(), z.string());
const gone = z.never().optional();
const text = z.string().nullable();

/** An id, or the object once expanded. */
function reference(prefix: string, kind: string) {
  return z.union([z.string().startsWith(prefix), z.looseObject({ id: z.string().startsWith(prefix), object: z.literal(kind) })]);
}

function listOf<T extends z.ZodType>(item: T) {
  return z.object({ object: z.literal('list'), data: z.array(item), has_more: z.boolean(), url: z.string().startsWith('/v1/') });
}

function searchResultOf<T extends z.ZodType>(item: T) {
  return z.object({
    object: z.literal('search_result'),
    data: z.array(item),
    has_more: z.boolean(),
    next_page: text,
    total_count: z.number().int().optional(),
    url: z.string().startsWith('/v1/'),
  });
}

const address = z.object({ city: text, country: text, line1: text, line2: text, postal_code: text, state: text }).nullable();

const recurring = z.object({ interval: z.enum(['day', 'week', 'month', 'year']), interval_count: z.number().int().min(1) });

const subscription = z.object({
  id: z.string().startsWith('sub_'),
  object: z.literal('subscription'),
  cancel_at: instant.nullable(),
  cancel_at_period_end: z.boolean(),
  canceled_at: instant.nullable(),
  collection_method: z.enum(['charge_automatically', 'send_invoice']),
  created: instant,
  currency,
  current_period_end: gone,
  current_period_start: gone,
  customer: reference('cus_', 'customer'),
  ended_at: instant.nullable(),
  items: listOf(
    z.object({
      id: z.string().startsWith('si_'),
      object: z.literal('subscription_item'),
      current_period_end: instant,
      current_period_start: instant,
      price: z.object({
        id: z.string().startsWith('price_'),
        object: z.literal('price'),
        currency,
        nickname: text,
        product: z.string().startsWith('prod_'),
        recurring,
        unit_amount: amount.nullable(),
        unit_amount_decimal: text,
      }),
      quantity: z.number().int().min(0),
      subscription: z.string().startsWith('sub_'),
    }),
  ),
  latest_invoice: reference('in_', 'invoice').nullable(),
  livemode: z.boolean(),
  metadata,
  start_date: instant,
  status: z.enum(['incomplete', 'incomplete_expired', 'trialing', 'active', 'past_due', 'canceled', 'unpaid', 'paused']),
  trial_end: instant.nullable(),
});

const customer = z.object({
  id: z.string().startsWith('cus_'),
  object: z.literal('customer'),
  address,
  balance: amount,
  created: instant,
  currency: currency.nullable(),
  deleted: gone,
  delinquent: z.boolean().nullable(),
  description: text,
  email: text,
  livemode: z.boolean(),
  metadata,
  name: text,
  phone: text,
  preferred_locales: z.array(z.string()),
  subscriptions: listOf(subscription).optional(),
  tax_ids: listOf(z.object({ id: z.string(), object: z.literal('tax_id'), type: z.string(), value: z.string() })).optional(),
});
const deletedCustomer = z.strictObject({ id: z.string().startsWith('cus_'), object: z.literal('customer'), deleted: z.literal(true) });

const invoice = z.object({
  id: z.string().startsWith('in_'),
  object: z.literal('invoice'),
  amount_due: amount,
  amount_paid: amount,
  amount_remaining: amount,
  charge: gone,
  collection_method: z.enum(['charge_automatically', 'send_invoice']),
  created: instant,
  currency,
  customer: reference('cus_', 'customer'),
  customer_email: text,
  due_date: instant.nullable(),
  hosted_invoice_url: z.url().nullable(),
  lines: listOf(z.object({ id: z.string().startsWith('il_'), object: z.literal('line_item'), amount, currency })),
  metadata: metadata.nullable(),
  number: text,
  paid: gone,
  parent: z
    .object({
      type: z.enum(['quote_details', 'subscription_details']),
      subscription_details: z.object({ subscription: reference('sub_', 'subscription') }).nullable(),
    })
    .nullable(),
  payments: listOf(
    z.object({
      id: z.string(),
      object: z.literal('invoice_payment'),
      payment: z.object({ type: z.literal('payment_intent'), payment_intent: z.string().startsWith('pi_') }),
      status: z.enum(['open', 'paid', 'canceled']),
    }),
  ).optional(),
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  status_transitions: z.object({
    finalized_at: instant.nullable(),
    marked_uncollectible_at: instant.nullable(),
    paid_at: instant.nullable(),
    voided_at: instant.nullable(),
  }),
  subscription: gone,
  total: amount,
});

const refund = z.object({
  id: z.string().startsWith('re_'),
  object: z.literal('refund'),
  amount,
  charge: reference('ch_', 'charge').nullable(),
  created: instant,
  currency,
  payment_intent: text,
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer', 'expired_uncaptured_charge']).nullable(),
  status: z.enum(['pending', 'requires_action', 'succeeded', 'failed', 'canceled']).nullable(),
});

const charge = z.object({
  id: z.string().startsWith('ch_'),
  object: z.literal('charge'),
  amount,
  amount_captured: amount,
  amount_refunded: amount,
  billing_details: z.object({ address, email: text, name: text, phone: text }),
  captured: z.boolean(),
  created: instant,
  currency,
  customer: reference('cus_', 'customer').nullable(),
  disputed: z.boolean(),
  failure_code: text,
  failure_message: text,
  invoice: gone,
  metadata,
  paid: z.boolean(),
  payment_intent: text,
  refunded: z.boolean(),
  refunds: listOf(refund).optional(),
  status: z.enum(['succeeded', 'pending', 'failed']),
});

/** Of `GET /v1/customers/{id}`. */
export const CUSTOMER_SHAPE = z.union([deletedCustomer, customer]);

/** Of the list endpoint of each kind. */
export const LIST_SHAPES: Readonly<Record<Kind, z.ZodType>> = {
  customer: listOf(customer),
  invoice: listOf(invoice),
  subscription: listOf(subscription),
  charge: listOf(charge),
  refund: listOf(refund),
};

/** Of the search endpoint of each kind that has one. */
export const SEARCH_SHAPES: Readonly<Record<'customer' | 'invoice' | 'charge', z.ZodType>> = {
  customer: searchResultOf(customer),
  invoice: searchResultOf(invoice),
  charge: searchResultOf(charge),
};
