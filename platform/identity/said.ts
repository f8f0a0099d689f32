// What people have said of pairs of records, applied to a customer: which records are then theirs, and which are not. A person's
// word comes before every rule. Pure; the words themselves are kept by the state store.
import type { RecordId } from '../record';

/** Pairs that people linked or kept apart; the same from both ends. */
export interface PairConstraints {
  linkedTo(record: RecordId): readonly RecordId[];
  unlinkedFrom(record: RecordId): readonly RecordId[];
}

/** What was said of a record with regard to a customer. UNKNOWN = nobody can tell: what was said cannot be read. */
export type Said = 'LINK' | 'UNLINK' | 'UNKNOWN' | null;

/** What was said of a customer, as it travels with their match keys. */
export interface SaidOfCustomer {
  /** False where it could not be read, and never was: then nothing is linked automatically. */
  known: boolean;
  /** Since when it could not be kept fresh (ISO 8601); null = it is current. */
  asOf: string | null;
  /** Records that a person linked, to the customer or to each other; known ones, and the anchor itself, among them. */
  linked: RecordId[];
  /** Records that are not. Never one of `linked`. */
  unlinked: RecordId[];
}

/** Said of nobody. */
export const NOTHING_SAID: SaidOfCustomer = { known: true, asOf: null, linked: [], unlinked: [] };

/** Links lead from record to record; a customer of more has been linked by mistake, and a request must end. */
const MOST_LINKED = 200;

/**
 * What was said of the customer whose records these are: followed from link to link, never over a record that is kept apart
 * from one of them: a wrong merge is worse than a missed one. `null` for constraints that cannot be known.
 */
export function saidOfCustomer(
  records: readonly RecordId[],
  constraints: PairConstraints | null,
  asOf: string | null = null,
): SaidOfCustomer {
  if (constraints === null) return { known: false, asOf, linked: [], unlinked: [] };
  const group = [...new Set(records)];
  const linked = new Set<RecordId>();
  const unlinked = new Set(group.flatMap((record) => constraints.unlinkedFrom(record)));
  for (let next = 0; next < group.length && linked.size < MOST_LINKED; next += 1) {
    const record = group[next] ?? '';
    for (const other of constraints.linkedTo(record)) {
      const isKnown = group.includes(other);
      if (!isKnown && (unlinked.has(other) || group.some((one) => constraints.unlinkedFrom(other).includes(one)))) continue;
      linked.add(other);
      if (isKnown) continue;
      group.push(other);
      constraints.unlinkedFrom(other).forEach((one) => unlinked.add(one));
    }
  }
  return { known: true, asOf, linked: [...linked].sort(), unlinked: [...unlinked].filter((one) => !group.includes(one)).sort() };
}

/** The same as a question about one record. */
export function saidOf({ known, linked, unlinked }: SaidOfCustomer): (record: RecordId) => Said {
  const [ours, others] = [new Set(linked), new Set(unlinked)];
  return (record) => (!known ? 'UNKNOWN' : ours.has(record) ? 'LINK' : others.has(record) ? 'UNLINK' : null);
}

/** Every id by which people may have spoken of a record: its own, then those of records that its source merged into it. */
export function everyIdOf({ id, formerIds = [] }: { id: RecordId; formerIds?: readonly RecordId[] }): RecordId[] {
  return [id, ...formerIds];
}

/** What was said of two records, directly; each is named by every id that it has or had. */
export function saidOfPair(a: readonly RecordId[], b: readonly RecordId[], constraints: PairConstraints | null): Said {
  if (constraints === null) return 'UNKNOWN';
  const among = (partnersOf: (record: RecordId) => readonly RecordId[]): boolean =>
    a.some((one) => partnersOf(one).some((partner) => b.includes(partner)));
  if (among((record) => constraints.unlinkedFrom(record))) return 'UNLINK';
  return among((record) => constraints.linkedTo(record)) ? 'LINK' : null;
}

/** What was said of two parts of one customer, together. */
export function joinSaid(one: SaidOfCustomer, other: SaidOfCustomer): SaidOfCustomer {
  const linked = [...new Set([...one.linked, ...other.linked])].sort();
  const unlinked = [...new Set([...one.unlinked, ...other.unlinked])].filter((record) => !linked.includes(record)).sort();
  return { known: one.known && other.known, asOf: one.asOf ?? other.asOf, linked, unlinked };
}
