// What this subgraph needs from any billing system. A vendor folder exists to satisfy this interface.
import type { BatchRead, ListRead, RecordSource } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { BillingActions } from './actions';

export type { BillingActions } from './actions';

export type InvoiceStatus = 'DRAFT' | 'OPEN' | 'PARTIALLY_PAID' | 'PAID' | 'VOID' | 'UNCOLLECTIBLE';

export interface Invoice {
  id: RecordId;
  /** Where a person can open it. */
  url: string | null;
  /** The number people quote. */
  number: string | null;
  status: InvoiceStatus;
  /** ISO 4217. */
  currency: string;
  /** Decimal string. */
  total: string;
  /** What is still to be paid: decimal string; 0 for paid, void, draft and written-off invoices. */
  balance: string;
  /** `YYYY-MM-DD`. */
  issueDate: string | null;
  /** `YYYY-MM-DD`. */
  dueDate: string | null;
  /** The customer record it is billed to. */
  record: RecordId;
}

export type SubscriptionStatus = 'TRIALING' | 'ACTIVE' | 'PAST_DUE' | 'PAUSED' | 'INCOMPLETE' | 'CANCELLED';

export interface Subscription {
  id: RecordId;
  url: string | null;
  /** What is subscribed to, as people call it. */
  plan: string | null;
  status: SubscriptionStatus;
  /** ISO 4217. */
  currency: string;
  /** What it costs a month, quantity included: decimal string; null where it cannot be told. */
  monthlyAmount: string | null;
  /** ISO 8601 in UTC, like every time here. */
  startedAt: string | null;
  /** When it renews; null where it will not. */
  renewsAt: string | null;
  /** When it ends or has ended; null = no end is in sight. */
  endsAt: string | null;
  /** The customer record it is billed to. */
  record: RecordId;
}

export type PaymentStatus = 'SUCCEEDED' | 'PENDING' | 'FAILED';

export interface Refund {
  id: RecordId;
  /** Decimal string, in the payment's currency. */
  amount: string;
  at: string;
  /** As the vendor words it. */
  reason: string | null;
}

export interface Payment {
  id: RecordId;
  url: string | null;
  status: PaymentStatus;
  /** ISO 4217. */
  currency: string;
  /** Decimal string. */
  amount: string;
  /** Decimal string: what was paid back of it. */
  refunded: string;
  refunds: Refund[];
  at: string;
  /** True where the customer's bank disputes it. */
  disputed: boolean;
  /** The customer record that paid. */
  record: RecordId;
}

/** A customer in the billing system. */
export interface BillingRecord extends PersonRecord {
  /** Their subscriptions that have not ended, where those came along with the record; null, or left out = ask `subscriptions`. */
  subscriptions?: Subscription[] | null;
}

const DAY_MS = 86_400_000;

/** The last day (`YYYY-MM-DD`, in UTC) on which a debt fell due that is overdue by at least so many days now; by one, at least. */
export function lastDueDay(minDays: number, now: Date): string {
  return new Date(now.getTime() - Math.max(1, Math.ceil(minDays)) * DAY_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** A billing system. Every read takes global ids of its own records. */
export interface BillingConnector extends RecordSource<BillingRecord> {
  /** Invoices of each customer record, newest first, paged to the end. */
  invoices: BatchRead<RecordId, readonly Invoice[]>;
  /** Subscriptions of each customer record, newest first, ended ones too. Left out by a system that has none. */
  subscriptions?: BatchRead<RecordId, readonly Subscription[]>;
  /** Payments of each customer record, newest first, at most the newest 100. Left out by a system that knows none. */
  payments?: BatchRead<RecordId, readonly Payment[]>;
  /** Customers with something overdue for at least so many days (UTC), the longest overdue first; `items` are the invoices. */
  overdue: ListRead<{ minDays: number }, BillingRecord>;
  /** What it can do, besides read, as its vendor documents; left out = nothing. */
  actions?: BillingActions;
}
