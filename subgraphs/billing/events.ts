// What happened lately in billing, and what is overdue now, for the customer's timeline and signals.
import type { DomainEvent, Fact } from '../../platform/exchange/events';
import type { Invoice } from './contract';
import { counts, daysOverdue } from './view';

/** Invoices issued and fallen due as events, in no order; overdue invoices as facts. */
export function toEvents(invoices: readonly Invoice[], now: Date): { events: DomainEvent[]; facts: Fact[] } {
  const standing = invoices.filter(counts);
  return {
    events: standing.flatMap((invoice) => invoiceEvents(invoice, now)),
    facts: standing.flatMap((invoice) => overdueFacts(invoice, now)),
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

function startOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}
