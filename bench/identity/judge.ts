// Judges the answers about one world: every pair of records that an answer joins is right or wrong by the truth, and every true
// pair that shares an identifier should have been joined, or shown as a candidate.
import type { World } from '../../sandbox/world/story';
import { identifiersByRecord, shareIdentifier } from './shared-identifiers';

/** What was answered when a record was asked for. */
export interface Answer {
  asked: string;
  links: readonly string[];
  candidates: readonly string[];
}

export interface Verdict {
  records: number;
  /** Pairs of records that truly are one customer. */
  truePairs: number;
  /** Those that share no identifier: no look-up leads from one to the other. */
  unreachablePairs: number;
  rightLinks: number;
  wrongLinks: { a: string; b: string; cases: string[] }[];
  /** Reachable true pairs that were joined, and those that were shown as candidates only. */
  linkedPairs: number;
  candidatePairs: number;
  missedPairs: { a: string; b: string; cases: string[] }[];
}

/** People who share something and are not one: joining them is what must never happen. */
export const HARD_CASES: ReadonlySet<string> = new Set([
  'shared-family-mailbox',
  'inherited-mailbox',
  'same-name',
  'shared-office-phone',
  'person-on-role-mailbox',
  'role-mailbox',
  'placeholder-email',
]);

export function judge(world: World, answers: readonly Answer[]): Verdict {
  const identityOf = new Map(world.truth.flatMap((identity) => identity.records.map((record) => [record, identity] as const)));
  const casesOf = (a: string, b: string): string[] =>
    [...new Set([a, b].flatMap((id) => identityOf.get(id)?.cases ?? ['unknown record']))].sort();
  const linked = new Map<string, [string, string]>();
  const suggested = new Set<string>();
  for (const { asked, links, candidates } of answers) {
    links.forEach((a, index) => links.slice(index + 1).forEach((b) => linked.set(keyOf(a, b), [a, b])));
    for (const link of [asked, ...links]) for (const candidate of candidates) suggested.add(keyOf(link, candidate));
  }
  const wrong = [...linked.values()].filter(([a, b]) => identityOf.get(a) === undefined || identityOf.get(a) !== identityOf.get(b));

  const held = identifiersByRecord(world);
  const verdict: Verdict = {
    ...{ records: identityOf.size, truePairs: 0, unreachablePairs: 0, rightLinks: linked.size - wrong.length },
    wrongLinks: wrong.map(([a, b]) => ({ a, b, cases: casesOf(a, b) })),
    ...{ linkedPairs: 0, candidatePairs: 0, missedPairs: [] },
  };
  for (const { records } of world.truth) {
    records.forEach((a, index) =>
      records.slice(index + 1).forEach((b) => {
        verdict.truePairs += 1;
        if (!shareIdentifier(held.get(a) ?? new Set(), held.get(b) ?? new Set())) verdict.unreachablePairs += 1;
        else if (linked.has(keyOf(a, b))) verdict.linkedPairs += 1;
        else if (suggested.has(keyOf(a, b))) verdict.candidatePairs += 1;
        else verdict.missedPairs.push({ a, b, cases: casesOf(a, b) });
      }),
    );
  }
  return verdict;
}

function keyOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
