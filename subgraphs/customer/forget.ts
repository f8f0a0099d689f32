// The first step of an erasure: from now on no process keeps anything of this customer's records, or of what hangs on them. It changes
// nothing in any system.
import { parseRecordId } from '../../platform/record';
import type { Erasures } from '../../platform/state/erasures/port';
import type { Directory } from './directory';
import { exportCustomer } from './export';
import type { FoundCustomer } from './found-customer';

/** What an erasure has to see to. */
export interface ForgottenCustomer {
  /** Canonical id. */
  customer: string;
  /** Ids of their records, the anchor first. */
  records: string[];
  /** Ids of records that may be theirs, and were left alone: for a person to decide. */
  candidates: string[];
  /** Sources that could not be asked: they may hold more of them. */
  missing: string[];
}

/** Resolves once it is kept; every process knows within a second. Rejects with StateError. */
export async function forgetCustomer(found: FoundCustomer, directory: Directory, erasures: Erasures): Promise<ForgottenCustomer> {
  const { customer, records, candidates, missing, document } = await exportCustomer(found, directory, new Date());
  const ids = new Set([customer.keys.anchor, ...records.map(({ id }) => id)]);
  const sources = new Set([...ids].map((id) => parseRecordId(id)?.source));
  for (const id of idsIn(document)) if (sources.has(parseRecordId(id)?.source)) ids.add(id);
  for (const { id } of candidates) ids.delete(id);
  await erasures.add([...ids]);
  return { customer: customer.keys.anchor, records: records.map(({ id }) => id), candidates: candidates.map(({ id }) => id), missing };
}

/** Of the records, and of the tickets, orders and notes on them: global ids, wherever they stand as `id`. */
function idsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key === 'id' && typeof inner === 'string' && parseRecordId(inner) !== null ? [inner] : idsIn(inner),
  );
}
