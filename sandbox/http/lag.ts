// The delay of a vendor's search index: a record that was added or changed is found as it is now by id, but by search only as
// it was before, until the lag has passed. Look-ups by id do not come here.

export interface Lag<T> {
  /** For changes from now on; 0 = none, and what is pending becomes visible at once. */
  setSeconds(seconds: number): void;
  /** Say so whenever a record changed; `before` is what it was, null when it is new. */
  changed(id: string, before: T | null): void;
  /** The records as the search index knows them at this moment. */
  indexed(records: readonly T[], idOf: (record: T) => string): readonly T[];
}

/** @param seconds how far the index lags behind at first; 0 = not at all. */
export function createLag<T>(seconds: number): Lag<T> {
  let lagMs = seconds * 1000;
  const pending = new Map<string, { before: T | null; visibleAt: number }>();
  return {
    setSeconds(next) {
      lagMs = next * 1000;
      if (lagMs === 0) pending.clear();
    },
    changed(id, before) {
      if (lagMs === 0) return;
      // A second change within the lag: search still knows only what was before the first.
      const first = pending.get(id);
      pending.set(id, { before: first === undefined ? before : first.before, visibleAt: Date.now() + lagMs });
    },
    indexed(records, idOf) {
      const now = Date.now();
      for (const [id, { visibleAt }] of pending) if (visibleAt <= now) pending.delete(id);
      if (pending.size === 0) return records;
      return records.flatMap((record) => {
        const change = pending.get(idOf(record));
        if (change === undefined) return [record];
        return change.before === null ? [] : [change.before];
      });
    },
  };
}
