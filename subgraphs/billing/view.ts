// The customer as billing sees them: the parents that the resolvers of `BillingView` and below work on.
import Big from 'big.js';
import type { Inquiry } from '../../platform/domain/inquiry';
import type { Resolved } from '../../platform/domain/resolution';
import { fulfilled } from '../../platform/fulfilled';
import { newestFirst } from '../../platform/newest-first';
import type { RecordId } from '../../platform/record';
import type { BillingContext } from './context';
import type { BillingConnector, BillingRecord, Invoice, Payment, Refund, Subscription } from './contract';

export type BillingInquiry = Inquiry<BillingConnector, BillingRecord>;

type LinkedRecord = Resolved<BillingConnector, BillingRecord>;

/** Parent of `BillingView`. */
export interface BillingView {
  inquiry: BillingInquiry;
  /** Never empty. */
  linked: LinkedRecord[];
}

/** Parent of `Refund`: the payment's currency is the refund's. */
export interface RefundOfPayment extends Refund {
  currency: string;
}

const DAY_MS = 86_400_000;

/** null when billing does not know this customer. */
export async function toView(inquiry: BillingInquiry): Promise<BillingView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** Newest first, whatever source they come from; a source that fails is left out, and named by `missing`. */
export async function invoicesOf(inquiry: BillingInquiry, context: BillingContext): Promise<Invoice[]> {
  const invoices = await inquiry.children((source) => context.readsOf(source).invoices);
  return invoices.sort((a, b) => (b.issueDate ?? '').localeCompare(a.issueDate ?? '') || a.id.localeCompare(b.id));
}

/** The same for sums, in no order: rejects when a source is missing. */
export function everyInvoiceOf(inquiry: BillingInquiry, context: BillingContext): Promise<Invoice[]> {
  return inquiry.everyChild((source) => context.readsOf(source).invoices);
}

/** Newest first, ended ones too; a source that fails is left out, and named by `missing`. */
export async function subscriptionsOf(inquiry: BillingInquiry, context: BillingContext): Promise<Subscription[]> {
  const found = await ofLinked(inquiry, ({ source, record }) => {
    const { subscriptions: read } = context.readsOf(source);
    return read === null ? (record.subscriptions ?? []) : inquiry.read(source, read, record.id);
  });
  return newestFirst(found, ({ startedAt }) => startedAt);
}

/**
 * Those that have not ended, newest first: what came along with the records is taken as it is, without a call. Others may be
 * among them. `every`, for sums: rejects when a source is missing.
 */
export async function currentSubscriptionsOf(
  inquiry: BillingInquiry,
  context: BillingContext,
  { every = false } = {},
): Promise<Subscription[]> {
  if (every) await inquiry.everySource();
  const currentOf = ({ source, record }: LinkedRecord): Promise<readonly Subscription[]> | readonly Subscription[] => {
    const { subscriptions: read } = context.readsOf(source);
    return record.subscriptions ?? (read === null ? [] : inquiry.read(source, read, record.id));
  };
  return newestFirst(await ofLinked(inquiry, currentOf, { every }), ({ startedAt }) => startedAt);
}

/** Newest first; none of a source that knows none. A source that fails is left out, and named by `missing`. */
export async function paymentsOf(inquiry: BillingInquiry, context: BillingContext): Promise<Payment[]> {
  const found = await ofLinked(inquiry, ({ source, record }) => {
    const { payments: read } = context.readsOf(source);
    return read === null ? [] : inquiry.read(source, read, record.id);
  });
  return newestFirst(found, ({ at }) => at);
}

/** As `Inquiry.children`, and `everyChild`, of what not every source has to be asked for. */
async function ofLinked<Child extends { id: RecordId }>(
  inquiry: BillingInquiry,
  childrenOf: (linked: LinkedRecord) => Promise<readonly Child[]> | readonly Child[],
  { every = false } = {},
): Promise<Child[]> {
  const { linked } = await inquiry.records();
  const asked = linked.map(async (one) => childrenOf(one));
  const lists = await (every ? Promise.all(asked) : fulfilled(asked));
  return [...new Map(lists.flat().map((child) => [child.id, child])).values()];
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

/** Does it bring money at present? Trials do not yet, paused ones do not now. */
export function isRunning({ status }: Subscription): boolean {
  return status === 'ACTIVE' || status === 'PAST_DUE';
}
