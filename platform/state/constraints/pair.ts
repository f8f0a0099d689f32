// What may be said at all: two different record ids in the order they are kept in, and words of a bounded length.
import { InputError } from '../../errors';
import { parseRecordId, type RecordId } from '../../record';
import type { ConstraintChange } from './port';

const ID_LENGTH = 500;
const BY_LENGTH = 200;
const REASON_LENGTH = 2_000;

/** The two in the order of their bytes, which is how they are stored. */
export function inOrder(one: RecordId, other: RecordId): [a: RecordId, b: RecordId] {
  return Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0 ? [one, other] : [other, one];
}

/** What is wrong with it, as a sentence without its values; null = nothing. */
export function faultOf({ a, b, by, reason }: Pick<ConstraintChange, 'a' | 'b' | 'by' | 'reason'>): string | null {
  if ([a, b].some((id) => id.length > ID_LENGTH || parseRecordId(id) === null)) {
    return `Records are named by their ids, source:type:id, of at most ${ID_LENGTH} characters.`;
  }
  if (a === b) return 'Name two different records.';
  if (by.trim() === '' || by.length > BY_LENGTH) return `Say who says it, in at most ${BY_LENGTH} characters.`;
  if (reason.length > REASON_LENGTH) return `Give a reason of at most ${REASON_LENGTH} characters.`;
  // PostgreSQL keeps no NUL in a text, and half a surrogate pair is no character.
  if ([a, b, by, reason].some((text) => text.includes('\0') || /\p{Surrogate}/u.test(text))) return 'Use characters that can be stored.';
  return null;
}

/** Throws InputError where `faultOf` finds something. */
export function checkChange(change: Pick<ConstraintChange, 'a' | 'b' | 'by' | 'reason'>): void {
  const fault = faultOf(change);
  if (fault !== null) throw new InputError(fault);
}
