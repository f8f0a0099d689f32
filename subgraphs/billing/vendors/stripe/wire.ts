// Stripe's answers: the part of them we read. Where trust begins. How they become our records is in the files beside it.
import { z } from 'zod';

/** The API version that the shapes below are of, sent with every request. https://docs.stripe.com/api/versioning */
export const API_VERSION = '2025-09-30.clover';

/** Unix seconds. */
const Instant = z.int().min(0).max(253_402_300_799);
const Currency = z.string().regex(/^[a-z]{3}$/);
const Text = z.string().nullish();

/** An id, or the object where it was expanded. */
const Reference = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

/** A page of a list, or of a search. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), has_more: z.boolean(), next_page: Text });
}

/** Says that what a parameter names is not there: 404 for the path's `id`, 400 for others. https://docs.stripe.com/error-codes */
export function missing<Parameter extends 'id' | 'customer'>(parameter: Parameter) {
  return z.object({ error: z.object({ code: z.literal('resource_missing'), param: z.literal(parameter) }) });
}

const SubscriptionItem = z.object({
  /** Absent where use is metered. */
  quantity: z.int().nullish(),
  current_period_end: Instant,
  price: z.object({
    nickname: Text,
    billing_scheme: z.enum(['per_unit', 'tiered']),
    unit_amount_decimal: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .nullish(),
    recurring: z
      .object({
        interval: z.enum(['day', 'week', 'month', 'year']),
        interval_count: z.int().min(1),
        usage_type: z.enum(['licensed', 'metered']),
      })
      .nullish(),
    transform_quantity: z.looseObject({}).nullish(),
  }),
});

/** https://docs.stripe.com/api/subscriptions/object */
export const StripeSubscription = z.object({
  id: z.string(),
  livemode: z.boolean(),
  customer: Reference,
  created: Instant,
  currency: Currency,
  description: Text,
  status: z.enum(['active', 'canceled', 'incomplete', 'incomplete_expired', 'past_due', 'paused', 'trialing', 'unpaid']),
  pause_collection: z.looseObject({}).nullish(),
  start_date: Instant,
  cancel_at: Instant.nullish(),
  cancel_at_period_end: z.boolean(),
  ended_at: Instant.nullish(),
  items: pageOf(SubscriptionItem),
});
export type StripeSubscription = z.infer<typeof StripeSubscription>;
export const SubscriptionPage = pageOf(StripeSubscription);

const Address = z.object({ line1: Text, city: Text, postal_code: Text, country: Text }).catchall(z.json());

/** https://docs.stripe.com/api/customers/object. Further fields stay, for the raw record. */
export const StripeCustomer = z
  .object({
    id: z.string(),
    deleted: z.literal(false).optional(),
    livemode: z.boolean(),
    created: Instant,
    email: Text,
    name: Text,
    business_name: Text,
    individual_name: Text,
    phone: Text,
    address: Address.nullish(),
    shipping: z.object({ address: Address.nullish() }).catchall(z.json()).nullish(),
    preferred_locales: z.array(z.string()).nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
    /** Where expanded. */
    tax_ids: z.object({ data: z.array(z.object({ value: z.string() }).catchall(z.json())) }).nullish(),
    /** Where expanded: the first ten that have not ended. */
    subscriptions: SubscriptionPage.nullish(),
  })
  .catchall(z.json());
export type StripeCustomer = z.infer<typeof StripeCustomer>;

/** All that is left of a customer who was deleted. */
const DeletedCustomer = z.object({ id: z.string(), deleted: z.literal(true) });
export const CustomerAnswer = z.union([DeletedCustomer, StripeCustomer, missing('id')]);

const invoiceFields = {
  id: z.string(),
  livemode: z.boolean(),
  created: Instant,
  number: Text,
  status: z.enum(['draft', 'open', 'paid', 'uncollectible', 'void']),
  currency: Currency,
  total: z.int(),
  amount_paid: z.int(),
  amount_remaining: z.int(),
  due_date: Instant.nullish(),
  effective_at: Instant.nullish(),
  status_transitions: z.object({ finalized_at: Instant.nullish() }).nullish(),
};
/** https://docs.stripe.com/api/invoices/object, as a customer's list and the search answer them. */
export const OwnedInvoice = z.object({ ...invoiceFields, customer: Reference.nullish() });
/** Whosoever it is. */
export type StripeInvoice = Omit<z.infer<typeof OwnedInvoice>, 'customer'>;
/** With their customers expanded. */
export const BilledInvoice = z.object({ ...invoiceFields, customer: z.union([DeletedCustomer, StripeCustomer]) });

/** https://docs.stripe.com/api/charges/object, with its first ten refunds expanded. */
export const StripeCharge = z.object({
  id: z.string(),
  livemode: z.boolean(),
  customer: Reference.nullish(),
  created: Instant,
  status: z.enum(['succeeded', 'pending', 'failed']),
  captured: z.boolean(),
  currency: Currency,
  amount: z.int(),
  amount_refunded: z.int(),
  refunded: z.boolean(),
  disputed: z.boolean(),
  refunds: z
    .object({
      data: z.array(z.object({ id: z.string(), created: Instant, amount: z.int(), status: Text, reason: Text })),
    })
    .nullish(),
});
export type StripeCharge = z.infer<typeof StripeCharge>;
