// The text of the statements for customers: by everything they can be found by, and by a text in their name or address. Names
// come from the checked mapping and are quoted; values are bound.
import type { CheckedSection } from './catalogue';
import { columnAt, type Section } from './columns';
import { binder, contains, containing, equalsAny, isAnyOf, isText } from './comparisons';
import type { Statement } from './database';
import { addressOf, asText, digitsOf, nameOf, selected } from './expressions';

/** What customers are asked by; empty lists are left out of the statement. */
export interface Wanted {
  ids: readonly string[];
  /** Lower case. */
  emails: readonly string[];
  /** Digits only, in every form in which a number may be written. */
  phoneDigits: readonly string[];
  /** Ids of rows that others may have been merged into. */
  survivors: readonly string[];
  /** `source:type` → ids of that source. */
  externalIds: ReadonlyMap<string, readonly string[]>;
}

/** Customers that may hold one of the wanted values; null where no row can. Superset: the caller compares again. */
export function customersStatement({ section, table }: CheckedSection, wanted: Wanted): Statement | null {
  const { values, bind } = binder();
  const conditions = section.columns.flatMap(({ path, column }) => {
    const name = nameOf(column);
    if (path === 'id') return equalsAny(column, table, wanted.ids, bind) ?? [];
    if (path === 'movedTo') return equalsAny(column, table, wanted.survivors, bind) ?? [];
    if (path.startsWith('fields.email.')) return wanted.emails.length === 0 ? [] : [isAnyOf(addressOf(name), wanted.emails, bind)];
    if (path.startsWith('fields.phone.')) return wanted.phoneDigits.length === 0 ? [] : [isAnyOf(digitsOf(name), wanted.phoneDigits, bind)];
    const ids = path.startsWith('externalIds.') ? wanted.externalIds.get(path.slice('externalIds.'.length)) : undefined;
    return ids === undefined ? [] : (equalsAny(column, table, ids, bind) ?? []);
  });
  if (conditions.length === 0) return null;
  return { text: `${selectFrom({ section, table })}\n where ${conditions.join('\n    or ')}`, values };
}

/** The columns that a person is searched by, as SQL; given and family name together as well. */
function searchedIn({ columns }: Section): string[] {
  const at = (path: string): string[] => columns.filter((use) => use.path === path).map(({ column }) => asText(nameOf(column)));
  const [given, family] = [at('fields.givenName'), at('fields.familyName')];
  const whole = given.length > 0 && family.length > 0 ? [`concat_ws(' ', ${[...given, ...family].join(', ')})`] : [...given, ...family];
  const emails = columns.filter(({ path }) => path.startsWith('fields.email.')).map(({ column }) => asText(nameOf(column)));
  return [...at('fields.name'), ...whole, ...at('fields.company'), ...emails];
}

/** Customers in whose name, company or address the text stands, whatever its case, by their ids, at most `limit`; null = none can. */
export function searchStatement({ section, table }: CheckedSection, text: string, limit: number): Statement | null {
  const id = columnAt(section, 'id');
  const searched = searchedIn(section);
  if (id === undefined || searched.length === 0 || text === '' || !isText(text)) return null;
  const { values, bind } = binder();
  const pattern = containing(text, bind);
  return {
    text: [
      selectFrom({ section, table }),
      ` where ${searched.map((name) => contains(name, pattern)).join('\n    or ')}`,
      ` order by ${nameOf(id)}`,
      ` limit ${limit}`,
    ].join('\n'),
    values,
  };
}

function selectFrom({ section, table }: CheckedSection): string {
  return `select ${section.columns.map((use) => selected(use, table)).join(', ')}\n  from ${table.sql} as t`;
}
