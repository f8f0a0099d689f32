// The YAML file in which a person says which of their tables and columns are customers and invoices. Read once, at start;
// every fault is named with its path. Whether the tables exist is catalogue.ts's question, not this file's.
import { parse as parseYaml, YAMLParseError } from 'yaml';
import { z } from 'zod';
import type { InvoiceStatus } from '../../contract';
import { isIdentifier } from '../../../../platform/sql/identifiers';

const INVOICE_STATUSES = ['DRAFT', 'OPEN', 'PARTIALLY_PAID', 'PAID', 'VOID', 'UNCOLLECTIBLE'] as const satisfies readonly InvoiceStatus[];
const KINDS = ['PERSON', 'ORGANIZATION'] as const;
const CURRENCY = /^[A-Z]{3}$/;
const DIVISORS = [1, 10, 100, 1_000, 10_000];

/** A column, with words of theirs translated into ours; or the same word for every row. Null in the database = `fallback`. */
export type TextValue = { constant: string } | { column: string; values: ReadonlyMap<string, string> | null; fallback: string | null };

const scalar = z.union([z.string(), z.number(), z.boolean()], 'expected a text, number or true/false').transform(String);
const column = z.string('expected the name of a column').refine(isIdentifier, 'is not a name a column can have');
const table = z
  .string('expected the name of a table')
  .refine((name) => name.split('.').length <= 2 && name.split('.').every(isIdentifier), 'expected `table` or `schema.table`');
const link = z
  .url({ protocol: /^https?$/, error: 'expected an http(s) address with {id} in it' })
  .refine((url) => url.includes('{id}'), 'has no {id}');
const decimal = scalar.refine((value) => /^-?\d+(\.\d+)?$/.test(value), 'expected a number');

/** `column_name` is short for `{ column: column_name }`. */
function orShort<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? { column: value } : value), schema);
}

/** A text; where `allowed` is given, every word that is not read from the database must be one of it. */
function text(allowed?: { test(word: string): boolean; words: string }) {
  const ours =
    allowed === undefined ? scalar : scalar.refine((word) => allowed.test(word), { error: `expected ${allowed.words}`, abort: true });
  return orShort(
    z
      .strictObject({
        column: column.optional(),
        constant: ours.optional(),
        values: z.record(z.string(), ours).optional(),
        default: ours.optional(),
      })
      .transform(({ column: name, constant, values, default: fallback }, context): TextValue => {
        if (name !== undefined && constant === undefined) {
          return { column: name, values: values === undefined ? null : new Map(Object.entries(values)), fallback: fallback ?? null };
        }
        if (constant !== undefined && name === undefined && values === undefined && fallback === undefined) return { constant };
        context.addIssue('expected a column (with `values` and `default` where needed), or a `constant` alone');
        return z.NEVER;
      }),
  );
}

const plainText = text();
/** Two letters such as `DE` for all rows, or the column that has them. What is no region is none: the number is then dropped. */
const region = z.preprocess(
  (value) => (typeof value === 'string' ? { constant: value } : value),
  text({ test: (word) => /^[A-Z]{2}$/.test(word), words: 'two letters such as DE' }),
);
const day = orShort(z.strictObject({ column, plusDays: z.int().min(-36_500).max(36_500).default(0) }));
const amount = orShort(
  z.strictObject({
    column,
    /** 100 where the database counts cents. */
    divideBy: z
      .number()
      .refine((value) => DIVISORS.includes(value), `expected one of ${DIVISORS.join(', ')}`)
      .default(1),
    default: decimal.optional(),
  }),
);
const oneOrMore = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(column).min(1).max(5)).default([]);

const customers = z.strictObject({
  table,
  id: column,
  phoneRegion: region.optional(),
  url: link.optional(),
  fields: z.strictObject({
    email: oneOrMore,
    phone: oneOrMore,
    kind: text({ test: (word) => KINDS.some((kind) => kind === word), words: KINDS.join(' or ') }).optional(),
    name: plainText.optional(),
    givenName: plainText.optional(),
    familyName: plainText.optional(),
    company: plainText.optional(),
    jobTitle: plainText.optional(),
    language: plainText.optional(),
    taxId: plainText.optional(),
    line1: plainText.optional(),
    city: plainText.optional(),
    postalCode: plainText.optional(),
    country: plainText.optional(),
    birthDate: column.optional(),
    createdAt: column.optional(),
    updatedAt: column.optional(),
  }),
  externalIds: z.record(z.string().regex(/^[^:]+:[^:]+$/, 'expected `source:type`, such as hubspot:contact'), column).default({}),
  raw: z.array(column).max(50).default([]),
});

const invoices = z.strictObject({
  table,
  id: column,
  customer: column,
  url: link.optional(),
  fields: z
    .strictObject({
      number: plainText.optional(),
      issueDate: day.optional(),
      dueDate: day.optional(),
      total: amount,
      balance: amount.optional(),
      paid: amount.optional(),
      currency: text({ test: (word) => CURRENCY.test(word), words: 'three letters such as EUR' }),
      status: text({ test: (word) => INVOICE_STATUSES.some((status) => status === word), words: `one of ${INVOICE_STATUSES.join(', ')}` }),
    })
    .superRefine(({ balance, paid, status }, context) => {
      if (balance !== undefined && paid !== undefined) context.addIssue('give `balance` or `paid`, not both');
      if (balance === undefined && paid === undefined && mayBePartlyPaid(status)) {
        context.addIssue('with PARTIALLY_PAID, `balance` or `paid` must say how much is left');
      }
    }),
});

const mappingFile = z.strictObject({ customers, invoices });

export type Mapping = z.infer<typeof mappingFile>;
export type CustomersMapping = Mapping['customers'];
export type InvoicesMapping = Mapping['invoices'];
export { INVOICE_STATUSES, KINDS, CURRENCY };

/** What was read: `document` even where `mapping` is null for its faults, so that the tables it names can be checked as well. */
export interface ReadMapping {
  document: unknown;
  mapping: Mapping | null;
  /** `path: what is wrong`. */
  faults: string[];
}

/** Reads the text of a mapping file; never throws. */
export function readMapping(yaml: string): ReadMapping {
  let document: unknown;
  try {
    document = parseYaml(yaml, { prettyErrors: true });
  } catch (error) {
    const where = error instanceof YAMLParseError && error.linePos !== undefined ? ` (line ${error.linePos[0].line})` : '';
    return { document: null, mapping: null, faults: [`is not YAML${where}`] };
  }
  const parsed = mappingFile.safeParse(document);
  if (parsed.success) return { document, mapping: parsed.data, faults: [] };
  return { document, mapping: null, faults: parsed.error.issues.flatMap(toFaults) };
}

function toFaults(issue: z.core.$ZodIssue): string[] {
  const at = (path: readonly PropertyKey[]): string => path.map((part) => `${String(part)}`).join('.') || 'the file';
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at([...issue.path, key])}: is not a word of the mapping`);
  if (issue.code === 'invalid_key') return issue.issues.map(({ message }) => `${at(issue.path)}: ${message}`);
  return [`${at(issue.path)}: ${issue.message}`];
}

/** A status read as it stands may be anything; one that is translated, only what it is translated to. */
function mayBePartlyPaid(status: TextValue): boolean {
  if ('constant' in status) return status.constant === 'PARTIALLY_PAID';
  return status.values === null || [...status.values.values(), status.fallback].includes('PARTIALLY_PAID');
}
