// PostgreSQL's dialect, one of three files: how columns are compared with bound values, and with each other. Values are bound
// as arrays, so that any number of keys is one statement of one text.
import type { Statement } from './database';
import type { Table } from './catalogue';
import { nameOf } from './expressions';

/** Binds values and answers their place in the statement. */
export type Bind = (values: readonly string[]) => string;

export function binder(): { values: (readonly string[])[]; bind: Bind } {
  const values: Statement['values'][number][] = [];
  return { values, bind: (list) => `$${values.push(list)}` };
}

/** PostgreSQL's texts cannot hold the character 0; a statement that binds one fails as a whole. */
export function isText(id: string): boolean {
  return !id.includes('\0');
}

/** The text of an expression is one of the values. */
export function isAnyOf(expression: string, values: readonly string[], bind: Bind): string {
  return `${expression} = any(${bind(values)}::text[])`;
}

/** The text of an expression is none of the values. */
export function isNoneOf(expression: string, values: readonly string[], bind: Bind): string {
  return `${expression} <> all(${bind(values)}::text[])`;
}

/** A bound text, as a pattern for `contains`. */
export function containing(text: string, bind: Bind): string {
  return bind([`%${text.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`]);
}

/** The text of an expression has the bound one in it, whatever its case. */
export function contains(expression: string, pattern: string): string {
  return `${expression} ilike any(${pattern}::text[])`;
}

/** One bound value as an expression of this type. */
export function bound(value: string, type: 'date' | 'numeric', bind: Bind): string {
  return `(${bind([value])}::${type}[])[1]`;
}

/** A column of a table that goes by an alias. */
export interface Place {
  column: string;
  table: Table;
  alias: string;
}

/** The columns hold the same key; those of different types are compared as texts. Of several on the right, the first that is not null. */
export function sameKey(left: Place, ...right: readonly Place[]): string {
  const types = new Set([left, ...right].map(({ column, table }) => table.types.get(column)));
  const cast = types.size === 1 ? '' : '::text';
  const names = right.map(({ column, alias }) => `${nameOf(column, alias)}${cast}`);
  return `${nameOf(left.column, left.alias)}${cast} = ${names.length === 1 ? names.join('') : `coalesce(${names.join(', ')})`}`;
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

/** The column is one of the ids; null where the column's type can hold none of them. */
export function equalsAny(column: string, table: Table, ids: readonly string[], bind: Bind): string | null {
  const type = table.types.get(column) ?? 'text';
  const canHold = COMPARED[type];
  const possible = ids.filter(canHold ?? isText);
  if (possible.length === 0) return null;
  const name = nameOf(column);
  return canHold === undefined ? isAnyOf(`${name}::text`, possible, bind) : `${name} = any(${bind(possible)}::${type}[])`;
}
