// The one place where a name of a table or column becomes SQL text. Values never come here: they are always bound ($1…).
import { escapeIdentifier } from 'pg';

/** PostgreSQL cuts longer names short, silently: two names could then mean one column. */
const MAX_NAME_BYTES = 63;

/** Whether PostgreSQL can have a table or column of this name at all. */
export function isIdentifier(name: string): boolean {
  return name !== '' && !name.includes('\0') && Buffer.byteLength(name) <= MAX_NAME_BYTES;
}

/** `odd"name` → `"odd""name"`: the exact name, case kept, whatever it holds. Throws RangeError for what cannot be a name. */
export function quote(name: string): string {
  if (!isIdentifier(name)) throw new RangeError('not a name of a table or column');
  return escapeIdentifier(name);
}
