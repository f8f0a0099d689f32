// A payments world of a few customers, made by hand, for the tests of the pretend Stripe: each record stands for one thing Stripe does.
import type { PaymentCharge, PaymentCustomer, PaymentInvoice, PaymentSubscription } from '../../../sandbox/world/payment-story';
import type { World } from '../../../sandbox/world/story';
import { smallWorld } from './small-world';

/** A customer with the fields given; the rest empty. */
export function aPaymentCustomer(fields: Partial<PaymentCustomer> & { id: string }): PaymentCustomer {
  return {
    person: `person-${fields.id}`,
    email: null,
    name: null,
    phone: null,
    description: null,
    street: null,
    city: null,
    postalCode: null,
    country: null,
    currency: 'eur',
    delinquent: false,
    metadata: {},
    preferredLocale: null,
    taxId: null,
    createdAt: '2025-01-01T08:00:00.000Z',
    deleted: false,
    ...fields,
  };
}

/** An invoice with the fields given; 10.00 EUR, paid on the day. */
export function aPaymentInvoice(fields: Partial<PaymentInvoice> & { id: string; customerId: string }): PaymentInvoice {
  return {
    number: `SB-${fields.id}`,
    status: 'paid',
    currency: 'eur',
    total: 1000,
    amountPaid: 1000,
    amountRemaining: 0,
    createdAt: '2026-03-01T08:00:00.000Z',
    dueAt: null,
    paidAt: '2026-03-01T08:00:05.000Z',
    subscriptionId: null,
    ...fields,
  };
}

/** A subscription with the fields given; active, monthly. */
export function aPaymentSubscription(fields: Partial<PaymentSubscription> & { id: string; customerId: string }): PaymentSubscription {
  return {
    status: 'active',
    plan: 'Team',
    interval: 'month',
    currency: 'eur',
    unitAmount: 1000,
    quantity: 3,
    startedAt: '2025-06-01T08:00:00.000Z',
    currentPeriodStart: '2026-05-01T08:00:00.000Z',
    currentPeriodEnd: '2026-06-01T08:00:00.000Z',
    cancelAtPeriodEnd: false,
    cancelAt: null,
    canceledAt: null,
    ...fields,
  };
}

/** A charge with the fields given; 10.00 EUR, gone well. */
export function aPaymentCharge(fields: Partial<PaymentCharge> & { id: string; customerId: string }): PaymentCharge {
  return {
    invoiceId: null,
    status: 'succeeded',
    currency: 'eur',
    amount: 1000,
    amountRefunded: 0,
    createdAt: '2026-03-01T08:00:05.000Z',
    failureMessage: null,
    disputed: false,
    refunds: [],
    ...fields,
  };
}

/** The world; parts given replace its own. */
export function paymentWorld(parts: Partial<World['payments']> = {}): World {
  return { ...smallWorld(), payments: { customers, invoices, subscriptions, charges, ...parts } };
}

const customers = [
  aPaymentCustomer({
    id: 'cus_anna',
    email: 'Anna@Example.com',
    name: 'Anna Muster',
    phone: '+4930901820',
    description: 'The first',
    street: 'Hauptstr. 1',
    city: 'Berlin',
    postalCode: '10115',
    country: 'DE',
    delinquent: true,
    metadata: { hubspot_contact: '501', Tier: 'Gold' },
    preferredLocale: 'de',
    taxId: 'DE999100100',
    createdAt: '2025-01-01T08:00:00.000Z',
  }),
  aPaymentCustomer({ id: 'cus_anna2', email: 'anna@example.com', name: 'Anna M.', createdAt: '2025-02-01T08:00:00.000Z' }),
  aPaymentCustomer({ id: 'cus_anna3', email: 'anna@example.com', createdAt: '2025-03-01T08:00:00.000Z' }),
  aPaymentCustomer({ id: 'cus_bert', email: 'bert@example.com', name: 'Bert "B" Brown', createdAt: '2025-04-01T08:00:00.000Z' }),
  aPaymentCustomer({ id: 'cus_gone', email: 'anna@example.com', deleted: true, createdAt: '2025-05-01T08:00:00.000Z' }),
];

const subscriptions = [
  aPaymentSubscription({ id: 'sub_team', customerId: 'cus_anna' }),
  aPaymentSubscription({
    id: 'sub_trial',
    customerId: 'cus_anna',
    status: 'trialing',
    startedAt: '2026-05-20T08:00:00.000Z',
    cancelAtPeriodEnd: true,
    cancelAt: '2026-06-03T08:00:00.000Z',
    canceledAt: '2026-05-25T08:00:00.000Z',
  }),
  aPaymentSubscription({
    id: 'sub_old',
    customerId: 'cus_anna',
    status: 'canceled',
    startedAt: '2024-06-01T08:00:00.000Z',
    canceledAt: '2025-05-31T08:00:00.000Z',
  }),
];

const invoices = [
  aPaymentInvoice({ id: 'in_1', customerId: 'cus_anna', createdAt: '2026-03-01T08:00:00.000Z', subscriptionId: 'sub_team' }),
  aPaymentInvoice({ id: 'in_2', customerId: 'cus_anna', createdAt: '2026-04-01T08:00:00.000Z', subscriptionId: 'sub_team' }),
  aPaymentInvoice({
    id: 'in_3',
    customerId: 'cus_anna',
    status: 'open',
    total: 2500,
    amountPaid: 0,
    amountRemaining: 2500,
    createdAt: '2026-05-01T08:00:00.000Z',
    dueAt: '2026-05-15T08:00:00.000Z',
    paidAt: null,
  }),
  aPaymentInvoice({
    id: 'in_4',
    customerId: 'cus_bert',
    number: null,
    status: 'draft',
    amountPaid: 0,
    amountRemaining: 1000,
    createdAt: '2026-05-20T08:00:00.000Z',
    paidAt: null,
  }),
];

const charges = [
  aPaymentCharge({
    id: 'ch_1',
    customerId: 'cus_anna',
    invoiceId: 'in_1',
    amountRefunded: 400,
    refunds: [
      { id: 're_1', amount: 300, createdAt: '2026-03-05T08:00:00.000Z', reason: 'duplicate' },
      { id: 're_2', amount: 100, createdAt: '2026-03-06T08:00:00.000Z', reason: null },
    ],
  }),
  aPaymentCharge({
    id: 'ch_2',
    customerId: 'cus_anna',
    invoiceId: 'in_2',
    amountRefunded: 1000,
    createdAt: '2026-04-01T08:00:05.000Z',
    disputed: true,
    refunds: [{ id: 're_3', amount: 1000, createdAt: '2026-04-05T08:00:00.000Z', reason: 'fraudulent' }],
  }),
  aPaymentCharge({
    id: 'ch_3',
    customerId: 'cus_bert',
    status: 'failed',
    createdAt: '2026-05-01T08:00:05.000Z',
    failureMessage: 'Your card was declined.',
  }),
];
