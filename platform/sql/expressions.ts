// PostgreSQL's dialect, one of three files: how columns are read. Another database would have files like these; statements are
// built from what they answer and hold no dialect of their own.
import type { Table } from './catalogue';
import type { ColumnUse } from './columns';
import { quote } from './identifiers';

/** Everything leaves the database as text, so that neither time zone nor floating point can touch it. */
export function selected(use: ColumnUse, table: Table, alias = 't'): string {
  if (use.reading === 'number') return `${nameOf(use.column, alias)}::numeric::text`;
  if (use.reading === 'day') return `${dayOf(use.column, table, alias)}::text`;
  if (use.reading === 'instant') return `${instantOf(use.column, table, alias)}::text`;
  return `${nameOf(use.column, alias)}::text`;
}

/** The calendar day of a column, in UTC. */
export function dayOf(column: string, table: Table, alias = 't'): string {
  return `${utc(column, table, alias)}::date`;
}

/** The moment of a column, in UTC. */
export function instantOf(column: string, table: Table, alias = 't'): string {
  return `${utc(column, table, alias)}::timestamp`;
}

function utc(column: string, table: Table, alias: string): string {
  const name = nameOf(column, alias);
  return table.types.get(column) === 'timestamptz' ? `(${name} at time zone 'UTC')` : name;
}

export function nameOf(column: string, alias = 't'): string {
  return `${alias}.${quote(column)}`;
}

/** An address as it is compared: lower case, without blanks around it. An expression index on it makes the look-up fast. */
export function addressOf(name: string): string {
  return `lower(trim(${name}::text))`;
}

/** Free text as `+55 (12) 3923-5555 ext. 7` → 551239235555. An expression index on it makes the look-up fast. */
export function digitsOf(name: string): string {
  return `regexp_replace(${name}::text, '(ext|x|#|;).*$|[^0-9]', '', 'gi')`;
}

/** One of the database's own words, without blanks around it; nothing at all is an empty one. */
export function wordOf(name: string): string {
  return `coalesce(btrim(${name}::text, E' \\t\\r\\n'), '')`;
}

export function asText(expression: string): string {
  return `${expression}::text`;
}

/** A number that nothing rounds. */
export function asNumber(expression: string): string {
  return `${expression}::numeric`;
}

/** The calendar day so many days before the one of an expression. */
export function daysBefore(day: string, days: number): string {
  return `${day} - (${days})`;
}

/** As a part of an order: where no value is comes first or last, whatever the direction. */
export function ordered(name: string, direction: 'ascending' | 'descending', nulls: 'first' | 'last'): string {
  return `${name}${direction === 'descending' ? ' desc' : ''} nulls ${nulls}`;
}
