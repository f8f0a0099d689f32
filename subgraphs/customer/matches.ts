// Every customer that an identifier could mean, for `customerMatches`: nothing is chosen, everything is shown with its reason.
import type { Identifier } from '../../platform/connector';
import type { RuleVerdict } from '../../platform/exchange/evidence';
import { DEFAULT_VIEW_OPTIONS } from '../../platform/identity/match-keys';
import type { PersonEvidence } from '../../platform/exchange/evidence';
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import { displayNameOf } from './customer';
import type { Directory } from './directory';
import type { Finder } from './find-customer';
import type { FoundCustomer } from './found-customer';

export interface CustomerMatch {
  id: string;
  displayName: string | null;
  records: RecordRef[];
  confidence: number;
  evidence: RuleVerdict[];
}

const MOST = 100;

/** What holding the identifier, and nothing else, says. */
const HOLDS: Record<'email' | 'phone', RuleVerdict> = {
  email: { rule: 'SAME_EMAIL', identifier: 'email', weight: 0.85, note: 'A record of this customer holds the address.' },
  phone: { rule: 'SAME_PHONE', identifier: 'phone', weight: 0.6, note: 'A record of this customer holds the number.' },
};

/** All domains are asked; the likeliest first, at most 100. */
export async function matchesOf(
  identifier: Identifier & { by: 'email' | 'phone' },
  directory: Directory,
  finder: Finder,
): Promise<CustomerMatch[]> {
  const customers = await finder.everywhere(identifier, DEFAULT_VIEW_OPTIONS);
  const findings = await Promise.all(directory.domains.map((domain) => directory.find(domain, identifier, null)));
  const holders = findings.flatMap(({ records }) => records).map(({ person }) => person);
  const matches = customers.map((found) => toMatch(found, holders, HOLDS[identifier.by]));
  return matches.sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1)).slice(0, MOST);
}

function toMatch({ keys, anchor }: FoundCustomer, holders: readonly PersonEvidence[], holds: RuleVerdict): CustomerMatch {
  const records = new Set(keys.profiles.map(({ record }) => record));
  const own = holders.filter(({ id }) => records.has(id));
  const [profile] = keys.profiles;
  return {
    id: keys.anchor,
    displayName: profile === undefined ? null : displayNameOf(profile),
    records: own.map(({ id, url }) => toRecordRef(id, url)),
    confidence: anchor.person.kind === 'ORGANIZATION' ? Math.min(holds.weight, 0.5) : holds.weight,
    evidence: [holds],
  };
}
