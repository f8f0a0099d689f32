// Identifiers that no record has, each of the form of one that exists: what a look-up must answer with nothing. A vendor that
// ignores its filter answers them with everybody.
import { randomInt } from 'node:crypto';
import type { Identifier } from '../connector';
import { parseRecordId, recordId } from '../record';

/** As many digits as a JSON number holds without loss, less one. */
const ID_DIGITS = 15;
/** Of an id made of letters and digits: as many are drawn anew, so that nobody has it. */
const DRAWN = 8;

/** null where none can be made that is sure to be nobody's. */
export function absentLike({ by, value }: Identifier): Identifier | null {
  // https://www.rfc-editor.org/rfc/rfc2606: nobody has a mailbox at .invalid.
  if (by === 'email') return { by, value: `absent-${digits(12)}@canary.invalid` };
  // 555 is no area code: no number of this form was ever given to anybody.
  if (by === 'phone') return { by, value: `+1555${digits(7)}` };
  const parts = parseRecordId(value);
  const id = parts === null ? null : absentId(parts.id);
  return parts === null || id === null ? null : { by, value: recordId(parts.source, parts.type, id) };
}

function absentId(id: string): string | null {
  if (/^\d+$/.test(id)) return id.length > ID_DIGITS ? redrawn(id) : `9${digits(ID_DIGITS - 1)}`;
  const tail = /[A-Za-z0-9]+$/.exec(id)?.[0] ?? '';
  return tail.length < DRAWN ? null : redrawn(id);
}

/** The last characters drawn anew, each a digit or a letter as before; a to f stay among themselves, for ids in hexadecimal. */
function redrawn(id: string): string {
  return id.slice(0, -DRAWN) + [...id.slice(-DRAWN)].map(drawn).join('');
}

function drawn(character: string): string {
  const letters = ['0123456789', 'abcdef', 'ABCDEF', 'ghjkmnpqrstvwxyz', 'GHJKMNPQRSTVWXYZ'].find((alphabet) =>
    alphabet.includes(character),
  );
  return letters === undefined ? character : (letters[randomInt(letters.length)] ?? character);
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
