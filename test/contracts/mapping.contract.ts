// The law of mappings: what a connector says of its mapper is what the mapper does. Every value of a rich sample is taken away or
// altered in turn, and the fields of ours that change must be those that the mapping names for its path, no more and no fewer.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { FieldMapping } from '../../platform/connector';
import type { JsonValue } from '../../platform/record';
import { alterations, altered, placesIn, valueIn } from './alterations';

/** One of the vendor's objects, and the mapper that makes one of our types of it. */
export interface MappedObject {
  /** The contract's type: `PersonRecord`, `Ticket`. */
  of: string;
  /** Where several of the vendor's objects make one type: how the paths of this one begin in the mapping, `contacts.`. */
  prefix?: string;
  /**
   * As the vendor answers. The first one is as rich as can be; further ones have what it hides, such as the date that counts only
   * where another is missing.
   */
  samples: readonly [JsonValue, ...JsonValue[]];
  /**
   * Reads and maps; a zod error says that the vendor would never answer so. A list tells of the fields of all that is in it; null,
   * and a list that became longer or shorter, tell of none.
   */
  map(wire: JsonValue): object | null;
  /** Further values to try at a path, where it takes a few words only: `{ status: ['closed'] }`; none = there is no other. */
  instead?: Readonly<Record<string, readonly JsonValue[]>>;
  /** Paths whose inside is not looked at: another of the objects tells it. `['subscriptions.data[]']` */
  nested?: readonly string[];
  /** Fields that this vendor never fills. All others must be filled by a sample, so that a poor one proves nothing. */
  never?: readonly string[];
}

export interface MappingUnderTest {
  /** Shown as the title: `zendesk`. */
  name: string;
  mapping: readonly FieldMapping[];
  /** Together they test every line of the mapping. */
  objects: readonly MappedObject[];
}

/** Made of the vendor's own id, and of all that it says: no line of the mapping names them. */
const UNTOLD: ReadonlySet<string> = new Set(['id', 'url', 'raw']);

/** Runs the law as one describe block: a test for each object, and one for lines that none of them tests. */
export function describeMapping({ name, mapping, objects }: MappingUnderTest): void {
  describe(`the mapping of ${name}`, () => {
    it.each(objects.map((object) => [`${object.prefix ?? ''} ${object.of}`.trim(), object] as const))(
      'is what the mapper does: %s',
      (_title, object) => expect(mappingFaults(mapping, object)).toEqual([]),
    );
    it('has no line that nothing tests', () => {
      const untested = mapping.filter((line) => !objects.some((object) => isOf(object, line)));
      expect(untested.map(inWords)).toEqual([]);
    });
  });
}

/** What is wrong, in words. */
export function mappingFaults(mapping: readonly FieldMapping[], object: MappedObject): string[] {
  const { of, prefix = '', never = [] } = object;
  const lines = mapping.filter((line) => isOf(object, line));
  const seen = observe(object);
  const fields = new Set([...seen.filled, ...seen.empty]);
  const says = (field: string, path: string) => lines.some((line) => line.field === field && line.from === prefix + path);
  return [
    ...lines.filter((line, index) => lines.findIndex((other) => isDeepStrictEqual(place(other), place(line))) !== index).map(twice),
    ...lines.filter(({ field }) => UNTOLD.has(field)).map((line) => `${inWords(line)}: id, url and raw need no line`),
    ...lines.filter(({ field }) => !fields.has(field)).map(({ field }) => `${of} has no field \`${field}\``),
    ...lines
      .filter(({ from }) => !seen.paths.has(from.slice(prefix.length)))
      .map((line) => `${inWords(line)}: no sample has that path, so that nothing tests the line`),
    ...[...seen.paths].flatMap(([path, { changed, tried }]) => [
      ...(tried ? [] : [`\`${prefix}${path}\` could not be altered: name other values of it in \`instead\``]),
      ...[...changed]
        .filter((field) => !says(field, path))
        .map((field) => `${of}.${field} depends on \`${prefix}${path}\`, which no line of the mapping says`),
      ...lines
        .filter(({ field, from }) => from === prefix + path && fields.has(field) && !UNTOLD.has(field) && !changed.has(field))
        .map((line) => `${inWords(line)}: nothing that was tried there changes the field`),
    ]),
    ...[...seen.empty]
      .filter((field) => !never.includes(field) && !UNTOLD.has(field))
      .map((field) => `${of}.${field} is empty in every sample: fill it, or list it in \`never\``),
    ...never.filter((field) => seen.filled.has(field)).map((field) => `${of}.${field} is filled by a sample: it is no \`never\``),
    ...never.filter((field) => !fields.has(field)).map((field) => `${of} has no field \`${field}\`, listed in \`never\``),
  ];
}

function isOf({ of, prefix = '' }: MappedObject, line: FieldMapping): boolean {
  return line.of === of && line.from.startsWith(prefix);
}

const place = ({ of, field, from }: FieldMapping) => ({ of, field, from });
const inWords = ({ of, field, from }: FieldMapping): string => `\`${from}\` is said to fill ${of}.${field}`;
const twice = (line: FieldMapping): string => `${inWords(line)} twice`;

interface Observed {
  /** Every path of the samples; `changed` = our fields that depend on it; `tried` = the vendor may answer otherwise there. */
  paths: Map<string, { changed: Set<string>; tried: boolean }>;
  filled: Set<string>;
  empty: Set<string>;
}

function observe({ samples, map, instead = {}, nested = [] }: MappedObject): Observed {
  const paths: Observed['paths'] = new Map();
  const filled = new Set<string>();
  const known = new Set<string>();
  for (const sample of samples) {
    const before = fieldsOf(map(sample));
    for (const [field, values] of before) {
      known.add(field);
      if (values.some((value) => !isEmpty(value))) filled.add(field);
    }
    // The innermost first: of what is within a list or an object, that one tells only what nothing inside it does.
    for (const { path, steps } of placesIn(sample, nested)) {
      const value = valueIn(sample, steps);
      // An empty list may be one that is always there.
      const seen = paths.get(path) ?? { changed: new Set<string>(), tried: Array.isArray(value) || Object.hasOwn(instead, path) };
      paths.set(path, seen);
      const inner = innerFields(paths, path);
      for (const other of [...alterations(value), ...(instead[path] ?? [])]) {
        const after = attempt(() => fieldsOf(map(altered(sample, steps, other))));
        if (after === null) continue;
        seen.tried = true;
        for (const field of differences(before, after)) if (!inner.has(field)) seen.changed.add(field);
      }
    }
  }
  // A later sample may show that it is something inside, after all.
  for (const [path, { changed }] of paths) for (const field of innerFields(paths, path)) changed.delete(field);
  for (const [path, seen] of paths) seen.tried ||= pathsInside(paths, path).length > 0;
  return { paths, filled, empty: new Set([...known].filter((field) => !filled.has(field))) };
}

function innerFields(paths: Observed['paths'], path: string): Set<string> {
  return new Set(pathsInside(paths, path).flatMap((inside) => [...(paths.get(inside)?.changed ?? [])]));
}

function pathsInside(paths: Observed['paths'], path: string): string[] {
  return [...paths.keys()].filter((other) => other.startsWith(`${path}.`) || other.startsWith(`${path}[]`));
}

/** Each field with its values: one, or as many as are in the list. */
function fieldsOf(mapped: object | null): Map<string, unknown[]> {
  const objects: readonly object[] = mapped === null ? [] : Array.isArray(mapped) ? mapped : [mapped];
  const all = objects.map((one) => new Map<string, unknown>(Object.entries(one)));
  const names = new Set(all.flatMap((one) => [...one.keys()]));
  return new Map([...names].map((name) => [name, all.map((one) => one.get(name))]));
}

function differences(before: Map<string, unknown[]>, after: Map<string, unknown[]>): string[] {
  const count = (fields: Map<string, unknown[]>) => [...fields.values()][0]?.length ?? 0;
  if (count(before) !== count(after)) return [];
  const names = new Set([...before.keys(), ...after.keys()]);
  return [...names].filter((name) => !UNTOLD.has(name) && !isDeepStrictEqual(before.get(name), after.get(name)));
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

/** null where the vendor would not answer so. */
function attempt<T>(act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof z.ZodError) return null;
    throw error;
  }
}
