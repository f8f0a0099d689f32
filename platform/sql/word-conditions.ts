// Which rows of a table mean one of our words? The mapping translates their words into ours; here that is turned around, so that
// the database can leave out what is not wanted. What it lets through is judged once more by the mapping.
import { isAnyOf, isNoneOf, type Bind } from './comparisons';
import { nameOf, wordOf } from './expressions';
import type { TextValue } from './values';

export interface WordCondition {
  value: TextValue;
  /** All of our words that a column can hold untranslated. */
  words: readonly string[];
  /** Is this one wanted? null = the mapping makes nothing of the row's word. */
  isWanted(word: string | null): boolean;
}

/** A condition that lets through what may be wanted, as SQL; an empty list where all may, null where nothing can be. */
export function wordCondition({ value, words, isWanted }: WordCondition, alias: string, bind: Bind): string[] | null {
  if ('constant' in value) return isWanted(value.constant) ? [] : null;
  const { column, values, fallback } = value;
  const word = wordOf(nameOf(column, alias));
  const pairs = values === null ? words.map((ours) => [ours, ours] as const) : [...values];
  // Where everything else is unwanted, only what is wanted is asked for; else what is unwanted is left out.
  if (values !== null && !isWanted(fallback)) {
    const wanted = pairs.filter(([, ours]) => isWanted(ours)).map(([theirs]) => theirs);
    return wanted.length === 0 ? null : [isAnyOf(word, wanted, bind)];
  }
  const unwanted = pairs.filter(([, ours]) => !isWanted(ours)).map(([theirs]) => theirs);
  return [isNoneOf(word, isWanted(fallback) ? unwanted : [...unwanted, ''], bind)];
}
