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

/** The sections that a mapping file may have, over all domains. */
export const SECTIONS = ['customers', 'staff', 'invoices', 'orders', 'items', 'tickets', 'comments'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** One section of the mapping, as far as it can be understood. */
export interface Section {
  name: SectionName;
  table: string;
  columns: ColumnUse[];
}

/** Fields of each section that are not read as text; a section left out is not read. */
export type Readings = Readonly<Partial<Record<SectionName, Readonly<Record<string, Reading>>>>>;

/** Columns that hold the id of something in another section. */
const KEYS = ['customer', 'order', 'ticket', 'salesPerson'];

/** Fields of a customer that may have several columns. */
const LISTS = ['email', 'phone'];

const loose = z.record(z.string(), z.unknown()).catch({});
const named = z.union([z.string(), z.looseObject({ column: z.string() }).transform(({ column }) => column)]);

/** The sections of a mapping document that `readings` names and that name a table. */
export function sectionsOf(document: unknown, readings: Readings): Section[] {
  const file = loose.parse(document);
  return SECTIONS.flatMap((name) => {
    const section = loose.parse(file[name]);
    const table = z.string().min(1).safeParse(section['table']);
    const read = readings[name];
    return table.success && read !== undefined ? [{ name, table: table.data, columns: columnsOf(name, section, read) }] : [];
  });
}

function columnsOf(name: SectionName, section: Record<string, unknown>, readings: Readonly<Record<string, Reading>>): ColumnUse[] {
  const fields = Object.entries(loose.parse(section['fields'])).flatMap(([field, value]) => {
    const reading = readings[field] ?? 'text';
    if (name === 'customers' && LISTS.includes(field)) return listed(`fields.${field}`, typeof value === 'string' ? [value] : value);
    return use(`fields.${field}`, value, reading);
  });
  const externalIds = Object.entries(loose.parse(section['externalIds'])).flatMap(([type, value]) =>
    use(`externalIds.${type}`, value, 'text'),
  );
  return [
    ...use('id', section['id'], 'text'),
    ...KEYS.flatMap((key) => use(key, section[key], 'text')),
    ...(typeof section['phoneRegion'] === 'string' ? [] : use('phoneRegion', section['phoneRegion'], 'text')),
    ...fields,
    ...use('movedTo', section['movedTo'], 'text'),
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

/** The column at a path of the section; undefined where it names none. */
export function columnAt({ columns }: Section, path: string): string | undefined {
  return columns.find((one) => one.path === path)?.column;
}
