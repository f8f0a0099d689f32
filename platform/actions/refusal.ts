// What is said where an action cannot be done as it was asked. None of these quotes a value: they may be a person's, and a vendor's
// own words quote them.
import { InputError } from '../errors';
import { parseRecordId, type RecordId } from '../record';

/** The vendor took the request and refused its content: asking again is of no use. */
export function refusedInput(source: string, action: string, input: object): InputError {
  const fields = Object.keys(input).join(', ');
  return new InputError(`${source} refuses this ${action}: it does not accept one of ${fields}. Check them in ${source}, and ask anew.`, {
    code: 'ACTION_REFUSED',
    source,
  });
}

/** What the action is about is not there (any more). */
export function notThere(source: string, action: string): InputError {
  return new InputError(`${source} has no record of that id for ${action}: read it anew, it may be deleted or merged.`, {
    code: 'ACTION_RECORD_UNKNOWN',
    source,
  });
}

/** The vendor's own id; throws `InputError` for an id of another source or type. */
export function ownId(source: string, types: string | readonly string[], id: RecordId, pattern = /^[^/?#\s]+$/): string {
  const wanted = [types].flat();
  const parts = parseRecordId(id);
  if (parts?.source === source && wanted.includes(parts.type) && pattern.test(parts.id)) return parts.id;
  throw new InputError(`The action takes ids such as ${wanted.map((type) => `${source}:${type}:…`).join(' or ')}.`);
}
