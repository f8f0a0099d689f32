// A customer without a name, and several records of different people that hold its address: which of them is it? Nobody can say.
import type { PersonEvidence } from '../exchange/evidence';
import { namesCompatible } from './name';
import { DOUBTFUL, REMARKS } from './rules';
import type { Score } from './score';

/** A record and what was decided about it. */
export interface Scored<R extends PersonEvidence> {
  record: R;
  score: Score;
}

/** Links that no name and no stored id supports: they rest on a shared address alone. */
const NAMELESS = 'SAME_EMAIL';
const SUPPORTED: ReadonlySet<string> = new Set([
  'MANUAL_LINK',
  'KNOWN_RECORD',
  'CROSSWALK_ID',
  'SAME_EMAIL_AND_NAME',
  'SAME_PHONE_AND_NAME',
]);

/**
 * Where links that rest on an address alone lead to people whose names exclude each other, all of those become candidates:
 * joining both would merge two people, and joining one would be a guess. Order and length stay.
 */
export function withoutRivals<R extends PersonEvidence>(scored: readonly Scored<R>[]): Scored<R>[] {
  const links = scored.filter(({ score }) => score.decision === 'LINK');
  // A person who said that a record of another name is theirs gave the customer a second name, not a rival.
  const isByHand = ({ score }: Scored<R>): boolean => score.evidence.some(({ rule }) => rule === 'MANUAL_LINK');
  const isRival = ({ record, score }: Scored<R>): boolean =>
    score.decision === 'LINK' &&
    score.evidence.some(({ rule }) => rule === NAMELESS) &&
    !score.evidence.some(({ rule }) => SUPPORTED.has(rule)) &&
    links.some((other) => !isByHand(other) && namesCompatible(other.record.name, record.name) === 'incompatible');
  return scored.map((one) => {
    if (!isRival(one)) return one;
    const { record, score } = one;
    return { record, score: { ...score, decision: 'CANDIDATE', confidence: DOUBTFUL, evidence: [...score.evidence, REMARKS.otherName] } };
  });
}
