// Which columns a mapping names, where, and as what they are read: one list that the catalogue check, the statements and
// the rows share. It reads the document itself, so that columns are checked even where the mapping has other faults.
import { z } from 'zod';

/** `instant` = a moment, given out as UTC. */
export type Reading = 'text' | 'number' | 'day' | 'instant';

export interface ColumnUse {
  /** Where in the section: `id`, `fields.total`, `fields.email.0`. */
  path: string;
  column: string;
  reading: Reading;
}

/** One section of the mapping, as far as it can be understood. */
export interface Section {
  name: 'customers' | 'invoices';
  table: string;
  columns: ColumnUse[];
}

const READINGS: Readonly<Record<string, Reading>> = {
  total: 'number',
  balance: 'number',
  paid: 'number',
  issueDate: 'day',
  dueDate: 'day',
  birthDate: 'day',
  createdAt: 'instant',
  updatedAt: 'instant',
};

const loose = z.record(z.string(), z.unknown()).catch({});
const named = z.union([z.string(), z.looseObject({ column: z.string() }).transform(({ column }) => column)]);

/** The sections of a mapping document that name a table. */
export function sectionsOf(document: unknown): Section[] {
  const file = loose.parse(document);
  return (['customers', 'invoices'] as const).flatMap((name) => {
    const section = loose.parse(file[name]);
    const table = z.string().min(1).safeParse(section['table']);
    return table.success ? [{ name, table: table.data, columns: columnsOf(section) }] : [];
  });
}

function columnsOf(section: Record<string, unknown>): ColumnUse[] {
  const fields = Object.entries(loose.parse(section['fields'])).flatMap(([field, value]) => {
    const reading = READINGS[field] ?? 'text';
    if (field === 'email' || field === 'phone') return listed(`fields.${field}`, typeof value === 'string' ? [value] : value);
    return use(`fields.${field}`, value, reading);
  });
  const externalIds = Object.entries(loose.parse(section['externalIds'])).flatMap(([type, value]) =>
    use(`externalIds.${type}`, value, 'text'),
  );
  return [
    ...use('id', section['id'], 'text'),
    ...use('customer', section['customer'], 'text'),
    ...(typeof section['phoneRegion'] === 'string' ? [] : use('phoneRegion', section['phoneRegion'], 'text')),
    ...fields,
    ...externalIds,
    ...listed('raw', section['raw']),
  ];
}

function listed(path: string, values: unknown): ColumnUse[] {
  return Array.isArray(values) ? values.flatMap((value, index) => use(`${path}.${index}`, value, 'text')) : [];
}

function use(path: string, value: unknown, reading: Reading): ColumnUse[] {
  const name = named.safeParse(value);
  return name.success ? [{ path, column: name.data, reading }] : [];
}
