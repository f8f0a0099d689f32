// How much measurements grew over a run, by the straight line through all of them: a single one that is high says nothing.

/** Growth from the first to the last, as a share of the mean; 0 for fewer than two. */
export function slopeOf(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const middle = (values.length - 1) / 2;
  const [product, square] = values.reduce<[number, number]>(
    ([p, s], value, index) => [p + (index - middle) * (value - mean), s + (index - middle) ** 2],
    [0, 0],
  );
  return ((product / square) * (values.length - 1)) / mean;
}
