// What search terms say of a text, a number or an instant: https://shopify.dev/docs/api/usage/search-syntax
import type { Comparator, Term } from './search-syntax';

/** Every text of the world is compared over and over with the terms of each search. */
const wordsByText = new Map<string, readonly string[]>();

/** Lower case; everything but letters and digits parts words, so `anna@example.com` is three of them. */
function wordsOf(text: string): readonly string[] {
  const known = wordsByText.get(text);
  if (known !== undefined) return known;
  const words = toWords(text);
  wordsByText.set(text, words);
  return words;
}

function toWords(text: string): readonly string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

type Test<V> = (known: V) => boolean;

/**
 * Of a tokenised text. Quoted, a term finds its words side by side (a phrase; also inside a longer text); unquoted, all of them
 * anywhere; `*` at the end finds beginnings of words, and alone whatever is there.
 *
 * @returns whether any of the terms fits.
 */
export function textTest(terms: readonly Term[]): Test<string | null> {
  const isAnything = terms.some(({ value, quoted }) => value === '*' && !quoted);
  // Most terms cannot be true without their first word: hundreds of addresses cost a look-up a word, not a comparison each.
  const byFirstWord = new Map<string, Test<readonly string[]>[]>();
  const others: Test<readonly string[]>[] = [];
  for (const { value, quoted } of terms) {
    const wanted = toWords(value);
    const [first] = wanted;
    if (first === undefined) continue;
    const openEnded = value.endsWith('*') && !quoted ? wanted.length - 1 : -1;
    const test = quoted ? phraseTest(wanted) : wordsTest(wanted, openEnded);
    if (openEnded === 0) others.push(test);
    else byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), test]);
  }
  return (known) => {
    if (known === null || known === '') return false;
    const words = wordsOf(known);
    const fits = (test: Test<readonly string[]>) => test(words);
    return isAnything || words.some((word) => byFirstWord.get(word)?.some(fits) === true) || others.some(fits);
  };
}

function phraseTest(wanted: readonly string[]): Test<readonly string[]> {
  return (words) => words.some((_, start) => wanted.every((part, index) => part === words[start + index]));
}

function wordsTest(wanted: readonly string[], openEnded: number): Test<readonly string[]> {
  return (words) => wanted.every((part, index) => words.some((word) => (index === openEnded ? word.startsWith(part) : word === part)));
}

/** Of fields with fixed values and of tags: the whole text, in any case. */
export function wholeTest(terms: readonly Term[]): Test<string> {
  const wanted = new Set(terms.map(({ value }) => value.toLowerCase()));
  return (known) => wanted.has(known.toLowerCase());
}

/** Of ids, counts and sums; `a..b` is a range. A value that is no number is true of nothing. */
export function numberTest(terms: readonly Term[]): Test<number> {
  const exact = new Set<number>();
  const others: Test<number>[] = [];
  for (const { comparator, value } of terms) {
    const [first = NaN, last] = value.split('..').map(Number);
    if (comparator === ':' && last === undefined) exact.add(first);
    else others.push((known) => compare(comparator, known, first, last ?? first));
  }
  exact.delete(NaN);
  return (known) => exact.has(known) || others.some((test) => test(known));
}

/**
 * Of instants: a year, month, day or instant, `now`, or `a..b`. A year and the like stand for all of their instants, and an instant
 * after a bare colon for its whole day.
 *
 * @param now what `now` is.
 */
export function instantTest(terms: readonly Term[], now: string): Test<string> {
  const tests = terms.map(({ comparator, value }): Test<number> => {
    const [from = '', to] = value.split('..');
    const start = spanOf(from, now, comparator === ':' && to === undefined);
    const end = to === undefined ? start : spanOf(to, now, false);
    return (known) => compare(comparator, known, start.first, end.last);
  });
  return (known) => tests.some((test) => test(Date.parse(known)));
}

/** Milliseconds, both inclusive; NaN for no date. */
function spanOf(value: string, now: string, wholeDay: boolean): { first: number; last: number } {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (year !== undefined) {
    const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
    const next = month === undefined ? Date.UTC(y + 1, 0) : day === undefined ? Date.UTC(y, m + 1) : Date.UTC(y, m, d + 1);
    return { first: Date.UTC(y, m, d), last: next - 1 };
  }
  const instant = Date.parse(value === 'now' ? now : /T.*(Z|[+-]\d{2}:?\d{2})$/.test(value) ? value : `${value}Z`);
  if (wholeDay && !Number.isNaN(instant)) return spanOf(new Date(instant).toISOString().slice(0, 10), now, false);
  return { first: instant, last: instant };
}

function compare(comparator: Comparator, known: number, first: number, last: number): boolean {
  switch (comparator) {
    case ':':
      return known >= first && known <= last;
    case '<':
      return known < first;
    case '<=':
      return known <= last;
    case '>':
      return known > last;
    case '>=':
      return known >= first;
  }
}
