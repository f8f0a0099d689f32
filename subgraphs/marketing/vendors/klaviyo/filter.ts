// Klaviyo's filters, written: https://developers.klaviyo.com/en/docs/filtering_. Conditions of one filter are joined by "and", and
// no "or" is documented for the endpoints used here, so that each kind of identifier costs a request of its own.

/** Values of one `any`: a page holds as many profiles. */
export const MAX_VALUES = 100;
/**
 * Of a filter as it stands in the address. RFC 9110 recommends that everybody supports 8,000; the rest is left for the other
 * parameters.
 */
const MAX_CHARACTERS = 6_000;

/**
 * True where a value can stand in quotes. Klaviyo documents no way to write a quote within them, so that a value with one is
 * never sent: no record of ours has one, and nobody can end the quotes early.
 */
export function isWritable(value: string): boolean {
  return value !== '' && !/["\\\p{Cc}]/u.test(value);
}

/** `equals(profile_id,"01GDD…")`; throws for a value that is not writable. */
export function equals(field: string, value: string): string {
  return `equals(${field},${toLiteral(value)})`;
}

/** `any(email,["a@example.com","b@example.com"])`: meets records with one of the values; throws for one that is not writable. */
export function any(field: string, values: readonly string[]): string {
  return `any(${field},[${values.map(toLiteral).join(',')}])`;
}

/** Cuts values into filters by their number and by how long they are in the address; those that are not writable are left out. */
export function splitByLength<T>(values: readonly T[], textOf: (value: T) => string): T[][] {
  const chunks: T[][] = [];
  let room = 0;
  for (const value of values.filter((one) => isWritable(textOf(one)))) {
    const length = lengthInAddress(`${toLiteral(textOf(value))},`);
    const last = chunks.at(-1);
    if (last === undefined || last.length >= MAX_VALUES || length > room) {
      chunks.push([value]);
      room = MAX_CHARACTERS - length;
    } else {
      last.push(value);
      room -= length;
    }
  }
  return chunks;
}

function toLiteral(value: string): string {
  if (!isWritable(value)) throw new RangeError('a value that cannot stand in a filter');
  return `"${value}"`;
}

function lengthInAddress(text: string): number {
  return new URLSearchParams([['', text]]).toString().length - 1;
}
