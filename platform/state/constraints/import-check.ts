// Whether words taken in together contradict each other or what is known: judged by what would be known in the end, since a word
// may be replaced by a later line. Contradiction.ts judges one word; this judges a hundred thousand in one pass.
import type { RecordId } from '../../record';
import type { Session } from '../session';
import type { NumberedWord } from './lines';
import type { ConstraintKind } from './port';
import { createConstraintMemory, type ConstraintMemory } from './view';

const PAGE_ROWS = 5_000;
const TIMEOUT_MS = 60_000;

type Row = [a: RecordId, b: RecordId, kind: ConstraintKind, version: string];

/** The lines at fault, in their order. `fresh` = what would be written, the records of each in the order they are kept in. */
export async function contradictionsAmong(
  session: Session,
  tenant: string,
  fresh: readonly NumberedWord[],
): Promise<{ line: number; fault: string }[]> {
  const lineOf = new Map(fresh.map(({ line, word }) => [keyOf(word.a, word.b), line]));
  const memory = createConstraintMemory();
  const apart: (readonly [RecordId, RecordId])[] = [];
  for (let seen = '0'; ;) {
    const rows = await session.queryArrays<Row>(
      `select a, b, kind, version from customer_graph.link_constraint
       where tenant = $1 and version > $2 order by version limit ${PAGE_ROWS}`,
      [tenant, seen],
      TIMEOUT_MS,
    );
    for (const [a, b, kind, version] of rows) {
      seen = version;
      if (lineOf.has(keyOf(a, b))) continue;
      memory.apply(a, b, kind);
      if (kind === 'UNLINK') apart.push([a, b]);
    }
    if (rows.length < PAGE_ROWS) break;
  }
  for (const { word } of fresh) {
    memory.apply(word.a, word.b, word.kind);
    if (word.kind === 'UNLINK') apart.push([word.a, word.b]);
  }
  const faults = new Map<number, string>();
  const groupOf = createGroups(memory);
  for (const [one, other] of apart) {
    if (groupOf(one) !== groupOf(other)) continue;
    const own = lineOf.get(keyOf(one, other));
    if (own !== undefined) faults.set(own, 'keeps apart two records that are linked by way of others');
    else
      for (const line of linesBetween(memory, lineOf, one, other))
        faults.set(line, 'links records that are said not to be the same customer');
  }
  return [...faults].map(([line, fault]) => ({ line, fault })).sort((one, other) => one.line - other.line);
}

function keyOf(a: RecordId, b: RecordId): string {
  return `${a}\0${b}`;
}

/** A number for each group of records that are linked, by way of others too; each record is visited once. */
function createGroups(memory: ConstraintMemory): (record: RecordId) => number {
  const groups = new Map<RecordId, number>();
  let last = 0;
  return (record) => {
    const known = groups.get(record);
    if (known !== undefined) return known;
    last += 1;
    const reached = new Set([record]);
    for (const one of reached) {
      groups.set(one, last);
      for (const next of memory.linkedTo(one)) reached.add(next);
    }
    return last;
  };
}

/** The lines that make the shortest way between two records. */
function linesBetween(memory: ConstraintMemory, lineOf: ReadonlyMap<string, number>, from: RecordId, to: RecordId): number[] {
  const cameBy = new Map<RecordId, RecordId | null>([[from, null]]);
  for (const record of cameBy.keys()) {
    if (record === to) break;
    for (const next of memory.linkedTo(record)) if (!cameBy.has(next)) cameBy.set(next, record);
  }
  const lines: number[] = [];
  for (let record: RecordId = to; ;) {
    const before = cameBy.get(record);
    if (before == null) return lines;
    const line = lineOf.get(keyOf(before, record)) ?? lineOf.get(keyOf(record, before));
    if (line !== undefined) lines.push(line);
    record = before;
  }
}
