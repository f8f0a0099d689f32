// What a search query says of a record. Which fields there are, and of what type, is in `search-fields.ts`.
// https://docs.stripe.com/search#field-types-substring-matching-and-numeric-comparators
import type { VendorAnswer } from '../../http/message';
import { invalidRequest } from './errors';
import type { Clause, Operator, Query } from './query';

/**
 * `token` fields are matched whole, `string` ones by a part as well, `numeric` ones also compared. A value of null is an absent
 * one, which only `null` finds.
 */
export type SearchField<T> =
  { type: 'string' | 'token'; of(record: T): string | boolean | null } | { type: 'numeric'; of(record: T): number | null };

export interface Searchable<T> {
  /** As Stripe names the resource: `customers`. */
  resource: string;
  fields: Readonly<Record<string, SearchField<T>>>;
  /** null = metadata cannot be searched. */
  metadataOf(record: T): Readonly<Record<string, string>>;
}

/** @returns the test of a record, or Stripe's refusal of a field there is none of or an operator it does not take. */
export function toTest<T>({ clauses, joinedBy }: Query, searchable: Searchable<T>): ((record: T) => boolean) | VendorAnswer {
  const tests: ((record: T) => boolean)[] = [];
  const readers = new Map<SearchField<T>, (record: T) => string | null>();
  for (const clause of clauses) {
    const test = toClauseTest(clause, searchable, readers);
    if (typeof test !== 'function') return test;
    tests.push(clause.negated ? (record) => !test(record) : test);
  }
  return joinedBy === 'OR' ? (record) => tests.some((test) => test(record)) : (record) => tests.every((test) => test(record));
}

function toClauseTest<T>(
  clause: Clause,
  { resource, fields, metadataOf }: Searchable<T>,
  readers: Map<SearchField<T>, (record: T) => string | null>,
): ((record: T) => boolean) | VendorAnswer {
  const { metadataKey, operator, value } = clause;
  const field: SearchField<T> | undefined =
    metadataKey !== null
      ? { type: 'token', of: (record) => metadataOf(record)[metadataKey] ?? null }
      : Object.hasOwn(fields, clause.field)
        ? fields[clause.field]
        : undefined;
  if (field === undefined) {
    const list = `See http://stripe.com/docs/search#query-fields-for-${resource} for a list of supported fields.`;
    return invalidRequest(`Field \`${clause.field}\` is an unsupported search field for resource \`${resource}\`. ${list}`, null, 'query');
  }
  if (value === null) {
    if (operator !== ':') return unsupported(clause);
    return (record) => field.of(record) === null;
  }
  if (field.type === 'numeric') {
    const wanted = Number(value);
    if (operator === '~' || value.trim() === '' || Number.isNaN(wanted)) return unsupported(clause);
    return (record) => compare(operator, field.of(record), wanted);
  }
  const wanted = value.toLowerCase();
  const known = readers.get(field) ?? toReader(field);
  readers.set(field, known);
  // "Exact match operator (case insensitive)".
  if (operator === ':') return (record) => known(record) === wanted;
  if (operator === '~' && field.type === 'string') return (record) => known(record)?.includes(wanted) === true;
  return unsupported(clause);
}

/** A query of many addresses reads the same one of each record time and again: lower case is worked out once per record. */
function toReader<T>(field: SearchField<T>): (record: T) => string | null {
  let last: { record: T; text: string | null } | null = null;
  return (record) => {
    if (last?.record !== record) last = { record, text: field.of(record)?.toString().toLowerCase() ?? null };
    return last.text;
  };
}

/** Stripe's wording is not documented. */
function unsupported({ field, operator }: Clause): VendorAnswer {
  return invalidRequest(`Field \`${field}\` does not support the operator \`${operator}\` with this value.`, null, 'query');
}

function compare(operator: Exclude<Operator, '~'>, known: number | null, wanted: number): boolean {
  if (known === null) return false;
  switch (operator) {
    case ':':
      return known === wanted;
    case '>':
      return known > wanted;
    case '>=':
      return known >= wanted;
    case '<':
      return known < wanted;
    case '<=':
      return known <= wanted;
  }
}
