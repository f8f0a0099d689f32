// The two views of a query the cost is worked out from: as asked, where every selected object exists, and as answered, where some are
// null and lists have a length.

/** One object: of the query, or of the answer. */
export type Branch = { asked: true } | { asked: false; value: Readonly<Record<string, unknown>> };

const ASKED: Branch = { asked: true };

/** The objects below a key: one when asked; in an answer none for null, one for an object, each of a list that is not null. */
export function branchesOf(branch: Branch, key: string): readonly Branch[] {
  if (branch.asked) return [ASKED];
  const value = branch.value[key];
  return (Array.isArray(value) ? value : [value]).flatMap((item: unknown): Branch[] =>
    isObject(item) ? [{ asked: false, value: item }] : [],
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
