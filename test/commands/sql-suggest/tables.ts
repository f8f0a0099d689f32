// Tables as the catalogue tells them, for tests of the pure parts: short to write, and any at all for properties.
import fc from 'fast-check';
import { kindOf, type ForeignKey, type Table } from '../../../commands/sql-suggest/tables';

export interface TableOptions {
  schema?: string;
  primaryKey?: readonly string[] | null;
  unique?: readonly (readonly string[])[];
  foreignKeys?: readonly ForeignKey[];
  form?: Table['form'];
  rows?: number | null;
}

/** A table from `name: type` pairs; the first column is the primary key unless told otherwise. */
export function table(name: string, types: Readonly<Record<string, string>>, options: TableOptions = {}): Table {
  const { schema = 'public', unique = [], foreignKeys = [], form = 'table', rows = 10 } = options;
  const [first] = Object.keys(types);
  const primaryKey = options.primaryKey === undefined ? (first === undefined ? null : [first]) : options.primaryKey;
  return {
    id: `${schema}.${name}`,
    schema,
    name,
    address: schema === 'public' ? name : `${schema}.${name}`,
    form,
    rows,
    columns: Object.entries(types).map(([column, type]) => ({
      name: column,
      type,
      kind: kindOf(type),
      length: null,
      notNull: true,
      labels: null,
    })),
    primaryKey,
    uniqueKeys: [...(primaryKey === null ? [] : [primaryKey]), ...unique],
    foreignKeys,
  };
}

/** A foreign key of one column. */
export function refers(column: string, target: Table, targetColumn = 'id'): ForeignKey {
  return { columns: [column], target: target.id, targetColumns: [targetColumn] };
}

/** Any name PostgreSQL can have, odd ones and those we know among them; a mapping has no dots. */
export const anyName = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }).map((text) => text.replaceAll(/[\0.]/g, '_')),
  fc.constantFrom(
    'a: b',
    '# no',
    "it's",
    '"quoted"',
    'true',
    '- x',
    '{x}',
    'line\nbreak',
    '\u2028',
    ' ',
    '*',
    '&a',
    '!t',
    '%',
    '@',
    '`',
    '1',
    '~',
    'null',
  ),
  fc.constantFrom(
    'id',
    'customer_id',
    'email',
    'phone',
    'name',
    'status',
    'total',
    'created_at',
    'quantity',
    'subject',
    'body',
    'order_id',
    'due_date',
  ),
);

const anyTypes = fc.dictionary(anyName, fc.constantFrom('int4', 'text', 'numeric', 'date', 'timestamptz', 'bool', 'jsonb', 'uuid'), {
  minKeys: 1,
  maxKeys: 8,
});

/** Any table, odd ones and those that nearly look like ours. */
export const anyTable = fc
  .tuple(
    fc.oneof(anyName, fc.constantFrom('customers', 'invoices', 'orders', 'order_items', 'tickets', 'comments', 'employees')),
    anyTypes,
    fc.constantFrom(
      {},
      { email: 'text', name: 'text', customer_id: 'int4' },
      { id: 'int4', customer_id: 'int4', total: 'numeric', date: 'date' },
    ),
    fc.boolean(),
  )
  .map(([name, types, more, hasKey]) => table(name, { ...types, ...more }, hasKey ? {} : { primaryKey: null }));

/** A database: names of its tables differ. */
export const anyTables = fc
  .uniqueArray(anyTable, { selector: ({ id }) => id, maxLength: 6 })
  .map((tables) => [
    ...tables.filter(({ name }) => name !== 'clients'),
    table('clients', { id: 'int4', email: 'text', phone: 'text', 'odd: "name"\n': 'text', name: 'text' }),
  ]);
