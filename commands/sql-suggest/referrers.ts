// Which tables refer to a table by declared keys: counted once for a whole database, however often it is asked.
import type { ForeignKey, Table } from './tables';

export interface Referrer {
  from: Table['id'];
  key: ForeignKey;
}

/** Tables of one database are one array for as long as they are looked at. */
const known = new WeakMap<readonly Table[], ReadonlyMap<Table['id'], readonly Referrer[]>>();

/** Every foreign key to `table` from the others, in their order. */
export function referrersOf(table: Table, tables: readonly Table[]): readonly Referrer[] {
  const byTarget = known.get(tables) ?? countedIn(tables);
  known.set(tables, byTarget);
  return byTarget.get(table.id) ?? [];
}

function countedIn(tables: readonly Table[]): ReadonlyMap<Table['id'], readonly Referrer[]> {
  const byTarget = new Map<string, Referrer[]>();
  for (const { id, foreignKeys } of tables) {
    for (const key of foreignKeys) {
      if (key.target === id) continue;
      const referrers = byTarget.get(key.target) ?? [];
      referrers.push({ from: id, key });
      byTarget.set(key.target, referrers);
    }
  }
  return byTarget;
}
