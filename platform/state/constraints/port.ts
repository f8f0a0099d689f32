// What people have said of pairs of records, as the rest of the house sees it. Types only: the store beside this file keeps it.
import type { RecordId } from '../../record';

/** What people have said of pairs of records, as this process knows it. */
export interface ConstraintView {
  /** Records said to be the same customer as this one, directly. */
  linkedTo(record: RecordId): readonly RecordId[];
  /** Records said not to be the same customer as this one. */
  unlinkedFrom(record: RecordId): readonly RecordId[];
  /** How many pairs are kept apart. */
  readonly unlinkCount: number;
  /** The sources of pairs that are kept apart: each two names once, however many pairs have them. */
  readonly unlinkedSources: readonly (readonly [string, string])[];
  /** null = current; else epoch ms since when it could not be kept fresh: the database is down, and these are the last known ones. */
  readonly staleSince: number | null;
}

/** LINK = the same customer, UNLINK = not the same, NONE = whatever was said is taken back. */
export type ConstraintKind = 'LINK' | 'UNLINK' | 'NONE';

export interface ConstraintChange {
  kind: ConstraintKind;
  a: RecordId;
  b: RecordId;
  /** Who says it: a name or id of staff, never of a customer. */
  by: string;
  reason: string;
}

export interface SaidOfPair {
  kind: 'LINK' | 'UNLINK';
  a: RecordId;
  b: RecordId;
  by: string;
  reason: string;
  /** ISO 8601 in UTC. */
  at: string;
}

export interface LinkConstraints {
  /**
   * What is known now; null = nothing can be known: the database cannot be reached and never was. Never rejects. Waits for the
   * first load at most a bounded time, and for nothing afterwards. The view stays up to date while it is held.
   */
  current(): Promise<ConstraintView | null>;
  /**
   * Says LINK, UNLINK or NONE (take back) of two records. Resolves once it is durable and every process that listens has it, or
   * `everywhere: false` after 1 s. Rejects with InputError: BAD_USER_INPUT, or CONTRADICTION (`extensions.candidates` = the records
   * in between); or with StateError, and then it may or may not have been kept.
   */
  say(change: ConstraintChange): Promise<{ at: string; everywhere: boolean }>;
  /** Everything said of these records, newest first; [] when nothing was. Rejects with StateError. */
  saidOf(records: readonly RecordId[]): Promise<SaidOfPair[]>;
  /** Ends its sessions, and the database where that is ours to end. */
  close(): Promise<void>;
}
