// The words of a mapping below its sections: what a column's name, a value, a day or an amount may look like in the file.
// Sections are made of them; which sections there are is no concern of this file.
import { z } from 'zod';
import { isIdentifier } from './identifiers';

export const CURRENCY = /^[A-Z]{3}$/;
const DIVISORS = [1, 10, 100, 1_000, 10_000];

/** A column, with words of theirs translated into ours; or the same word for every row. Null in the database = `fallback`. */
export type TextValue = { constant: string } | { column: string; values: ReadonlyMap<string, string> | null; fallback: string | null };

const scalar = z.union([z.string(), z.number(), z.boolean()], 'expected a text, number or true/false').transform(String);
export const column = z.string('expected the name of a column').refine(isIdentifier, 'is not a name a column can have');
export const table = z
  .string('expected the name of a table')
  .refine((name) => name.split('.').length <= 2 && name.split('.').every(isIdentifier), 'expected `table` or `schema.table`');
/** Where people open a row. Every section may say it, also those whose rows are shown without a link. */
export const link = z
  .url({ protocol: /^https?$/, error: 'expected an http(s) address with {id} in it' })
  .refine((url) => url.includes('{id}'), 'has no {id}');
const decimal = scalar.refine((value) => /^-?\d+(\.\d+)?$/.test(value), 'expected a number');

/** `column_name` is short for `{ column: column_name }`. */
function orShort<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (typeof value === 'string' ? { column: value } : value), schema);
}

/** A text; where `allowed` is given, every word that is not read from the database must be one of it. */
export function text(allowed?: { test(word: string): boolean; words: string }) {
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

export const plainText = text();

/** A text that means one of our words. */
export function oneOf(words: readonly string[]) {
  return text({ test: (word) => words.includes(word), words: words.length > 2 ? `one of ${words.join(', ')}` : words.join(' or ') });
}

/** Three letters. */
export const currency = text({ test: (word) => CURRENCY.test(word), words: 'three letters such as EUR' });

/** Two letters such as `DE` for all rows, or the column that has them. What is no region is none: the number is then dropped. */
export const region = z.preprocess(
  (value) => (typeof value === 'string' ? { constant: value } : value),
  text({ test: (word) => /^[A-Z]{2}$/.test(word), words: 'two letters such as DE' }),
);

/** A calendar day or a moment, some days later where the mapping says so. */
export const time = orShort(z.strictObject({ column, plusDays: z.int().min(-36_500).max(36_500).default(0) }));
export type TimeValue = z.infer<typeof time>;

export const amount = orShort(
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
export type AmountValue = z.infer<typeof amount>;

/** A number as it stands. */
export const count = orShort(z.strictObject({ column, default: decimal.optional() }));
export type CountValue = z.infer<typeof count>;

export const oneOrMore = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(column).min(1).max(5)).default([]);

/** What is said of a section that a source of this domain cannot do without, and that the file does not have. */
export function neededBy(variable: string): z.core.$ZodObjectParams {
  return { error: ({ input }) => (input === undefined ? `is missing: ${variable} names this source, and reads it there` : undefined) };
}
