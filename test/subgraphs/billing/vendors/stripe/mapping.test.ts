// Stripe's mapping, held to its mappers.
import type { Account } from '../../../../../subgraphs/billing/vendors/stripe/account';
import { stripeMapping } from '../../../../../subgraphs/billing/vendors/stripe/mapping';
import { toBillingRecord, toInvoice, toPayment } from '../../../../../subgraphs/billing/vendors/stripe/records';
import { toSubscription } from '../../../../../subgraphs/billing/vendors/stripe/recurring';
import { OwnedInvoice, StripeCharge, StripeCustomer, StripeSubscription } from '../../../../../subgraphs/billing/vendors/stripe/wire';
import { describeMapping } from '../../../../contracts/mapping.contract';

const account: Account = {
  source: 'pay',
  id: undefined,
  phoneRegion: 'DE',
  crosswalk: [{ records: 'hubspot:contact', key: 'hubspot_contact' }],
};
/** 2026-03-01T08:00:00Z */
const MARCH = 1_772_352_000;
const DAY = 86_400;

const ITEM = {
  quantity: 2,
  current_period_end: MARCH + 30 * DAY,
  price: {
    nickname: 'Team',
    billing_scheme: 'per_unit',
    unit_amount_decimal: '1000',
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    transform_quantity: null,
  },
};
const SUBSCRIPTION = {
  ...{ id: 'sub_1', livemode: true, customer: 'cus_1', created: MARCH, currency: 'eur', description: 'The team', status: 'active' },
  ...{ pause_collection: null, start_date: MARCH, cancel_at: null, cancel_at_period_end: false, ended_at: null },
  items: { data: [ITEM], has_more: false, next_page: null },
};
const address = (country: string) => ({ line1: '1 Long Lane', city: 'London', postal_code: 'E1 6AN', country });
const CUSTOMER = {
  ...{ id: 'cus_1', livemode: true, created: MARCH, email: 'anna@example.com', name: 'Anna Muster', phone: '020 7946 0123' },
  ...{ business_name: null, individual_name: null, address: address('GB'), shipping: { address: address('GB') } },
  ...{ preferred_locales: ['en-GB'], metadata: { hubspot_contact: '501', tier: 'gold' }, tax_ids: { data: [{ value: 'GB123456789' }] } },
  subscriptions: { data: [SUBSCRIPTION], has_more: false },
};
const BUSINESS = { ...CUSTOMER, name: 'Lamps', business_name: 'Lamps' };
const INVOICE = {
  ...{ id: 'in_1', livemode: true, customer: 'cus_1', created: MARCH, number: 'A-1', status: 'open', currency: 'eur', total: 2_500 },
  ...{ amount_paid: 500, amount_remaining: 2_000, due_date: MARCH + 14 * DAY, effective_at: MARCH + DAY },
  status_transitions: { finalized_at: MARCH + 2 * DAY },
};
const CHARGE = {
  ...{ id: 'ch_1', livemode: true, customer: 'cus_1', created: MARCH, status: 'succeeded', captured: true, currency: 'eur' },
  ...{ amount: 1_000, amount_refunded: 300, refunded: false, disputed: false },
  refunds: { data: [{ id: 're_1', created: MARCH + DAY, amount: 300, status: 'succeeded', reason: 'requested_by_customer' }] },
};

describeMapping({
  name: 'stripe',
  mapping: stripeMapping(account),
  objects: [
    {
      of: 'BillingRecord',
      samples: [CUSTOMER, { ...BUSINESS, individual_name: 'Anna Muster' }, BUSINESS],
      map: (wire) => toBillingRecord(StripeCustomer.parse(wire), account),
      nested: ['subscriptions.data[]'],
      never: ['jobTitle', 'birthDate', 'employees', 'consents', 'updatedAt', 'movedTo'],
    },
    {
      of: 'Invoice',
      samples: [
        INVOICE,
        { ...INVOICE, effective_at: null },
        { ...INVOICE, effective_at: null, status_transitions: { finalized_at: null } },
      ],
      map: (wire) => toInvoice(OwnedInvoice.parse(wire), 'cus_1', account),
      instead: { status: ['draft', 'paid'] },
    },
    {
      of: 'Subscription',
      samples: [
        SUBSCRIPTION,
        { ...SUBSCRIPTION, pause_collection: { behavior: 'void' } },
        { ...SUBSCRIPTION, cancel_at: MARCH + 10 * DAY },
        { ...SUBSCRIPTION, ended_at: MARCH + 10 * DAY },
        { ...SUBSCRIPTION, cancel_at_period_end: true },
        { ...SUBSCRIPTION, items: { data: [{ ...ITEM, price: { ...ITEM.price, nickname: null } }], has_more: false } },
        {
          ...SUBSCRIPTION,
          items: { data: [{ ...ITEM, price: { ...ITEM.price, transform_quantity: { divide_by: 10 } } }], has_more: false },
        },
      ],
      map: (wire) => toSubscription(StripeSubscription.parse(wire), account),
      instead: {
        status: ['canceled'],
        'items.data[].price.billing_scheme': ['tiered'],
        'items.data[].price.recurring.interval': ['year'],
        'items.data[].price.recurring.usage_type': ['metered'],
      },
    },
    {
      of: 'Payment',
      samples: [CHARGE],
      map: (wire) => toPayment(StripeCharge.parse(wire), 'cus_1', account),
      instead: { status: ['failed'], 'refunds.data[].status': ['failed'] },
    },
  ],
});
