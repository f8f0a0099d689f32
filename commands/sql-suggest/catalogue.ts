// What PostgreSQL's catalogue says of a database, in three statements whatever its size: its name, every column this user
// may read, every key. https://www.postgresql.org/docs/current/catalogs.html
import { z } from 'zod';
import { kindOf, type Form, type ForeignKey, type Table } from './tables';

/** Answers one row with one column. */
export const DATABASE_NAME = 'select pg_catalog.current_database()::text';

/**
 * A row a column. Left out: system schemas, partitions (their parent stands for them), what belongs to an extension, and
 * columns this user may not select.
 */
export const COLUMNS = `
select n.nspname, c.relname, pg_catalog.pg_table_is_visible(c.oid)::text, c.relkind::text, c.reltuples::bigint::text,
       a.attname, b.typname, a.attnotnull::text,
       case when b.typname in ('varchar', 'bpchar') and a.atttypmod > 4 then (a.atttypmod - 4)::text end,
       case when b.typtype = 'e'
            then (select pg_catalog.json_agg(e.enumlabel order by e.enumsortorder)::text from pg_catalog.pg_enum e where e.enumtypid = b.oid)
       end
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_catalog.pg_type t on t.oid = a.atttypid
  join pg_catalog.pg_type b on b.oid = case when t.typtype = 'd' then t.typbasetype else t.oid end
 where c.relkind in ('r', 'p', 'v', 'm', 'f')
   and not c.relispartition
   and n.nspname !~ '^(pg_|information_schema$)'
   and not exists (select from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass and d.objid = c.oid and d.deptype = 'e')
   and pg_catalog.has_schema_privilege(n.oid, 'USAGE')
   and pg_catalog.has_column_privilege(c.oid, a.attnum, 'SELECT')
 order by n.nspname collate "C", c.relname collate "C", a.attnum`;

/**
 * A row a key: the table, `primary`, `unique` or `foreign`, its columns, and for foreign ones what they refer to. Unique
 * ones are read from the indexes: materialised views and many an application have no constraint for them.
 */
export const KEYS = `
select n.nspname, c.relname, case when i.indisprimary then 'primary' else 'unique' end,
       (select pg_catalog.json_agg(a.attname order by k.place)::text
          from pg_catalog.unnest(i.indkey::int2[]) with ordinality k (number, place)
          join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
         where k.place <= i.indnkeyatts),
       null, null, null
  from pg_catalog.pg_index i
  join pg_catalog.pg_class c on c.oid = i.indrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
 where i.indisunique and i.indpred is null and i.indexprs is null and n.nspname !~ '^(pg_|information_schema$)'
union all
select n.nspname, c.relname, 'foreign',
       (select pg_catalog.json_agg(a.attname order by k.place)::text
          from pg_catalog.unnest(o.conkey) with ordinality k (number, place)
          join pg_catalog.pg_attribute a on a.attrelid = o.conrelid and a.attnum = k.number),
       tn.nspname, tc.relname,
       (select pg_catalog.json_agg(a.attname order by k.place)::text
          from pg_catalog.unnest(o.confkey) with ordinality k (number, place)
          join pg_catalog.pg_attribute a on a.attrelid = o.confrelid and a.attnum = k.number)
  from pg_catalog.pg_constraint o
  join pg_catalog.pg_class c on c.oid = o.conrelid
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  join pg_catalog.pg_class tc on tc.oid = o.confrelid
  join pg_catalog.pg_namespace tn on tn.oid = tc.relnamespace
 where o.contype = 'f' and n.nspname !~ '^(pg_|information_schema$)'`;

const FORMS: Readonly<Record<string, Form>> = { v: 'view', m: 'materialised view', f: 'foreign table' };

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('is no JSON');
    return z.NEVER;
  }
});
const names = json.pipe(z.array(z.string()));
const count = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
const columnRow = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string(),
  count,
  z.string(),
  z.string(),
  z.string(),
  count.nullable(),
  names.nullable(),
]);
const keyRow = z.tuple([
  z.string(),
  z.string(),
  z.enum(['primary', 'unique', 'foreign']),
  names,
  z.string().nullable(),
  z.string().nullable(),
  names.nullable(),
]);

export interface Catalogue {
  /** By schema and name. */
  tables: Table[];
  /** `schema.table` of those no mapping can name, for a dot within a name. */
  unnameable: string[];
}

type Draft = { -readonly [Key in keyof Table]: Table[Key] extends readonly (infer Item)[] ? Item[] : Table[Key] };

/** Puts together what COLUMNS and KEYS answered; throws ZodError for rows that are none. */
export function readCatalogue(columnRows: unknown, keyRows: unknown): Catalogue {
  const tables = new Map<string, Draft>();
  for (const [schema, name, visible, kind, rows, column, type, notNull, length, labels] of z.array(columnRow).parse(columnRows)) {
    const id = JSON.stringify([schema, name]);
    const table = tables.get(id) ?? newTable({ schema, name, visible: visible === 'true', kind, rows });
    tables.set(id, table);
    table.columns.push({ name: column, type, kind: labels === null ? kindOf(type) : 'text', length, notNull: notNull === 'true', labels });
  }
  for (const [schema, name, kind, columns, targetSchema, targetName, targetColumns] of z.array(keyRow).parse(keyRows)) {
    const table = tables.get(JSON.stringify([schema, name]));
    if (table === undefined) continue;
    if (kind === 'foreign') {
      const target = tables.get(JSON.stringify([targetSchema, targetName]));
      if (target !== undefined) table.foreignKeys.push({ columns, target: target.id, targetColumns: targetColumns ?? [] });
      continue;
    }
    if (kind === 'primary') table.primaryKey = columns;
    table.uniqueKeys.push(columns);
  }
  const all = [...tables.values()].map(inOrder).sort((a, b) => compare(a.id, b.id));
  return {
    tables: all.filter(isNameable),
    unnameable: all.filter((table) => !isNameable(table)).map(({ id }) => id),
  };
}

function newTable(given: { schema: string; name: string; visible: boolean; kind: string; rows: number }): Draft {
  const { schema, name, visible, kind, rows } = given;
  const id = `${schema}.${name}`;
  return {
    id,
    schema,
    name,
    address: visible ? name : id,
    form: FORMS[kind] ?? 'table',
    // -1 = never analysed; a view has no rows of its own.
    rows: rows < 0 || kind === 'v' ? null : rows,
    columns: [],
    primaryKey: null,
    uniqueKeys: [],
    foreignKeys: [],
  };
}

/** The server answers keys in no order of its own. */
function inOrder(table: Draft): Table {
  const byText = (a: unknown, b: unknown): number => compare(JSON.stringify(a), JSON.stringify(b));
  const isPrimary = (key: readonly string[]): number => (key === table.primaryKey ? 0 : 1);
  return {
    ...table,
    uniqueKeys: table.uniqueKeys.toSorted((a, b) => isPrimary(a) - isPrimary(b) || byText(a, b)),
    foreignKeys: table.foreignKeys.toSorted((a: ForeignKey, b: ForeignKey) => byText(a, b)),
  };
}

/** A mapping splits `schema.table` at the dot. */
function isNameable({ schema, name }: Table): boolean {
  return !schema.includes('.') && !name.includes('.');
}

/** By code unit: the same everywhere. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
