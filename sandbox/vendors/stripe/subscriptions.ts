// How the world's subscriptions look as Stripe subscriptions since 2025-03-31, when the current period moved to the items.
// https://docs.stripe.com/api/subscriptions/object
import type { PaymentSubscription } from '../../world/payment-story';
import type { Body } from './customers';
import { toSeconds } from './pages';

/** @param latestInvoice its id. */
export function toStripeSubscription(subscription: PaymentSubscription, latestInvoice: string | null): Body {
  const { id, status, currency, startedAt, canceledAt, cancelAt } = subscription;
  const started = toSeconds(startedAt);
  const canceled = canceledAt === null ? null : toSeconds(canceledAt);
  const isTrial = status === 'trialing';
  return {
    id,
    object: 'subscription',
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: started,
    billing_cycle_anchor_config: null,
    billing_mode: { flexible: null, type: 'classic' },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: cancelAt === null ? null : toSeconds(cancelAt),
    cancel_at_period_end: subscription.cancelAtPeriodEnd,
    canceled_at: canceled,
    cancellation_details: {
      comment: null,
      feedback: null,
      feedback_option: null,
      reason: canceled === null ? null : 'cancellation_requested',
    },
    collection_method: 'charge_automatically',
    created: started,
    currency,
    customer: subscription.customerId,
    customer_account: null,
    days_until_due: null,
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    ended_at: status === 'canceled' ? canceled : null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: 'self' } },
    items: {
      object: 'list',
      data: [toItem(subscription)],
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    latest_invoice: latestInvoice,
    livemode: false,
    managed_payments: null,
    metadata: {},
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: { payment_method_options: null, payment_method_types: null, save_default_payment_method: 'off' },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: started,
    status,
    test_clock: null,
    transfer_data: null,
    trial_end: isTrial ? toSeconds(subscription.currentPeriodEnd) : null,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: 'create_invoice' } },
    trial_start: isTrial ? toSeconds(subscription.currentPeriodStart) : null,
  };
}

/** https://docs.stripe.com/api/subscription_items/object */
function toItem(subscription: PaymentSubscription): Body {
  const { id, startedAt, currentPeriodStart, currentPeriodEnd, quantity } = subscription;
  return {
    id: id.replace(/^sub_/, 'si_'),
    object: 'subscription_item',
    billing_thresholds: null,
    created: toSeconds(startedAt),
    current_period_end: toSeconds(currentPeriodEnd),
    current_period_start: toSeconds(currentPeriodStart),
    current_trial: null,
    discounts: [],
    metadata: {},
    plan: toPlan(subscription),
    price: toPrice(subscription),
    quantity,
    subscription: id,
    tax_rates: [],
  };
}

/** The world names a plan, not a price: one price stands for each plan, interval, currency and amount. */
export function priceIdOf({ plan, interval, currency, unitAmount }: PaymentSubscription): string {
  return `price_${plan.replace(/[^A-Za-z0-9]/g, '')}${interval}${currency}${unitAmount}`;
}

function productIdOf({ plan }: PaymentSubscription): string {
  return `prod_${plan.replace(/[^A-Za-z0-9]/g, '')}`;
}

/** https://docs.stripe.com/api/prices/object */
function toPrice(subscription: PaymentSubscription): Body {
  const { plan, interval, currency, unitAmount, startedAt } = subscription;
  return {
    id: priceIdOf(subscription),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: toSeconds(startedAt),
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: plan,
    product: productIdOf(subscription),
    recurring: { interval, interval_count: 1, meter: null, trial_period_days: null, usage_type: 'licensed' },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: unitAmount,
    unit_amount_decimal: String(unitAmount),
  };
}

/** The older form of the price, still sent beside it: https://docs.stripe.com/api/plans/object */
function toPlan(subscription: PaymentSubscription): Body {
  const { plan, interval, currency, unitAmount, startedAt } = subscription;
  return {
    id: priceIdOf(subscription),
    object: 'plan',
    active: true,
    amount: unitAmount,
    amount_decimal: String(unitAmount),
    billing_scheme: 'per_unit',
    created: toSeconds(startedAt),
    currency,
    interval,
    interval_count: 1,
    livemode: false,
    metadata: {},
    meter: null,
    nickname: plan,
    product: productIdOf(subscription),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}
