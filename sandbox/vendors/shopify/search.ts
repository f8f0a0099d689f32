// Turns a parsed search into a test of records. A field Shopify does not know of the type is left out, as if it had not been written,
// and told in `extensions.search`: a caller who does not read that takes everybody for what was found.
import { parseSearch, type Query, type Term } from './search-syntax';

/** Makes the test of terms of one field of which any may hold; one by one they could not be looked up together. */
export type Filter<T> = (terms: readonly Term[]) => (record: T) => boolean;

export interface Filters<T> {
  /** For terms without a field. */
  anyField: Filter<T>;
  /** By documented name. */
  fields: Readonly<Record<string, Filter<T>>>;
}

/** What `extensions.search` tells of one search whose terms were not all understood. */
export interface SearchNote {
  path: readonly (string | number)[];
  query: string;
  parsed: object;
  warnings: readonly { field: string; message: string; code: 'invalid_field' }[];
}

export interface Search<T> {
  /** As written. */
  query: string;
  finds(record: T): boolean;
  /** Fields that were left out. */
  unknownFields: readonly string[];
  /** The query as Shopify read it. */
  parsed: object | null;
}

/** @param text as the caller wrote it; null or empty finds everything. */
export function readSearch<T>(text: string | null, filters: Filters<T>): Search<T> {
  const query = parseSearch(text ?? '');
  const unknownFields: string[] = [];
  const test = query === null ? null : toTest(query, filters, unknownFields);
  return { query: text ?? '', finds: test ?? (() => true), unknownFields, parsed: query === null ? null : toParsed(query) };
}

type Test<T> = (record: T) => boolean;

/** null = nothing of it was understood. */
function toTest<T>(query: Query, filters: Filters<T>, unknown: string[]): Test<T> | null {
  switch (query.kind) {
    case 'term':
      return toTermTest([query], query.field, filters, unknown);
    case 'not': {
      const test = toTest(query.part, filters, unknown);
      return test === null ? null : (record) => !test(record);
    }
    case 'and': {
      const tests = query.parts.flatMap((part) => toTest(part, filters, unknown) ?? []);
      return tests.length === 0 ? null : (record) => tests.every((test) => test(record));
    }
    case 'or': {
      const terms = query.parts.flatMap((part) => (part.kind === 'term' ? part : []));
      const tests = [
        ...[...new Set(terms.map(({ field }) => field))].flatMap((field) => {
          const ofField = terms.filter((term) => term.field === field);
          return toTermTest(ofField, field, filters, unknown) ?? [];
        }),
        ...query.parts.flatMap((part) => (part.kind === 'term' ? [] : (toTest(part, filters, unknown) ?? []))),
      ];
      return tests.length === 0 ? null : (record) => tests.some((test) => test(record));
    }
  }
}

function toTermTest<T>(terms: readonly Term[], field: string | null, filters: Filters<T>, unknown: string[]): Test<T> | null {
  const filter = field === null ? filters.anyField : filters.fields[field];
  if (filter === undefined) unknown.push(field ?? '');
  return filter?.(terms) ?? null;
}

const RANGES = { '<': 'range_lt', '<=': 'range_lte', '>': 'range_gt', '>=': 'range_gte' } as const;

function toParsed(query: Query): object {
  if (query.kind === 'not') return { not: toParsed(query.part) };
  if (query.kind !== 'term') return { [query.kind]: query.parts.map(toParsed) };
  const match = query.comparator !== ':' ? RANGES[query.comparator] : query.quoted ? 'match_phrase' : 'match_all';
  return { field: query.field ?? 'default', [match]: query.value };
}

/** @returns null when everything was understood. */
export function toNote(path: SearchNote['path'], search: Search<never>): SearchNote | null {
  const { query, unknownFields, parsed } = search;
  if (unknownFields.length === 0) return null;
  const warnings = unknownFields.map(
    (field) => ({ field, message: 'Invalid search field for this query.', code: 'invalid_field' }) as const,
  );
  return { path, query, parsed: parsed ?? {}, warnings };
}
