// What the questions ask of billing, of a customer's records there.
import { sumByCurrency, type Money } from '../../../../platform/money';
import { newestFirst } from '../../../../platform/newest-first';
import type { BillingRecord, Invoice, Payment, Subscription } from '../../../../subgraphs/billing/contract';
import { counts, daysOverdue, isRunning } from '../../../../subgraphs/billing/view';
import type { Resolved } from '../resolved';
import type { Systems } from '../systems';
import { childrenOf, eachOnce } from './children';

type Linked = readonly Resolved<BillingRecord>[];

/** Newest first. */
export async function invoicesOf(linked: Linked, { billing }: Systems): Promise<Invoice[]> {
  const invoices = await childrenOf(linked, billing.invoices);
  return invoices.sort((a, b) => (b.issueDate ?? '').localeCompare(a.issueDate ?? '') || a.id.localeCompare(b.id));
}

/** Newest first: those that came along with the records, others are read. */
export async function subscriptionsOf(linked: Linked, { billing }: Systems): Promise<Subscription[]> {
  const lists = await Promise.all(linked.map(async ({ record }) => record.subscriptions ?? billing.subscriptions(record.id)));
  return newestFirst(eachOnce(lists), ({ startedAt }) => startedAt);
}

/** Newest first. */
export async function paymentsOf(linked: Linked, { billing }: Systems): Promise<Payment[]> {
  return newestFirst(await childrenOf(linked, billing.payments), ({ at }) => at);
}

/** Those that the questions call running: neither paused, nor incomplete, nor ended. */
export function current(subscriptions: readonly Subscription[]): Subscription[] {
  return subscriptions.filter(({ status }) => status === 'TRIALING' || status === 'ACTIVE' || status === 'PAST_DUE');
}

export function totalOf(invoices: readonly Invoice[]): Money[] {
  return sumByCurrency(invoices.filter(counts).map(({ total, currency }) => ({ amount: total, currency })));
}

export function balanceOf(invoices: readonly Invoice[]): Money[] {
  return sumByCurrency(invoices.filter(counts).map(({ balance, currency }) => ({ amount: balance, currency })));
}

export function overdueBalanceOf(invoices: readonly Invoice[], now: Date): Money[] {
  return balanceOf(invoices.filter((invoice) => daysOverdue(invoice, now) > 0));
}

export function monthlyOf(subscriptions: readonly Subscription[]): Money[] {
  return sumByCurrency(
    subscriptions
      .filter(isRunning)
      .flatMap(({ monthlyAmount, currency }) => (monthlyAmount === null ? [] : [{ amount: monthlyAmount, currency }])),
  );
}

/** The newest ten that are overdue. */
export function overdueOf(invoices: readonly Invoice[], now: Date) {
  return invoices.flatMap((invoice) => {
    const days = daysOverdue(invoice, now);
    const { number, dueDate, url, balance, currency } = invoice;
    return days === 0 ? [] : [{ number, dueDate, url, daysOverdue: days, balance: { amount: balance, currency } }];
  });
}
