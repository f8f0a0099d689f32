import type { Account } from '../../../../../subgraphs/billing/vendors/stripe/account';
import { toDecimal } from '../../../../../subgraphs/billing/vendors/stripe/amounts';
import { toSubscription, toSubscriptions } from '../../../../../subgraphs/billing/vendors/stripe/recurring';
import { StripeSubscription } from '../../../../../subgraphs/billing/vendors/stripe/wire';

const account: Account = { source: 'pay', id: undefined, phoneRegion: undefined, crosswalk: [] };
const MARCH = Date.parse('2026-03-01T08:00:00Z') / 1_000;
const DAY = 86_400;

const item = ({
  price = {},
  recurring = {},
  ...more
}: { price?: object; recurring?: object; quantity?: number | null; end?: number } = {}) => ({
  quantity: 1,
  current_period_end: more.end ?? MARCH + 30 * DAY,
  ...more,
  price: {
    ...{ nickname: 'Team', billing_scheme: 'per_unit', unit_amount_decimal: '1000', transform_quantity: null },
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed', ...recurring },
    ...price,
  },
});

const subscription = (more: object = {}, items: object[] = [item()], hasMore = false): StripeSubscription =>
  StripeSubscription.parse({
    ...{ id: 'sub_1', livemode: true, customer: 'cus_1', created: MARCH, currency: 'eur', status: 'active', start_date: MARCH },
    cancel_at_period_end: false,
    items: { data: items, has_more: hasMore },
    ...more,
  });

const of = (more: object = {}, items: object[] = [item()]) => toSubscription(subscription(more, items), account);

describe('what a subscription costs a month', () => {
  it.each([
    ['month', 1, '10.00'],
    ['month', 3, '3.33'],
    ['year', 1, '0.83'],
    ['year', 2, '0.42'],
    ['week', 1, '43.33'],
    ['week', 2, '21.67'],
    ['day', 1, '304.17'],
  ])('is worked out of every %s (%d)', (interval, interval_count, monthly) => {
    expect(of({}, [item({ recurring: { interval, interval_count } })]).monthlyAmount).toBe(monthly);
  });

  it('counts quantities, and rounds the sum once', () => {
    expect(of({}, [item({ quantity: 3 }), item({ price: { unit_amount_decimal: '0.5' } })]).monthlyAmount).toBe('30.01');
    const third = item({ recurring: { interval: 'month', interval_count: 3 } });
    expect(of({}, [third, third, third]).monthlyAmount).toBe('10.00');
    expect(of({}, []).monthlyAmount).toBe('0.00');
  });

  it.each([
    ['metered use', item({ recurring: { usage_type: 'metered' }, quantity: null })],
    ['tiers', item({ price: { billing_scheme: 'tiered', unit_amount_decimal: null } })],
    ['packages', item({ price: { transform_quantity: { divide_by: 10, round: 'up' } } })],
    ['an amount of the customer’s own', item({ price: { unit_amount_decimal: null } })],
    ['a price paid once', item({ price: { recurring: null } })],
  ])('is not told with %s, not even in part', (_name, odd) => {
    expect(of({}, [item(), odd]).monthlyAmount).toBeNull();
  });

  it('is not told of a part of the items', () => {
    expect(toSubscription(subscription({}, [item()], true), account).monthlyAmount).toBeNull();
  });
});

describe('amounts', () => {
  it.each([
    ['EUR', '12.34'],
    ['JPY', '1234'],
    ['KWD', '1.234'],
    ['ISK', '12.34'],
    ['UGX', '12.34'],
    ['HUF', '12.34'],
    ['TWD', '12.34'],
  ])('in %s', (currency, decimal) => {
    expect(toDecimal(1_234, currency)).toBe(decimal);
  });

  it('keep their sign and every digit', () => {
    expect(toDecimal(-5, 'EUR')).toBe('-0.05');
    expect(toDecimal(9_007_199_254_740_991, 'EUR')).toBe('90071992547409.91');
  });
});

describe('where a subscription stands', () => {
  it.each([
    ['trialing', 'TRIALING'],
    ['active', 'ACTIVE'],
    ['past_due', 'PAST_DUE'],
    ['unpaid', 'PAST_DUE'],
    ['paused', 'PAUSED'],
    ['incomplete', 'INCOMPLETE'],
    ['incomplete_expired', 'INCOMPLETE'],
    ['canceled', 'CANCELLED'],
  ])('%s: %s', (status, ours) => {
    expect(of({ status }).status).toBe(ours);
  });

  it('is paused where its payments are', () => {
    expect(of({ pause_collection: { behavior: 'void' } }).status).toBe('PAUSED');
    expect(of({ status: 'past_due', pause_collection: { behavior: 'void' } }).status).toBe('PAST_DUE');
  });
});

describe('the end of a subscription', () => {
  const PERIOD_END = '2026-03-31T08:00:00.000Z';
  const dates = (more: object, items?: object[]) => {
    const { renewsAt, endsAt } = of(more, items);
    return [renewsAt, endsAt];
  };

  it.each<[string, object, (string | null)[]]>([
    ['none is in sight', {}, [PERIOD_END, null]],
    ['with the period', { cancel_at_period_end: true }, [null, PERIOD_END]],
    ['on a day within the period', { cancel_at: MARCH + DAY }, [null, '2026-03-02T08:00:00.000Z']],
    ['on a day after it', { cancel_at: MARCH + 90 * DAY }, [PERIOD_END, '2026-05-30T08:00:00.000Z']],
    ['has come', { status: 'canceled', ended_at: MARCH + DAY, cancel_at: MARCH + 2 * DAY }, [null, '2026-03-02T08:00:00.000Z']],
    ['never began', { status: 'incomplete' }, [null, null]],
    ['paused', { status: 'paused' }, [null, null]],
  ])('%s', (_name, more, expected) => {
    expect(dates(more)).toEqual(expected);
  });

  it('comes with the first item that renews', () => {
    expect(dates({}, [item({ end: MARCH + 60 * DAY }), item({ end: MARCH + 30 * DAY })])).toEqual([PERIOD_END, null]);
    expect(dates({}, [])).toEqual([null, null]);
  });
});

it.each([
  [['Team', 'Team', ' Extra '], 'for you', 'Team, Extra'],
  [[null, ''], 'for you', 'for you'],
  [[null], ' ', null],
])('a subscription to %j, described as %j, is called %j', (nicknames, description, plan) => {
  expect(
    of(
      { description },
      nicknames.map((nickname) => item({ price: { nickname } })),
    ).plan,
  ).toBe(plan);
});

it('subscriptions come newest first, with links and their customer, expanded or not', () => {
  const older = subscription({ id: 'sub_0', start_date: MARCH - DAY, livemode: false, customer: { id: 'cus_2', deleted: true } });
  expect(toSubscriptions([older, subscription()], account)).toMatchObject([
    { id: 'pay:subscription:sub_1', url: 'https://dashboard.stripe.com/subscriptions/sub_1', record: 'pay:customer:cus_1' },
    { id: 'pay:subscription:sub_0', url: 'https://dashboard.stripe.com/test/subscriptions/sub_0', record: 'pay:customer:cus_2' },
  ]);
});
