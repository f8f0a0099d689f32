// The order every list of a customer's doings is answered in.

/** Fails unless each time is as late as the one behind it; entries without a time may stand anywhere. */
export function expectNewestFirst(times: readonly (string | null)[]): void {
  const known = times.filter((time) => time !== null);
  expect(known).toEqual(known.toSorted().reverse());
}
