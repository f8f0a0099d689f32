// How far two values of a field are apart, 0 (the same) to 1 (nothing in common). All symmetric. Absent values are not
// compared: whoever calls leaves them out.
import { foldings } from '../../platform/identity/name-parts';
import { jaroWinkler } from '../../platform/identity/text-distance';

const MS_PER_YEAR = 365 * 24 * 60 * 60 * 1000;

/** |a − b| against the larger of the two, at least 1; opposite signs are as far apart as can be. */
export function numberDistance(a: number, b: number): number {
  return Math.min(1, Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1));
}

/** Days between two dates (ISO 8601) against a year. A text that is no date is as far as can be from any other. */
export function dateDistance(a: string, b: string): number {
  if (a === b) return 0;
  const distance = Math.abs(Date.parse(a) - Date.parse(b)) / MS_PER_YEAR;
  return Number.isNaN(distance) ? 1 : Math.min(1, distance);
}

/** 0 where equal but for case, blanks, punctuation and diacritics; else 1 − Jaro-Winkler of what is left. */
export function textDistance(a: string, b: string): number {
  const [left, right] = [normaliseText(a), normaliseText(b)];
  return left === right ? 0 : 1 - jaroWinkler(left, right);
}

/** 1 − what both have against what either has; two empty sets are the same. */
export function setDistance(a: Iterable<string>, b: Iterable<string>): number {
  const [left, right] = [new Set(a), new Set(b)];
  const all = new Set([...left, ...right]).size;
  const common = [...left].filter((value) => right.has(value)).length;
  return all === 0 ? 0 : 1 - common / all;
}

/** Enumerations and booleans: the same, or not. */
export function equalityDistance<T>(a: T, b: T): number {
  return a === b ? 0 : 1;
}

function normaliseText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) => foldings(word).at(-1) ?? word)
    .join(' ');
}
