// The kinds of search fields both lists are made of: words, whole values, tags, numbers and instants of a record.
import type { Filter } from './search';
import { instantTest, numberTest, textTest, wholeTest } from './search-terms';

/** A tokenised text. */
export function byText<T>(of: (record: T) => string | null): Filter<T> {
  return (terms) => {
    const test = textTest(terms);
    return (record) => test(of(record));
  };
}

/** Several tokenised texts: words may lie in different ones, a phrase must be in one. */
export function byTexts<T>(of: (record: T) => readonly (string | null)[]): Filter<T> {
  return (terms) => {
    const phrases = textTest(terms.filter(({ quoted }) => quoted));
    const words = textTest(terms.filter(({ quoted }) => !quoted));
    return (record) => of(record).some(phrases) || words(of(record).join(' '));
  };
}

/** One of several fixed values, in any case. */
export function byValue<T>(of: (record: T) => readonly (string | null)[]): Filter<T> {
  return (terms) => {
    const test = wholeTest(terms);
    return (record) => of(record).some((value) => value !== null && test(value));
  };
}

/** Any of the tags named, parted by commas. */
export function byTag<T extends { tags: readonly string[] }>(): Filter<T> {
  return (terms) => {
    const test = wholeTest(terms.flatMap((term) => term.value.split(',').map((value) => ({ ...term, value: value.trim() }))));
    return ({ tags }) => tags.some(test);
  };
}

/** None of the tags named. */
export function byMissingTag<T extends { tags: readonly string[] }>(): Filter<T> {
  return (terms) => {
    const tests = terms.map((term) => byTag<T>()([term]));
    return (record) => tests.some((test) => !test(record));
  };
}

export function byNumber<T>(of: (record: T) => number): Filter<T> {
  return (terms) => {
    const test = numberTest(terms);
    return (record) => test(of(record));
  };
}

/** True where one of the instants fits. @param now what `now` stands for. */
export function byInstant<T>(of: (record: T) => readonly string[], now: string): Filter<T> {
  return (terms) => {
    const test = instantTest(terms, now);
    return (record) => of(record).some(test);
  };
}

/** For what the world's shop does not have. */
export function never<T>(): Filter<T> {
  return () => () => false;
}
