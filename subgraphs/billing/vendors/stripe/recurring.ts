// From Stripe's subscriptions to ours: what they cost a month, when they go on and when they end. Pure, sends nothing.
import Big from 'big.js';
import { newestFirst } from '../../../../platform/newest-first';
import { recordId } from '../../../../platform/record';
import type { Subscription, SubscriptionStatus } from '../../contract';
import { customerId, toInstant, toUrl, type Account } from './account';
import { toDecimal } from './amounts';
import type { StripeSubscription } from './wire';

type Item = StripeSubscription['items']['data'][number];

/** https://docs.stripe.com/api/subscriptions/object#subscription_object-status */
const STATUSES: Readonly<Record<StripeSubscription['status'], SubscriptionStatus>> = {
  trialing: 'TRIALING',
  active: 'ACTIVE',
  past_due: 'PAST_DUE',
  unpaid: 'PAST_DUE',
  paused: 'PAUSED',
  incomplete: 'INCOMPLETE',
  incomplete_expired: 'INCOMPLETE',
  canceled: 'CANCELLED',
};

const GOES_ON: ReadonlySet<SubscriptionStatus> = new Set(['TRIALING', 'ACTIVE', 'PAST_DUE']);

/** Newest first. */
export function toSubscriptions(subscriptions: readonly StripeSubscription[], account: Account): Subscription[] {
  const found = subscriptions.map((subscription) => toSubscription(subscription, account));
  return newestFirst(found, ({ startedAt }) => startedAt);
}

export function toSubscription(subscription: StripeSubscription, account: Account): Subscription {
  const currency = subscription.currency.toUpperCase();
  const items = subscription.items.data;
  const status = toStatus(subscription);
  const periodEnd = items.length === 0 ? null : Math.min(...items.map(({ current_period_end }) => current_period_end));
  const end = subscription.ended_at ?? subscription.cancel_at ?? (subscription.cancel_at_period_end ? periodEnd : null);
  const renews = GOES_ON.has(status) && periodEnd !== null && (end === null || end > periodEnd);
  const monthly = subscription.items.has_more ? null : monthlyOf(items);
  return {
    id: recordId(account.source, 'subscription', subscription.id),
    url: toUrl(account, `subscriptions/${subscription.id}`, subscription),
    plan: planOf(subscription),
    status,
    currency,
    monthlyAmount: monthly === null ? null : toDecimal(monthly, currency),
    startedAt: toInstant(subscription.start_date),
    renewsAt: renews ? toInstant(periodEnd) : null,
    endsAt: end === null ? null : toInstant(end),
    record: customerId(account, subscription.customer),
  };
}

/** Whose payments are put on hold stays `active` for Stripe. https://docs.stripe.com/billing/subscriptions/pause-payment */
function toStatus({ status, pause_collection }: StripeSubscription): SubscriptionStatus {
  return STATUSES[status] === 'ACTIVE' && pause_collection != null ? 'PAUSED' : STATUSES[status];
}

/** Prices have names; products are named only where they are read apart. */
function planOf({ items, description }: StripeSubscription): string | null {
  const names = items.data.map(({ price }) => price.nickname?.trim() ?? '').filter((name) => name !== '');
  return [...new Set(names)].join(', ') || description?.trim() || null;
}

/** A year has 12 months, 52 weeks and 365 days: what one interval is of a month, upside down. */
const PER_MONTH = { day: [365, 12], week: [52, 12], month: [1, 1], year: [1, 12] } as const;

/**
 * In the smallest unit; discounts and taxes are left out. null where one price cannot be told beforehand: metered use, tiers,
 * packages, an amount that customers choose.
 */
function monthlyOf(items: readonly Item[]): Big | null {
  let sum = new Big(0);
  for (const { price, quantity } of items) {
    const { recurring, unit_amount_decimal: unit } = price;
    const told = price.billing_scheme === 'per_unit' && price.transform_quantity == null && recurring?.usage_type === 'licensed';
    if (!told || unit == null) return null;
    const [times, over] = PER_MONTH[recurring.interval];
    sum = sum.plus(
      new Big(unit)
        .times(quantity ?? 1)
        .times(times)
        .div(over * recurring.interval_count),
    );
  }
  return sum;
}
