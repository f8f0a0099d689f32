// Do the mapping's tables and columns exist, and can they be read as what they are said to be? Asks PostgreSQL's catalogue
// once, in one statement. It is pg_catalog and not information_schema, which leaves out materialised views.
import { z } from 'zod';
import { quote } from '../../../../platform/sql/identifiers';
import type { Reading, Section } from './columns';

/** A table as the database has it. */
export interface Table {
  /** Quoted, with its schema: ready to be put into a statement. */
  sql: string;
  /** Column name → type name of pg_type, domains resolved: `int4`, `timestamptz`. */
  types: ReadonlyMap<string, string>;
}

/**
 * Every column of every table, view and foreign table that this user may select from, and whether the search path finds
 * the table without its schema. System schemas are left out.
 * https://www.postgresql.org/docs/current/catalogs.html
 */
export const CATALOGUE = `
select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid)::text, a.attname, coalesce(base.typname, t.typname)
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type t on t.oid = a.atttypid
  left join pg_catalog.pg_type base on t.typtype = 'd' and base.oid = t.typbasetype
 where c.relkind in ('r', 'p', 'v', 'm', 'f')
   and n.nspname !~ '^(pg_|information_schema$)'
   and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
   and pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
 order by c.relname, a.attnum`;

const catalogueRow = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);

const FITTING: Readonly<Record<Exclude<Reading, 'text'>, { types: readonly string[]; words: string }>> = {
  number: { types: ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'money'], words: 'a number' },
  day: { types: ['date', 'timestamp', 'timestamptz'], words: 'a date or timestamp' },
  instant: { types: ['date', 'timestamp', 'timestamptz'], words: 'a date or timestamp' },
};

/** How many names a fault lists at most. */
const MAX_NAMES = 40;

export interface CheckedSections {
  /** Section name → its table, where it exists. */
  tables: ReadonlyMap<string, Table>;
  /** `path: what is wrong`, for every column of every section. */
  faults: string[];
}

/** Compares what the mapping names with what the catalogue statement answered; throws ZodError for rows that are none. */
export function checkSections(sections: readonly Section[], rows: unknown): CheckedSections {
  const byName = toTables(z.array(catalogueRow).parse(rows));
  const tables = new Map<string, Table>();
  const faults = sections.flatMap((section) => {
    const table = byName.get(section.table);
    if (table === undefined) {
      const visible = [...byName.keys()].filter((name) => !name.startsWith('public.'));
      return [`${section.name}.table: there is no table "${section.table}" that this user may read; there is ${list(visible)}`];
    }
    tables.set(section.name, table);
    return section.columns.flatMap(({ path, column, reading }) => {
      const at = `${section.name}.${path}: table "${section.table}"`;
      const type = table.types.get(column);
      if (type === undefined) return [`${at} has no column "${column}"; it has ${list([...table.types.keys()])}`];
      if (reading === 'text' || FITTING[reading].types.includes(type)) return [];
      return [`${at} has "${column}" as ${type}, which is not ${FITTING[reading].words}`];
    });
  });
  return { tables, faults };
}

/** By `schema.table`, and by `table` alone where the search path finds it. */
function toTables(rows: readonly z.infer<typeof catalogueRow>[]): Map<string, Table> {
  const tables = new Map<string, { sql: string; types: Map<string, string> }>();
  for (const [schema, name, visible, column, type] of rows) {
    const full = `${schema}.${name}`;
    const table = tables.get(full) ?? { sql: `${quote(schema)}.${quote(name)}`, types: new Map<string, string>() };
    table.types.set(column, type);
    tables.set(full, table);
    if (visible === 'true') tables.set(name, table);
  }
  return tables;
}

function list(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return names.slice(0, MAX_NAMES).join(', ') + more;
}
