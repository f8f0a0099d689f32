// Which records of one domain are one customer, and which of them stands for it. Used while a customer is looked for; linking
// across domains is done by each domain with the same scores.
import type { PersonEvidence } from '../../platform/exchange/evidence';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { compareNames } from '../../platform/identity/pair';
import { everyIdOf, saidOfPair, type PairConstraints } from '../../platform/identity/said';
import { scoreRecord, type ScoreOptions } from '../../platform/identity/score';

export interface ClusterOptions extends Omit<ScoreOptions, 'said'> {
  /** What people said of pairs of records; null = it cannot be known, and nothing is linked. */
  constraints: PairConstraints | null;
}

/**
 * Groups records into customers. Two groups become one when a pair of them links and no pair is vetoed or bears names that do
 * not fit: one doubtful bridge never joins two people. Where a source says that it merged a record into another, they are
 * one; so are those that a person linked, whatever their names, and those that a person kept apart never are. Each record is
 * in exactly one group; the groups, and the records in them, come by id, whatever order they arrive in.
 */
export function clusterRecords<R extends PersonEvidence>(records: readonly R[], options: ClusterOptions): R[][] {
  const unique = [...new Map(records.map((record) => [record.id, record])).values()].sort((a, b) => compareIds(a.id, b.id));
  let groups = unique.map((record) => [record]);
  for (const { left, right } of bridges(unique, options)) {
    const one = groups.find((group) => group.includes(left));
    const other = groups.find((group) => group.includes(right));
    if (one === undefined || other === undefined || one === other) continue;
    if (!mayJoin(one, other, options)) continue;
    groups = groups.filter((group) => group !== one && group !== other).concat([[...one, ...other]]);
  }
  return groups.map((group) => sortById(group)).sort((a, b) => compareIds(a[0]?.id ?? '', b[0]?.id ?? ''));
}

/** Every linking pair, the surest first. */
function bridges<R extends PersonEvidence>(records: readonly R[], options: ClusterOptions): { left: R; right: R }[] {
  const pairs = records.flatMap((left, index) => records.slice(index + 1).map((right) => ({ left, right })));
  return pairs
    .map(({ left, right }) => {
      // Before everything a rule can say.
      if (isSaidToBeOne(left, right, options)) return { left, right, confidence: 2 };
      if (isMove(left, right)) return { left, right, confidence: 1 };
      const { decision, confidence } = scoreRecord([toMatchProfile(left, 1)], right, withSaid(left, right, options));
      return { left, right, confidence: decision === 'LINK' ? confidence : 0 };
    })
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence || compareIds(a.left.id, b.left.id) || compareIds(a.right.id, b.right.id));
}

/** Nobody kept any two of them apart, and no two contradict each other, but for those that a person joined to their group. */
function mayJoin(one: readonly PersonEvidence[], other: readonly PersonEvidence[], options: ClusterOptions): boolean {
  const joinedByHand = new Set(
    [...one, ...other].filter((a) => [...one, ...other].some((b) => a !== b && isSaidToBeOne(a, b, options))).map(({ id }) => id),
  );
  return one.every((a) =>
    other.every((b) => {
      if (saidOfPair(everyIdOf(a), everyIdOf(b), options.constraints) === 'UNLINK') return false;
      return joinedByHand.has(a.id) || joinedByHand.has(b.id) || mayBeOne(a, b, options);
    }),
  );
}

function mayBeOne(a: PersonEvidence, b: PersonEvidence, options: ClusterOptions): boolean {
  if (isMove(a, b)) return true;
  const [left, right] = [toMatchProfile(a, 1), toMatchProfile(b, 1)];
  const { decision, vetoes } = scoreRecord([left], b, withSaid(a, b, options));
  return vetoes.length === 0 && (decision === 'LINK' || compareNames(left, right) !== 'incompatible');
}

function isSaidToBeOne(a: PersonEvidence, b: PersonEvidence, { constraints }: ClusterOptions): boolean {
  return saidOfPair(everyIdOf(a), everyIdOf(b), constraints) === 'LINK';
}

function withSaid(a: PersonEvidence, b: PersonEvidence, { constraints, ...options }: ClusterOptions): ScoreOptions {
  const said = saidOfPair(everyIdOf(a), everyIdOf(b), constraints);
  return { ...options, said: () => said };
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
