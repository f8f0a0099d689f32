// How values spread: a histogram as plain numbers, cheap enough for every call. What is made of it for readers is exposition.ts's.

export interface Spread {
  observe(value: number): void;
  /** A copy; `counts` has one more than `bounds`: what is above the last. */
  read(): SpreadReading;
}

export interface SpreadReading {
  /** Upper bounds, ascending, each of them inside. */
  bounds: readonly number[];
  /** How many lie within each, those of the bounds before not counted. */
  counts: readonly number[];
  sum: number;
}

/** From a cache's answer to a request that ran into its deadline, in seconds. */
export const SECONDS: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export const KEYS: readonly number[] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000];

/** An empty one; `bounds` ascend. */
export function createSpread(bounds: readonly number[]): Spread {
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    observe(value) {
      let index = 0;
      while (index < bounds.length && value > (bounds[index] ?? Infinity)) index += 1;
      counts[index] = (counts[index] ?? 0) + 1;
      sum += value;
    },
    read: () => ({ bounds, counts: [...counts], sum }),
  };
}
