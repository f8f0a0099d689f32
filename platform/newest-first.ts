// The order in which a customer's doings are listed.

/** A sorted copy, newest first; `timeOf` answers ISO 8601 in UTC, items without a time come last. Equal times keep their order. */
export function newestFirst<T>(items: readonly T[], timeOf: (item: T) => string | null): T[] {
  const time = (item: T) => timeOf(item) ?? '';
  return items.toSorted((a, b) => (time(a) < time(b) ? 1 : time(a) > time(b) ? -1 : 0));
}
