// A look-up that finds nobody, in the shape of one that does: what a vendor answers whose index is gone, or whose filter no longer
// means what it meant.

/** The same answer with every list in it empty and every count 0. Text, such as an id, stays. */
export function emptied(body: unknown): unknown {
  if (Array.isArray(body)) return [];
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, /count|total/i.test(name) && typeof value === 'number' ? 0 : emptied(value)]),
  );
}
