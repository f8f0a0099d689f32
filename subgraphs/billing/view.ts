// The customer as billing sees them: the parents that the resolvers of `BillingView` and below work on.
import Big from 'big.js';
import type { Inquiry } from '../../platform/domain/inquiry';
import type { Resolved } from '../../platform/domain/resolution';
import type { PersonRecord } from '../../platform/record';
import type { BillingContext } from './context';
import type { BillingConnector, Invoice } from './contract';

export type BillingInquiry = Inquiry<BillingConnector, PersonRecord>;

/** Parent of `BillingView`. */
export interface BillingView {
  inquiry: BillingInquiry;
  /** Never empty. */
  linked: Resolved<BillingConnector, PersonRecord>[];
}

const DAY_MS = 86_400_000;

/** null when billing does not know this customer. */
export async function toView(inquiry: BillingInquiry): Promise<BillingView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** Newest first, whatever source they come from. */
export async function invoicesOf(inquiry: BillingInquiry, context: BillingContext): Promise<Invoice[]> {
  const invoices = await inquiry.children((source) => context.readsOf(source).invoices);
  return invoices.sort((a, b) => (b.issueDate ?? '').localeCompare(a.issueDate ?? '') || a.id.localeCompare(b.id));
}

/** Whole days since the due date while something is to be paid; else 0. A day is a UTC day. */
export function daysOverdue({ balance, dueDate }: Invoice, now: Date): number {
  if (dueDate === null || new Big(balance).lte(0)) return 0;
  const today = Date.parse(now.toISOString().slice(0, 10));
  return Math.max(0, Math.floor((today - Date.parse(dueDate)) / DAY_MS));
}

/** Was it ever sent, and does it stand? */
export function counts({ status }: Invoice): boolean {
  return status !== 'DRAFT' && status !== 'VOID';
}
