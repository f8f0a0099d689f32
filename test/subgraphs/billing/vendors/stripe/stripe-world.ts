// The customers of the pretend Stripe that the connector's tests ask for.
import type { World } from '../../../../../sandbox/world/story';
import {
  aPaymentCharge,
  aPaymentCustomer,
  aPaymentInvoice,
  aPaymentSubscription,
  paymentWorld,
} from '../../../../sandbox/support/payment-world';

/** Two customers with 150 invoices and charges each: more than a page for one, three for both. */
export const BUSY = ['cus_busy1', 'cus_busy2'];
const MANY = 150;

const DAY_MS = 86_400_000;
/** Noon of a day so long ago. */
function daysAgo(days: number): string {
  return `${dayAgo(days)}T12:00:00.000Z`;
}
export function dayAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

function minute(number: number): string {
  return new Date(Date.UTC(2025, 0, 1) + number * 60_000).toISOString();
}

const open = (remaining: number, dueDaysAgo: number) => ({
  status: 'open' as const,
  total: 2_500,
  amountPaid: 2_500 - remaining,
  amountRemaining: remaining,
  createdAt: '2026-05-01T08:00:00.000Z',
  dueAt: daysAgo(dueDaysAgo),
  paidAt: null,
});

export const world: World = paymentWorld({
  customers: [
    aPaymentCustomer({
      id: 'cus_anna',
      email: 'Anna@Example.com',
      name: 'Anna Muster',
      phone: '+4930901820',
      street: 'Hauptstr. 1',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
      metadata: { hubspot_contact: '501', tier: 'gold' },
      preferredLocale: 'de',
      taxId: 'DE999100100',
      createdAt: '2024-03-01T08:00:00.000Z',
    }),
    aPaymentCustomer({ id: 'cus_bert', email: 'bert@example.com', name: 'Bert "B" Brown', phone: '+1 (415) 555-2671', country: 'US' }),
    aPaymentCustomer({ id: 'cus_bert2', email: 'bert@example.com', name: 'Bert Brown', metadata: { hubspot_contact: '502' } }),
    aPaymentCustomer({ id: 'cus_gone', email: 'gone@example.com', metadata: { hubspot_contact: '503' }, deleted: true }),
    aPaymentCustomer({ id: 'cus_firm', email: 'info@acme.example', name: 'Acme' }),
    aPaymentCustomer({ id: 'cus_many', email: 'many@example.com' }),
    aPaymentCustomer({ id: 'cus_bare' }),
    ...BUSY.map((id) => aPaymentCustomer({ id, email: `${id}@example.com` })),
  ],
  subscriptions: [
    aPaymentSubscription({ id: 'sub_team', customerId: 'cus_anna', plan: 'Team', startedAt: '2025-06-01T08:00:00.000Z' }),
    aPaymentSubscription({
      ...{ id: 'sub_year', customerId: 'cus_anna', plan: 'Archive', interval: 'year', unitAmount: 10_000, quantity: 1 },
      ...{ startedAt: '2025-07-01T08:00:00.000Z', currentPeriodEnd: '2026-07-01T08:00:00.000Z' },
      ...{ cancelAtPeriodEnd: true, cancelAt: '2026-07-01T08:00:00.000Z' },
    }),
    aPaymentSubscription({
      ...{ id: 'sub_old', customerId: 'cus_anna', status: 'canceled', plan: 'Starter' },
      ...{ startedAt: '2024-06-01T08:00:00.000Z', canceledAt: '2025-05-31T08:00:00.000Z' },
    }),
    aPaymentSubscription({ id: 'sub_late', customerId: 'cus_bert', status: 'past_due', currency: 'jpy', unitAmount: 500, quantity: 2 }),
    ...Array.from({ length: 11 }, (_, index) => aPaymentSubscription({ id: `sub_many${index}`, customerId: 'cus_many' })),
  ],
  invoices: [
    aPaymentInvoice({ id: 'in_1', customerId: 'cus_anna', number: 'A-1', createdAt: '2026-03-01T08:00:00.000Z' }),
    aPaymentInvoice({ id: 'in_2', customerId: 'cus_anna', ...open(2_000, 3), createdAt: '2026-05-02T08:00:00.000Z' }),
    aPaymentInvoice({ id: 'in_3', customerId: 'cus_anna', number: 'A-3', ...open(2_500, 40) }),
    aPaymentInvoice({ id: 'in_4', customerId: 'cus_bert', number: 'B-1', ...open(2_500, 10) }),
    aPaymentInvoice({
      id: 'in_5',
      customerId: 'cus_bert',
      status: 'draft',
      number: null,
      amountPaid: 0,
      amountRemaining: 1_000,
      paidAt: null,
    }),
    // Not overdue: due today, charged by Stripe itself, of a customer who is gone.
    aPaymentInvoice({ id: 'in_6', customerId: 'cus_firm', ...open(2_500, 0) }),
    aPaymentInvoice({ id: 'in_7', customerId: 'cus_firm', ...open(2_500, 0), createdAt: '2026-04-01T08:00:00.000Z', dueAt: null }),
    aPaymentInvoice({ id: 'in_8', customerId: 'cus_gone', ...open(2_500, 90) }),
    ...BUSY.flatMap((customerId) =>
      Array.from({ length: MANY }, (_, index) => aPaymentInvoice({ id: `in_${customerId}${index}`, customerId, createdAt: minute(index) })),
    ),
  ],
  charges: [
    aPaymentCharge({
      ...{ id: 'ch_1', customerId: 'cus_anna', amountRefunded: 400, disputed: true },
      refunds: [
        { id: 're_2', amount: 100, createdAt: '2026-03-06T08:00:00.000Z', reason: null },
        { id: 're_1', amount: 300, createdAt: '2026-03-05T08:00:00.000Z', reason: 'duplicate' },
      ],
    }),
    aPaymentCharge({ id: 'ch_2', customerId: 'cus_anna', createdAt: '2026-04-01T08:00:05.000Z' }),
    aPaymentCharge({ id: 'ch_3', customerId: 'cus_bert', status: 'failed', currency: 'jpy', createdAt: '2026-05-01T08:00:05.000Z' }),
    aPaymentCharge({ id: 'ch_4', customerId: 'cus_bert', status: 'pending', createdAt: '2026-05-02T08:00:05.000Z' }),
    ...BUSY.flatMap((customerId) =>
      Array.from({ length: MANY }, (_, index) => aPaymentCharge({ id: `ch_${customerId}${index}`, customerId, createdAt: minute(index) })),
    ),
  ],
});

export const id = (customer: string) => `stripe:customer:${customer}`;
