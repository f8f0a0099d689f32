// What all statements are written with: columns as text, and values bound.
import type { Table } from './catalogue';
import type { ColumnUse } from './columns';
import { quote } from '../../../../platform/sql/identifiers';

/** Everything leaves the database as text, so that neither time zone nor floating point can touch it. */
export function selected(use: ColumnUse, table: Table, alias = 't'): string {
  if (use.reading === 'number') return `${nameOf(use.column, alias)}::numeric::text`;
  if (use.reading === 'day') return `${dayOf(use.column, table, alias)}::text`;
  if (use.reading === 'instant') return `${utc(use.column, table, alias)}::timestamp::text`;
  return `${nameOf(use.column, alias)}::text`;
}

/** The calendar day of a column, in UTC. */
export function dayOf(column: string, table: Table, alias = 't'): string {
  return `${utc(column, table, alias)}::date`;
}

function utc(column: string, table: Table, alias: string): string {
  const name = nameOf(column, alias);
  return table.types.get(column) === 'timestamptz' ? `(${name} at time zone 'UTC')` : name;
}

export function nameOf(column: string, alias = 't'): string {
  return `${alias}.${quote(column)}`;
}

/** PostgreSQL's texts cannot hold the character 0; a statement that binds one fails as a whole. */
export function isText(id: string): boolean {
  return !id.includes('\0');
}

export function binder(): { values: (readonly string[])[]; bind(values: readonly string[]): string } {
  const values: (readonly string[])[] = [];
  return { values, bind: (list) => `$${values.push(list)}` };
}
