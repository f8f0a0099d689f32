// PostgreSQL's dialect, one of three files: what it is asked for its tables, and which of its types can be read as what.
// It is pg_catalog and not information_schema, which leaves out materialised views.
import type { Reading } from './columns';

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

/** What a column of these types can be read as; as text can all. */
export const FITTING: Readonly<Record<Exclude<Reading, 'text'>, { types: readonly string[]; words: string }>> = {
  number: { types: ['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'money'], words: 'a number' },
  day: { types: ['date', 'timestamp', 'timestamptz'], words: 'a date or timestamp' },
  instant: { types: ['date', 'timestamp', 'timestamptz'], words: 'a date or timestamp' },
};
