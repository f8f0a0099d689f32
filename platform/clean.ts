// The smallest cleanings that every wire format needs: texts without blanks around them, instants in UTC. Addresses, numbers and
// money have normalisers of their own beside identity and in money.ts.

/** Trimmed; null where nothing is left. */
export function textOf(value: string | null | undefined): string | null {
  return value?.trim() || null;
}

/** ISO 8601 in UTC of any ISO 8601 with an offset; null for nothing. Throws RangeError for what is no time: the reply's schema comes first. */
export function instantOf(value: string | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : new Date(value).toISOString();
}
