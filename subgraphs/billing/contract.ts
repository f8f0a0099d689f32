// What this subgraph needs from any billing system. A vendor folder exists to satisfy this interface.
import type { BatchRead, RecordSource } from '../../platform/connector';
import type { RecordId } from '../../platform/record';

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

/** A billing system. Every read takes global ids of its own records. */
export interface BillingConnector extends RecordSource {
  /** Invoices of each customer record, newest first, paged to the end. */
  invoices: BatchRead<RecordId, readonly Invoice[]>;
}
