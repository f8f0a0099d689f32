// The text of the two statements for keys: customers by everything they can be found by, and invoices of customers. Names come
// from the checked mapping and are quoted; values are bound, as arrays, so that any number of keys is one statement.
import type { Table } from './catalogue';
import type { Statement } from '../../../../platform/sql/database';
import type { Section } from './columns';
import { binder, isText, nameOf, selected } from './sql-text';

/** What customers are asked by; empty lists are left out of the statement. */
export interface Wanted {
  ids: readonly string[];
  /** Lower case. */
  emails: readonly string[];
  /** Digits only, in every form in which a number may be written. */
  phoneDigits: readonly string[];
  /** `source:type` → ids of that source. */
  externalIds: ReadonlyMap<string, readonly string[]>;
}

/** Customers that may hold one of the wanted values; null where no row can. Superset: the caller compares again. */
export function customersStatement(section: Section, table: Table, wanted: Wanted): Statement | null {
  const { values, bind } = binder();
  const conditions = section.columns.flatMap(({ path, column }) => {
    const name = nameOf(column);
    if (path === 'id') return equalsAny(column, table, wanted.ids, bind);
    if (path.startsWith('fields.email.'))
      return wanted.emails.length === 0 ? [] : [`lower(trim(${name}::text)) = any(${bind(wanted.emails)}::text[])`];
    if (path.startsWith('fields.phone.'))
      return wanted.phoneDigits.length === 0 ? [] : [`${digitsOf(name)} = any(${bind(wanted.phoneDigits)}::text[])`];
    const ids = path.startsWith('externalIds.') ? wanted.externalIds.get(path.slice('externalIds.'.length)) : undefined;
    return ids === undefined ? [] : equalsAny(column, table, ids, bind);
  });
  if (conditions.length === 0) return null;
  return { text: `${selectFrom(section, table)}\n where ${conditions.join('\n    or ')}`, values };
}

/** All invoices of the customers, newest first; null where no row can fit. */
export function invoicesStatement(section: Section, table: Table, customerIds: readonly string[]): Statement | null {
  const { values, bind } = binder();
  const columnAt = (path: string): string | undefined => section.columns.find((use) => use.path === path)?.column;
  const customer = columnAt('customer');
  const conditions = customer === undefined ? [] : equalsAny(customer, table, customerIds, bind);
  if (conditions.length === 0) return null;
  const order = [columnAt('fields.issueDate'), columnAt('id')].filter((column) => column !== undefined);
  const orderBy = order.map((column) => `${nameOf(column)} desc nulls last`).join(', ');
  return { text: `${selectFrom(section, table)}\n where ${conditions.join('')}\n order by ${orderBy}`, values };
}

function selectFrom(section: Section, table: Table): string {
  return `select ${section.columns.map((use) => selected(use, table)).join(', ')}\n  from ${table.sql} as t`;
}

/** Free text as `+55 (12) 3923-5555 ext. 7` → 551239235555. An expression index on it makes the look-up fast. */
function digitsOf(name: string): string {
  return `regexp_replace(${name}::text, '(ext|x|#|;).*$|[^0-9]', '', 'gi')`;
}

const WHOLE = /^(0|-?[1-9]\d{0,18})$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Types compared as themselves, so that their index serves: which texts they can hold. */
const COMPARED: Readonly<Record<string, (id: string) => boolean>> = {
  int2: (id) => WHOLE.test(id) && BigInt.asIntN(16, BigInt(id)) === BigInt(id),
  int4: (id) => WHOLE.test(id) && BigInt.asIntN(32, BigInt(id)) === BigInt(id),
  int8: (id) => WHOLE.test(id) && BigInt.asIntN(64, BigInt(id)) === BigInt(id),
  uuid: (id) => UUID.test(id),
  text: isText,
  varchar: isText,
  bpchar: isText,
};

/** `column = any($n)`; empty where the column's type can hold none of the ids. */
function equalsAny(column: string, table: Table, ids: readonly string[], bind: (values: readonly string[]) => string): string[] {
  const type = table.types.get(column) ?? 'text';
  const canHold = COMPARED[type];
  const possible = ids.filter(canHold ?? isText);
  if (possible.length === 0) return [];
  const name = nameOf(column);
  return canHold === undefined ? [`${name}::text = any(${bind(possible)}::text[])`] : [`${name} = any(${bind(possible)}::${type}[])`];
}
