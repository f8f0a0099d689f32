// Which records of one domain are one customer, and which of them stands for it. Used while a customer is looked for; linking
// across domains is done by each domain with the same scores.
import type { PersonEvidence } from '../../platform/exchange/evidence';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { compareNames } from '../../platform/identity/pair';
import { scoreRecord, type ScoreOptions } from '../../platform/identity/score';

/**
 * Groups records into customers. Two groups become one when a pair of them links and no pair is vetoed or bears names that do
 * not fit: one doubtful bridge never joins two people. Where a source says that it merged a record into another, they are
 * one. Each record is in exactly one group; the groups, and the records in them, come by id, whatever order they arrive in.
 */
export function clusterRecords<R extends PersonEvidence>(records: readonly R[], options: ScoreOptions): R[][] {
  const unique = [...new Map(records.map((record) => [record.id, record])).values()].sort((a, b) => compareIds(a.id, b.id));
  let groups = unique.map((record) => [record]);
  for (const { left, right } of bridges(unique, options)) {
    const one = groups.find((group) => group.includes(left));
    const other = groups.find((group) => group.includes(right));
    if (one === undefined || other === undefined || one === other) continue;
    if (!one.every((a) => other.every((b) => mayBeOne(a, b, options)))) continue;
    groups = groups.filter((group) => group !== one && group !== other).concat([[...one, ...other]]);
  }
  return groups.map((group) => sortById(group)).sort((a, b) => compareIds(a[0]?.id ?? '', b[0]?.id ?? ''));
}

/** Every linking pair, the surest first. */
function bridges<R extends PersonEvidence>(records: readonly R[], options: ScoreOptions): { left: R; right: R }[] {
  const pairs = records.flatMap((left, index) => records.slice(index + 1).map((right) => ({ left, right })));
  return pairs
    .map(({ left, right }) => {
      if (isMove(left, right)) return { left, right, confidence: 1 };
      const { decision, confidence } = scoreRecord([toMatchProfile(left, 1)], right, options);
      return { left, right, confidence: decision === 'LINK' ? confidence : 0 };
    })
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || compareIds(a.left.id, b.left.id) || compareIds(a.right.id, b.right.id));
}

function mayBeOne(a: PersonEvidence, b: PersonEvidence, options: ScoreOptions): boolean {
  if (isMove(a, b)) return true;
  const [left, right] = [toMatchProfile(a, 1), toMatchProfile(b, 1)];
  const { decision, vetoes } = scoreRecord([left], b, options);
  return vetoes.length === 0 && (decision === 'LINK' || compareNames(left, right) !== 'incompatible');
}

function isMove(a: PersonEvidence, b: PersonEvidence): boolean {
  return a.movedTo === b.id || b.movedTo === a.id;
}

function sortById<R extends PersonEvidence>(records: readonly R[]): R[] {
  return [...records].sort((a, b) => compareIds(a.id, b.id));
}

/**
 * The record that stands for a group: one its source has not merged away, of an organisation one that has an address (other systems
 * lead to it, and to a company only by its id), the oldest, then the lowest id, whatever order they come in. Throws RangeError for an
 * empty group.
 */
export function canonicalOf<R extends PersonEvidence>(cluster: readonly R[]): R {
  const [first] = [...cluster].sort(
    (a, b) =>
      Number(a.movedTo !== null) - Number(b.movedTo !== null) ||
      Number(isUnfound(a)) - Number(isUnfound(b)) ||
      compareAges(a.createdAt, b.createdAt) ||
      compareIds(a.id, b.id),
  );
  if (first === undefined) throw new RangeError('an empty group of records has no canonical one');
  return first;
}

function isUnfound({ kind, emails }: PersonEvidence): boolean {
  return kind === 'ORGANIZATION' && emails.length === 0;
}

function compareAges(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return Date.parse(a) - Date.parse(b);
}

const NUMERIC = new Intl.Collator('en', { numeric: true });

/** `stripe:customer:9` before `stripe:customer:10`. */
function compareIds(a: string, b: string): number {
  return NUMERIC.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
