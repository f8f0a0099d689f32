// Applies the changes of `known-faults/` to a description. A change that alters nothing is an error: the vendor has mended the
// fault, or it is written wrongly, and either way it may not stay.
import { isObject, type Json } from './json';

/** One alteration at a JSON pointer, where `*` stands for every name or place. Exactly one of the other fields is given. */
export interface Change {
  at: string;
  /** Sets these fields of an object. */
  merge?: Json;
  /** Puts these at the end of a list. */
  append?: readonly unknown[];
  /** Takes these names from an object, or these values from a list. */
  remove?: readonly string[];
}

export interface KnownFault {
  vendor: string;
  /** What is wrong with the description, and where the vendor says otherwise. */
  reason: string;
  changes: readonly Change[];
}

/** As it stands in the file of its vendor. */
export type FaultOfVendor = Omit<KnownFault, 'vendor'>;

/** @returns a copy with all of a vendor's faults mended. Throws, naming the change, where one alters nothing. */
export function mend(document: Json, vendor: string, faults: readonly KnownFault[]): Json {
  const copy: unknown = structuredClone(document);
  let mended = copy;
  for (const { reason, changes } of faults.filter((fault) => fault.vendor === vendor)) {
    for (const change of changes) {
      const before = JSON.stringify(mended);
      mended = alter(mended, change.at.split('/').slice(1).map(unescape), change);
      if (JSON.stringify(mended) === before) throw new Error(`${vendor}: a known fault is gone, at ${change.at} (${reason})`);
    }
  }
  if (!isObject(mended)) throw new Error(`${vendor}: no description is left`);
  return mended;
}

function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function alter(value: unknown, way: readonly string[], change: Change): unknown {
  const [name, ...rest] = way;
  if (name === undefined) return altered(value, change);
  const here = (key: string): boolean => name === '*' || name === key;
  if (Array.isArray(value)) return value.map((one: unknown, at) => (here(String(at)) ? alter(one, rest, change) : one));
  if (!isObject(value)) return value;
  // What is to be added to may not be there yet.
  const whole = rest.length === 0 && change.append !== undefined && name !== '*' ? { [name]: [], ...value } : value;
  return Object.fromEntries(Object.entries(whole).map(([key, inner]) => [key, here(key) ? alter(inner, rest, change) : inner]));
}

function altered(value: unknown, { merge, append, remove = [] }: Change): unknown {
  if (Array.isArray(value)) return [...value.filter((one) => !remove.some((removed) => removed === one)), ...(append ?? [])];
  if (!isObject(value)) return value;
  return { ...Object.fromEntries(Object.entries(value).filter(([key]) => !remove.includes(key))), ...merge };
}
