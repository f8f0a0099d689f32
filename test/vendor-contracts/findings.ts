// What the judge found, each kind once and counted. A finding says where and what, never a value: recorded traffic may hold
// anybody's data.

export interface Finding {
  vendor: string;
  /** `GET /api/v2/users/{user_id}`, or the path as asked where the vendor has none such; the name of a GraphQL operation. */
  operation: string;
  side: 'request' | 'answer' | 'coverage';
  /** A JSON pointer with `*` for places in lists, or the name of a parameter or header; empty = the whole. */
  where: string;
  what: string;
}

export interface Findings {
  add(finding: Finding): void;
  /** By vendor and operation, with how often each was met. */
  list(): readonly (Finding & { times: number })[];
}

/** @returns none. */
export function createFindings(): Findings {
  const met = new Map<string, Finding & { times: number }>();
  return {
    add({ vendor, operation, side, where, what }) {
      const key = JSON.stringify([vendor, operation, side, where, what]);
      const known = met.get(key);
      if (known === undefined) met.set(key, { vendor, operation, side, where, what, times: 1 });
      else known.times += 1;
    },
    list: () => [...met.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, finding]) => finding),
  };
}

/** A JSON pointer without the places in lists: the same fault in each element is one finding. */
export function anyPlace(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

/** A path without what may be somebody's: parts that hold an id, a hash or an address. */
export function withoutIds(path: string): string {
  return path.replace(/[^/]+/g, (part) =>
    part.includes('@') || part.includes('%40') || (/\d/.test(part) && part.length > 5) ? '*' : part,
  );
}
