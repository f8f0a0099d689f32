// What happened lately in billing, and what is true now (overdue, about to be cancelled), for the customer's timeline and signals.
import type { DomainEvent, Fact } from '../../platform/exchange/events';
import type { Invoice, Payment, Subscription } from './contract';
import { counts, daysOverdue } from './view';

/** What billing knows of a customer, as far as it was read. */
export interface Billed {
  invoices: readonly Invoice[];
  subscriptions: readonly Subscription[];
  payments: readonly Payment[];
}

/**
 * Invoices issued and fallen due, payments refused and paid back, subscriptions begun and ended, as events in no order; overdue
 * invoices and subscriptions that will end as facts.
 */
export function toEvents({ invoices, subscriptions, payments }: Billed, now: Date): { events: DomainEvent[]; facts: Fact[] } {
  const standing = invoices.filter(counts);
  return {
    events: [
      ...standing.flatMap((invoice) => invoiceEvents(invoice, now)),
      ...payments.flatMap(paymentEvents),
      ...subscriptions.flatMap(subscriptionEvents),
    ],
    facts: [...standing.flatMap((invoice) => overdueFacts(invoice, now)), ...subscriptions.flatMap(cancellingFacts)],
  };
}

function invoiceEvents(invoice: Invoice, now: Date): DomainEvent[] {
  const { id, url, number, issueDate, dueDate, total, currency } = invoice;
  const ref = { id, url };
  const called = `Invoice ${number ?? ''}`.trim();
  return [
    ...(issueDate === null ? [] : [{ at: startOf(issueDate), kind: 'INVOICE_ISSUED', title: `${called}: ${total} ${currency}`, ref }]),
    ...(dueDate !== null && daysOverdue(invoice, now) > 0
      ? [{ at: startOf(dueDate), kind: 'INVOICE_DUE', title: `${called} fell due`, ref }]
      : []),
  ];
}

function overdueFacts(invoice: Invoice, now: Date): Fact[] {
  const days = daysOverdue(invoice, now);
  return days === 0 ? [] : [{ kind: 'INVOICE_OVERDUE', ref: { id: invoice.id, url: invoice.url }, daysOverdue: days }];
}

function paymentEvents({ id, url, status, at, amount, currency, refunds }: Payment): DomainEvent[] {
  const paid = `${amount} ${currency}`;
  return [
    ...(status === 'FAILED' ? [{ at, kind: 'PAYMENT_FAILED', title: `Payment failed: ${paid}`, ref: { id, url } }] : []),
    ...refunds.map((refund) => ({
      at: refund.at,
      kind: 'PAYMENT_REFUNDED',
      title: `Paid back: ${refund.amount} ${currency}${refund.amount === amount ? '' : ` of ${paid}`}`,
      ref: { id: refund.id, url },
    })),
  ];
}

/** What never came to be paid (`INCOMPLETE`) has not begun; what is still to end has not ended. */
function subscriptionEvents({ id, url, plan, status, startedAt, endsAt }: Subscription): DomainEvent[] {
  if (status === 'INCOMPLETE') return [];
  const ref = { id, url };
  const called = plan === null ? '' : `: ${plan}`;
  return [
    ...(startedAt === null ? [] : [{ at: startedAt, kind: 'SUBSCRIPTION_STARTED', title: `Subscription started${called}`, ref }]),
    ...(status === 'CANCELLED' && endsAt !== null
      ? [{ at: endsAt, kind: 'SUBSCRIPTION_ENDED', title: `Subscription ended${called}`, ref }]
      : []),
  ];
}

/** A trial that will not go on is one, too. */
function cancellingFacts({ id, url, status, endsAt }: Subscription): Fact[] {
  const isNone = status === 'CANCELLED' || status === 'INCOMPLETE' || endsAt === null;
  return isNone ? [] : [{ kind: 'SUBSCRIPTION_CANCELLING', ref: { id, url }, at: endsAt }];
}

function startOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}
