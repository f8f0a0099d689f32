// A mapping file as the lines that `sources` shows: which column fills which field of ours, and how it is read. The domains say
// what a path of their sections fills; the file says which column that is, and how its words are translated.
import { z } from 'zod';
import type { FieldMapping } from '../connector';
import type { ColumnUse, Section, SectionName } from './columns';

/** What the columns of one section fill. */
export interface Filled {
  section: SectionName;
  /** The contract's type. */
  of: string;
  /** By path in the section (`fields.email` for all of a list): our fields, each with a word on what becomes of the value, or null. */
  fields: Readonly<Record<string, Readonly<Record<string, string | null>>>>;
}

/** Declares it, its fields compared with the contract's type by the compiler. */
export function fills<Type>(
  section: SectionName,
  of: string,
  fields: Readonly<Record<string, Readonly<Partial<Record<keyof Type & string, string | null>>>>>,
): Filled {
  const told = Object.entries(fields).map(([path, ours]): [string, Record<string, string | null>] => {
    const named = Object.entries<string | null | undefined>(ours);
    return [path, Object.fromEntries(named.map(([field, by]) => [field, by ?? null]))];
  });
  return { section, of, fields: Object.fromEntries(told) };
}

/** Each line once; `from` is `table.column`. Constants and what only `raw` shows have no line. */
export function mappingLines(document: unknown, sections: readonly Section[], filled: readonly Filled[]): FieldMapping[] {
  const lines = new Map<string, FieldMapping>();
  for (const { section, of, fields } of filled) {
    for (const { name, table, columns } of sections) {
      if (name !== section) continue;
      for (const use of columns) {
        for (const [field, more] of Object.entries(fields[use.path] ?? fields[parentOf(use.path)] ?? {})) {
          const from = `${table}.${use.column}`;
          const by = [howRead(document, name, use), more].filter((words) => words !== null).join('; ') || null;
          const key = `${of} ${field} ${from}`;
          if (!lines.has(key)) lines.set(key, { of, field, from, by });
        }
      }
    }
  }
  return [...lines.values()];
}

/** `fields.email.0` is one of `fields.email`, `externalIds.hubspot:contact` one of `externalIds`. */
function parentOf(path: string): string {
  return path.startsWith('externalIds.') ? 'externalIds' : path.replace(/\.\d+$/, '');
}

const loose = z.record(z.string(), z.unknown()).catch({});
const words = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const spec = z.object({
  values: z.record(z.string(), words).optional().catch(undefined),
  default: words.optional().catch(undefined),
  plusDays: z.number().optional().catch(undefined),
  divideBy: z.number().optional().catch(undefined),
});

function howRead(document: unknown, name: SectionName, { path, reading }: ColumnUse): string | null {
  if (path.startsWith('externalIds.')) return `${path.slice('externalIds.'.length)}:…`;
  const section = loose.parse(loose.parse(document)[name]);
  const [first = '', ...rest] = path.split('.');
  const place = first === 'fields' ? loose.parse(section['fields'])[rest.join('.')] : section[first];
  const { values, default: otherwise, plusDays = 0, divideBy = 1 } = spec.catch({}).parse(place);
  const told = [
    ...(values === undefined
      ? []
      : [
          Object.entries(values)
            .map(([theirs, ours]) => `${theirs} → ${ours}`)
            .join(', '),
        ]),
    ...(reading === 'instant' ? ['ISO 8601 in UTC'] : reading === 'day' ? ['its day'] : []),
    ...(plusDays === 0 ? [] : [`${plusDays} days later`]),
    ...(divideBy === 1 ? [] : [`divided by ${divideBy}`]),
    ...(otherwise === undefined ? [] : [`else ${otherwise}`]),
  ];
  return told.join('; ') || null;
}
