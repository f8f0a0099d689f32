// A record as it is stored, and its text in the chain: every column but the hash, in one order for ever.
import type { AuditKeys } from './keys';
import type { AuditDecision, AuditRecord } from './record';

export interface AuditRow {
  seq: number;
  id: string;
  at: Date;
  requestId: string;
  callerKind: string;
  subject: string | null;
  purpose: string | null;
  operation: string | null;
  document: string;
  /** HMACs. */
  customers: readonly string[];
  customerCount: number;
  shown: readonly string[];
  masked: readonly string[];
  withheld: number;
  decision: AuditDecision;
}

/** Before the first row of a chain. */
export const BEGINNING = Buffer.alloc(32);

/** More customers of one answer than these are counted, not named. */
const MOST_CUSTOMERS = 1_000;
const MOST_TEXT = 256;

export function toRow(record: AuditRecord, seq: number, tenant: string, keys: AuditKeys): AuditRow {
  const { at, document, customers, subject, purpose, operation, ...rest } = record;
  return {
    ...rest,
    seq,
    subject: storable(subject),
    purpose: storable(purpose),
    operation: storable(operation),
    at: new Date(at),
    document: keys.document(tenant, document),
    customers: customers.slice(0, MOST_CUSTOMERS).map((id) => keys.customer(tenant, id)),
    customerCount: customers.length,
  };
}

/** A record that the database refuses would stop all those behind it: what a token names may be any text. */
function storable(text: string | null): string | null {
  return text === null ? null : text.slice(0, MOST_TEXT).replace(/[\p{Cc}\p{Cs}]/gu, '\u{fffd}');
}

/** What a row's hash is made of. Whoever changes it makes every chain that is kept look broken. */
export function textOf(row: AuditRow, tenant: string): string {
  const { seq, id, at, requestId, callerKind, subject, purpose, operation, document } = row;
  const { customers, customerCount, shown, masked, withheld, decision } = row;
  return JSON.stringify([
    ...[tenant, seq, id, at.toISOString(), requestId, callerKind, subject, purpose, operation, document],
    ...[customers, customerCount, shown, masked, withheld, decision],
  ]);
}

/** The columns of a row, for a `select`. */
export const COLUMNS = `seq, id, at, request_id as "requestId", caller_kind as "callerKind", subject, purpose, operation, document, customers,
  customer_count as "customerCount", shown, masked, withheld, decision`;

/** As the database answers `COLUMNS`: its large numbers are texts. */
export type StoredRow = Omit<AuditRow, 'seq'> & { seq: string };

export function fromStored(row: StoredRow): AuditRow {
  return { ...row, seq: Number(row.seq) };
}
