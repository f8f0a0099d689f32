// From the cells of a row to values: here trust in the database begins. What a mapping says of a column is applied; whether a
// value has its form is checked by the records' own schemas, which these forms are for.
import Big from 'big.js';
import { z } from 'zod';
import type { AmountValue, CountValue, TextValue, TimeValue } from './values';

/** A row, by the paths of the mapping. */
export type Cells = ReadonlyMap<string, string | null>;

/** Names a row's cells; the row has a cell for each path. */
export function toCells(paths: readonly string[], row: readonly (string | null)[]): Cells {
  return new Map(paths.map((path, index) => [path, row[index] ?? null]));
}

/** A key of a table. */
export const key = z.string().min(1);
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);
/** `2026-11-22 15:00:00.123`, as PostgreSQL writes a timestamp in UTC; its `infinity` is none. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?$/)
  .transform((text) => new Date(`${text.replace(' ', 'T')}Z`).toISOString());

type Cell = string | null | undefined;

/** Their word in our words. */
export function textOf(value: TextValue | undefined, cell: Cell): string | null {
  if (value === undefined) return null;
  if ('constant' in value) return value.constant;
  const word = cell?.trim() ?? '';
  if (word === '') return value.fallback;
  return value.values === null ? word : (value.values.get(word) ?? value.fallback);
}

/** A decimal string; what is none is answered as it is. */
export function amountOf(value: AmountValue | undefined, cell: Cell): string | null {
  const amount = countOf(value, cell);
  if (amount === null || value === undefined || value.divideBy === 1 || !decimal.safeParse(amount).success) return amount;
  return new Big(amount).div(value.divideBy).toFixed(Math.log10(value.divideBy) + scaleOf(amount));
}

/** A number as it stands. */
export function countOf(value: CountValue | undefined, cell: Cell): string | null {
  return value === undefined ? null : (cell ?? value.default ?? null);
}

/** How many digits a decimal string has behind its point. */
export function scaleOf(amount: string): number {
  return amount.split('.')[1]?.length ?? 0;
}

const DAY = 'YYYY-MM-DD'.length;

/**
 * A calendar day or a moment, some days later: by the calendar and in no time zone. What begins with no day is answered as it is.
 */
export function timeOf(value: TimeValue | undefined, cell: Cell): string | null {
  if (value === undefined || cell === null || cell === undefined) return null;
  if (value.plusDays === 0 || !z.iso.date().safeParse(cell.slice(0, DAY)).success) return cell;
  const day = new Date(`${cell.slice(0, DAY)}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + value.plusDays);
  return day.toISOString().slice(0, DAY) + cell.slice(DAY);
}

/** Where a person can open the row. */
export function linkTo(template: string | undefined, id: string): string | null {
  return template === undefined ? null : template.replaceAll('{id}', () => encodeURIComponent(id));
}
