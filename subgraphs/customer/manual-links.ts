// What people say of two records, for `linkRecords`, `unlinkRecords` and `releaseRecords`: checked here, kept by the state store,
// applied by the search and by every domain.
import { InputError } from '../../platform/errors';
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import { parseRecordId, type RecordId } from '../../platform/record';
import type { LinkConstraints, SaidOfPair } from '../../platform/state/constraints/port';
import type { Finder } from './find-customer';

/** `ManualLink` of the SDL. */
export interface ManualLink {
  kind: 'LINK' | 'UNLINK';
  a: RecordRef;
  b: RecordRef;
  by: string;
  reason: string;
  /** ISO 8601 in UTC. */
  at: string;
}

/** Parent of `LinkChange`. */
export interface LinkChange {
  a: RecordId;
  b: RecordId;
  manualLink: ManualLink | null;
  everywhere: boolean;
}

export interface Statement {
  kind: 'LINK' | 'UNLINK' | 'NONE';
  a: RecordId;
  b: RecordId;
  by: string;
  reason: string;
}

const MOST_CHARACTERS = { by: 200, reason: 1_000 };

/**
 * Says it. Throws `InputError` for records that are none, that no source has, or that are one and the same, for nobody and no
 * reason, and CONTRADICTION; the failure of a source that cannot be asked whether it has the record; STATE_UNAVAILABLE.
 * A record that its source has merged into another one stands for that one.
 */
export async function say(statement: Statement, constraints: LinkConstraints, finder: Finder): Promise<LinkChange> {
  const { kind } = statement;
  const by = textOf('by', statement.by);
  const reason = textOf('reason', statement.reason);
  for (const argument of ['a', 'b'] as const) {
    if (parseRecordId(statement[argument]) === null)
      throw new InputError(`"${argument}" is no record id: it takes the form source:type:id.`);
  }
  const [a, b] = await Promise.all((['a', 'b'] as const).map((argument) => existing(argument, statement, finder)));
  if (a === undefined || b === undefined || a === b) throw new InputError('"a" and "b" are one and the same record.');
  const { at, everywhere } = await constraints.say({ kind, a, b, by, reason });
  return { a, b, manualLink: kind === 'NONE' ? null : toManualLink({ kind, a, b, by, reason, at }), everywhere };
}

/** As clients see it. */
export function toManualLink({ kind, a, b, by, reason, at }: SaidOfPair): ManualLink {
  return { kind, a: toRecordRef(a), b: toRecordRef(b), by, reason, at };
}

/** What was said of two records; null = nothing. Rejects where it cannot be read. */
export async function manualLinkOf(a: RecordId, b: RecordId, constraints: LinkConstraints): Promise<ManualLink | null> {
  const said = await constraints.saidOf([a]);
  const found = said.find((one) => (one.a === a && one.b === b) || (one.a === b && one.b === a));
  return found === undefined ? null : toManualLink(found);
}

/** What is taken back may be said of records that are gone by now. */
async function existing(argument: 'a' | 'b', statement: Statement, finder: Finder): Promise<RecordId> {
  const id = statement[argument];
  if (statement.kind === 'NONE') return id;
  const record = await finder.record(id);
  if (record === null) throw new InputError(`"${argument}" is no record that one of the sources has.`);
  return record.person.id;
}

function textOf(argument: 'by' | 'reason', given: string): string {
  const text = given.trim();
  if (text === '' || text.length > MOST_CHARACTERS[argument])
    throw new InputError(`"${argument}" must be 1 to ${MOST_CHARACTERS[argument]} characters.`);
  return text;
}
