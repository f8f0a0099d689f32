// Every constraint in memory, in the least room: by record the one other, or a list of several. Filled and kept fresh by feed.ts;
// read without waiting by every request.
import type { RecordId } from '../../record';
import type { ConstraintKind } from './port';

type Neighbours = Map<RecordId, RecordId | RecordId[]>;

export interface ConstraintMemory {
  linkedTo(record: RecordId): readonly RecordId[];
  unlinkedFrom(record: RecordId): readonly RecordId[];
  readonly unlinkCount: number;
  readonly unlinkedSources: readonly (readonly [string, string])[];
  /** The later word of a pair replaces the earlier one; NONE forgets it. */
  apply(a: RecordId, b: RecordId, kind: ConstraintKind): void;
}

const NOBODY: readonly RecordId[] = [];

/** Empty at first. */
export function createConstraintMemory(): ConstraintMemory {
  const links: Neighbours = new Map();
  const unlinks: Neighbours = new Map();
  const apart = createSourcePairs();

  return {
    linkedTo: (record) => neighboursOf(links, record),
    unlinkedFrom: (record) => neighboursOf(unlinks, record),
    get unlinkCount() {
      return apart.count();
    },
    get unlinkedSources() {
      return apart.names();
    },
    apply(a, b, kind) {
      if (kind !== 'LINK') removePair(links, a, b);
      if (kind !== 'UNLINK' && removePair(unlinks, a, b)) apart.add(a, b, -1);
      if (kind === 'LINK') addPair(links, a, b);
      if (kind === 'UNLINK' && addPair(unlinks, a, b)) apart.add(a, b, 1);
    },
  };
}

/** How many pairs there are, by the sources of their records. */
function createSourcePairs() {
  const bySources = new Map<string, { names: readonly [string, string]; pairs: number }>();
  let names: readonly (readonly [string, string])[] = [];
  let count = 0;
  return {
    count: () => count,
    names: () => names,
    add(a: RecordId, b: RecordId, pairs: 1 | -1): void {
      count += pairs;
      const [first, second] = [sourceOf(a), sourceOf(b)];
      const key = `${first}:${second}`;
      const entry = bySources.get(key) ?? { names: [first, second] as const, pairs: 0 };
      entry.pairs += pairs;
      if (entry.pairs === 0) bySources.delete(key);
      else if (bySources.has(key)) return;
      else bySources.set(key, entry);
      names = [...bySources.values()].map((one) => one.names);
    },
  };
}

/** Without taking the whole id apart: a million of them are read at the start. */
function sourceOf(record: RecordId): string {
  return record.slice(0, record.indexOf(':'));
}

function neighboursOf(map: Neighbours, record: RecordId): readonly RecordId[] {
  const found = map.get(record);
  return found === undefined ? NOBODY : typeof found === 'string' ? [found] : found;
}

/** False where it was there already. */
function addPair(map: Neighbours, a: RecordId, b: RecordId): boolean {
  if (!add(map, a, b)) return false;
  add(map, b, a);
  return true;
}

/** False where it was not there. */
function removePair(map: Neighbours, a: RecordId, b: RecordId): boolean {
  return remove(map, a, b) && remove(map, b, a);
}

// Lists are replaced, never changed: a reader may hold one.
function add(map: Neighbours, from: RecordId, to: RecordId): boolean {
  const found = map.get(from);
  if (found === undefined) map.set(from, to);
  else if (typeof found === 'string') {
    if (found === to) return false;
    map.set(from, [found, to]);
  } else {
    if (found.includes(to)) return false;
    map.set(from, [...found, to]);
  }
  return true;
}

function remove(map: Neighbours, from: RecordId, to: RecordId): boolean {
  const found = map.get(from);
  if (found === to) return map.delete(from);
  if (found === undefined || typeof found === 'string' || !found.includes(to)) return false;
  const [only, ...more] = found.filter((one) => one !== to);
  if (only === undefined) map.delete(from);
  else map.set(from, more.length === 0 ? only : [only, ...more]);
  return true;
}
