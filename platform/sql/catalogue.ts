// Do the mapping's tables and columns exist, and can they be read as what they are said to be? Asks PostgreSQL's catalogue
// once, in one statement.
import { z } from 'zod';
import { FITTING } from './catalogue-statement';
import type { Section, SectionName } from './columns';
import { quote } from './identifiers';

/** A table as the database has it. */
export interface Table {
  /** Quoted, with its schema: ready to be put into a statement. */
  sql: string;
  /** Column name → type name of pg_type, domains resolved: `int4`, `timestamptz`. */
  types: ReadonlyMap<string, string>;
}

const catalogueRow = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()]);

/** How many names a fault lists at most. */
const MAX_NAMES = 40;

/** A section of the mapping and the table it was found to mean. */
export interface CheckedSection {
  section: Section;
  table: Table;
}

export interface CheckedSections {
  /** By name; sections whose table does not exist are left out. */
  sections: Readonly<Partial<Record<SectionName, CheckedSection>>>;
  /** `path: what is wrong`, for every column of every section. */
  faults: string[];
}

/** Compares what a mapping names with the tables that there are. */
export function checkSections(sections: readonly Section[], byName: Tables): CheckedSections {
  const checked: Partial<Record<SectionName, CheckedSection>> = {};
  const faults = sections.flatMap((section) => {
    const table = byName.get(section.table);
    if (table === undefined) {
      const visible = [...byName.keys()].filter((name) => !name.startsWith('public.'));
      return [`${section.name}.table: there is no table "${section.table}" that this user may read; there is ${list(visible)}`];
    }
    checked[section.name] = { section, table };
    return section.columns.flatMap(({ path, column, reading }) => {
      const at = `${section.name}.${path}: table "${section.table}"`;
      const type = table.types.get(column);
      if (type === undefined) return [`${at} has no column "${column}"; it has ${list([...table.types.keys()])}`];
      if (reading === 'text' || FITTING[reading].types.includes(type)) return [];
      return [`${at} has "${column}" as ${type}, which is not ${FITTING[reading].words}`];
    });
  });
  return { sections: checked, faults };
}

/** By `schema.table`, and by `table` alone where the search path finds it. */
export type Tables = ReadonlyMap<string, Table>;

/** What the catalogue statement answered, as tables; throws ZodError for rows that are none. */
export function toTables(answer: unknown): Tables {
  const rows = z.array(catalogueRow).parse(answer);
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
