// What is known of a database that is to be mapped: its tables, columns and keys, as plain data. No value of any row.

/** What a column's type lets it be; `other` fits no field. */
export type Kind = 'text' | 'integer' | 'decimal' | 'instant' | 'boolean' | 'other';

export interface Column {
  name: string;
  /** Of pg_type, domains resolved: `int4`, `timestamptz`. */
  type: string;
  kind: Kind;
  /** Characters at most, where the type says so. */
  length: number | null;
  notNull: boolean;
  /** The words of an enum, in its order. */
  labels: readonly string[] | null;
}

export interface ForeignKey {
  columns: readonly string[];
  target: Table['id'];
  /** In the order of `columns`. */
  targetColumns: readonly string[];
}

export type Form = 'table' | 'view' | 'materialised view' | 'foreign table';

export interface Table {
  /** `schema.table`. */
  id: string;
  schema: string;
  name: string;
  /** What a mapping calls it: without its schema where the search path finds it. */
  address: string;
  form: Form;
  /** PostgreSQL's own estimate; null = never counted. */
  rows: number | null;
  /** In the table's own order. */
  columns: readonly Column[];
  primaryKey: readonly string[] | null;
  /** Columns that are unique together, the primary key first. */
  uniqueKeys: readonly (readonly string[])[];
  foreignKeys: readonly ForeignKey[];
}

const KINDS: readonly (readonly [Kind, readonly string[]])[] = [
  ['text', ['text', 'varchar', 'bpchar', 'char', 'citext', 'name', 'uuid']],
  ['integer', ['int2', 'int4', 'int8']],
  ['decimal', ['numeric', 'float4', 'float8', 'money']],
  ['instant', ['date', 'timestamp', 'timestamptz']],
  ['boolean', ['bool']],
];

/** The kind of a type of pg_type. */
export function kindOf(type: string): Kind {
  return KINDS.find(([, types]) => types.includes(type))?.[0] ?? 'other';
}

/** The column of that exact name. */
export function columnOf(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** A name for a sentence: plain ones as they are, others in quotation marks. */
export function said(name: string): string {
  return /^[\p{L}\p{N}_.$-]+$/u.test(name) ? name : JSON.stringify(name);
}
