// Counts by label, for labels that others choose: beyond so many values all the rest is one, so that nobody can fill our memory, or a
// reader's, with names of their own.

/** What a label's value is called that there is no room for. */
export const OTHERS = 'other';

export interface Tally<Value> {
  /** What belongs to these values; made when it is asked for the first time. Of too many, that of `OTHERS`. */
  of(...values: string[]): Value;
  entries(): readonly { values: readonly string[]; what: Value }[];
}

const MOST = 200;

/** `make` makes what is kept of each; at most `most` sets of values are told apart. */
export function createTally<Value>(make: () => Value, most = MOST): Tally<Value> {
  const known = new Map<string, { values: readonly string[]; what: Value }>();
  function find(values: readonly string[], mayAdd: boolean): Value | undefined {
    const name = values.join('\n');
    const entry = known.get(name);
    if (entry !== undefined || !mayAdd) return entry?.what;
    const what = make();
    known.set(name, { values: [...values], what });
    return what;
  }
  return {
    of: (...values) =>
      find(values, known.size < most) ??
      find(
        values.map(() => OTHERS),
        true,
      ) ??
      make(),
    entries: () => [...known.values()],
  };
}

export interface Count {
  value: number;
}

/** A count of nothing yet, for `createTally`. */
export const zero = (): Count => ({ value: 0 });
