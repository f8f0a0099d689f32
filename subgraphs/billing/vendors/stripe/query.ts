// Stripe's search query language, as far as we speak it: the one place where a value becomes a part of a query.
// https://docs.stripe.com/search#search-query-language

/** "You can combine up to 10 query clauses in a search." */
export const MAX_CLAUSES = 10;
/** Of what `~` looks for. */
export const MIN_SUBSTRING = 3;

/** `:` is equal but for case, or, in texts of several words, holds all of them in this order; `~` contains. */
export function clause(field: string, operator: ':' | '~', value: string): string {
  return `${field}${operator}${quote(value)}`;
}

/** The field of a metadata key. */
export function metadata(key: string): string {
  return `metadata[${quote(key)}]`;
}

/** At most `MAX_CLAUSES`; a hit meets one of them at least. */
export function anyOf(clauses: readonly string[]): string {
  return clauses.join(' OR ');
}

/** "You can escape quotes inside of quotes with a backslash." Whatever the text holds, it cannot end its quotes. */
function quote(text: string): string {
  return `"${text.replaceAll(/[\\"]/g, (character) => `\\${character}`)}"`;
}
