// What a query looks up, for the log of calls: the entries of its lists, and the patterns, wherever in its variables they stand.

/** @returns 0 where nothing is looked up. */
export function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  if (Array.isArray(value)) return value.reduce((sum: number, one: unknown) => sum + (typeof one === 'string' ? 1 : countKeys(one)), 0);
  return Object.entries(value).reduce((sum, [name, one]) => sum + (name === 'regex' && typeof one === 'string' ? 1 : countKeys(one)), 0);
}
