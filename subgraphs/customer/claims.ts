// Customers that a person kept apart may both fit a record: it is the surer one's. Pure but for reading the records that were kept
// apart; used while a customer is searched, and to tell the domains what not to link.
import type { KnownRecord } from '../../platform/exchange/directory';
import type { Domain } from '../../platform/exchange/domain';
import type { ViewOptions } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { everyIdOf, saidOfPair, type PairConstraints } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import type { RecordId } from '../../platform/record';
import type { Directory } from './directory';

/** A record that links to a customer. */
export interface Claimed {
  record: KnownRecord;
  confidence: number;
}

/** A record that was kept apart from the customer, and the domain it is of. */
export interface Rival {
  record: KnownRecord;
  domain: Domain;
}

/** People keep apart a few; who is said to be nobody's costs no request more than this. */
const MOST_RIVALS = 20;

/** The records that were kept apart from a customer, as their sources have them; those that are gone, or cannot be read, are left out. */
export async function readRivals(unlinked: readonly RecordId[], directory: Directory, maxAgeSeconds: number | null): Promise<Rival[]> {
  const found = await Promise.all(
    unlinked.slice(0, MOST_RIVALS).flatMap((value) =>
      directory.domains.map(async (domain) => {
        const { records } = await directory.find(domain, { by: 'id', value }, maxAgeSeconds);
        return records.map((record): Rival => ({ record, domain }));
      }),
    ),
  );
  return found.flat();
}

/**
 * Parts what links to the customer from what is rather a rival's: who is surer of it has it; of two who are equally sure, the
 * one of the preferred domain. `customer` is the domain that the customer is known in so far.
 */
export function partedFromRivals(
  claimed: readonly Claimed[],
  customer: Domain,
  rivals: readonly Rival[],
  domains: readonly Domain[],
  options: ViewOptions,
  constraints: PairConstraints | null,
): { kept: Claimed[]; lost: RecordId[] } {
  const { minConfidence, policy } = options;
  const isLost = ({ record: { person }, confidence }: Claimed): boolean =>
    rivals.some(({ record, domain }) => {
      const said = saidOfPair(everyIdOf(record.person), everyIdOf(person), constraints);
      const score = scoreRecord([toMatchProfile(record.person, 1)], person, { minConfidence, policy, said: () => said });
      if (score.decision !== 'LINK' || record.person.id === person.id) return false;
      return score.confidence > confidence || (score.confidence === confidence && domains.indexOf(domain) < domains.indexOf(customer));
    });
  const lost = claimed.filter(isLost);
  return { kept: claimed.filter((one) => !lost.includes(one)), lost: lost.map(({ record }) => record.person.id) };
}
