// The YAML file in which a person says which of their tables and columns are what. One file may serve several domains: each
// reads its own sections, all read `customers`. Every fault is named with its path; whether the tables exist is catalogue.ts's.
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { FieldMapping } from '../connector';
import { SECTIONS, sectionsOf, type Readings, type Section } from './columns';
import { customerFills, CUSTOMER_READINGS, customersSection, type CustomersMapping } from './customers-mapping';
import { mappingLines, type Filled } from './mapping-lines';

/** The sections of a domain. */
export interface DomainWords<Own> {
  /** Sections by name. */
  schema: z.ZodType<Own>;
  /** Of every section in `schema`. */
  readings: Readings;
  /** What the columns of these sections fill. */
  fills(own: Own): Filled[];
  /** Faults that no section shows by itself. */
  check?(own: Own, customers: CustomersMapping): string[];
}

/** What a domain reads of the file: `sections` even where `mapping` is null for its faults, so that their tables can be checked. */
export interface ReadMapping<Own> {
  sections: Section[];
  mapping: { customers: CustomersMapping; own: Own } | null;
  /** What fills what; none where `mapping` is null. */
  lines: FieldMapping[];
  /** `path: what is wrong`. */
  faults: string[];
}

/** The text of a mapping file as a document; a fault where it is no YAML. */
export function parseMapping(yaml: string): { document: unknown; faults: string[] } {
  try {
    return { document: parseYaml(yaml, { prettyErrors: true }), faults: [] };
  } catch (error) {
    const where = error instanceof YAMLParseError && error.linePos !== undefined ? ` (line ${error.linePos[0].line})` : '';
    return { document: null, faults: [`is not YAML${where}`] };
  }
}

const frame = z.strictObject(Object.fromEntries(SECTIONS.map((name) => [name, z.unknown().optional()])));

/** Reads what a domain needs; never throws. Sections of other domains are not looked into. */
export function readMapping<Own>(document: unknown, words: DomainWords<Own>): ReadMapping<Own> {
  const framed = frame.safeParse(document);
  const whole = framed.success ? [] : framed.error.issues.flatMap(toFaults);
  if (typeof document !== 'object' || document === null || Array.isArray(document))
    return { sections: [], mapping: null, lines: [], faults: whole };
  const customers = z.object({ customers: customersSection }).safeParse(document);
  const own = words.schema.safeParse(document);
  const faults = [whole, faultsOf(customers.error), faultsOf(own.error)].flat();
  if (customers.success && own.success) faults.push(...(words.check?.(own.data, customers.data.customers) ?? []));
  const sections = sectionsOf(document, { customers: CUSTOMER_READINGS, ...words.readings });
  if (faults.length > 0 || !customers.success || !own.success) return { sections, mapping: null, lines: [], faults };
  const mapping = { customers: customers.data.customers, own: own.data };
  const lines = mappingLines(document, sections, [...customerFills(mapping.customers), ...words.fills(mapping.own)]);
  return { sections, mapping, lines, faults };
}

function faultsOf(error: z.ZodError | undefined): string[] {
  return (error?.issues ?? []).flatMap(toFaults);
}

function toFaults(issue: z.core.$ZodIssue): string[] {
  const at = (path: readonly PropertyKey[]): string => path.map((part) => `${String(part)}`).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at([...issue.path, key])}: is not a word of the mapping`);
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${at(issue.path)}: ${message}`);
  return [`${at(issue.path)}: ${issue.message}`];
}
