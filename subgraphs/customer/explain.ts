// Why two records are, or are not, one customer, for `explainLink`: the same rules that link, with everything they said.
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import type { RuleVerdict } from '../../platform/exchange/evidence';
import { isGeneric } from '../../platform/identity/generic';
import { identifierKey, identifiersOf } from '../../platform/identity/identifiers';
import { DEFAULT_VIEW_OPTIONS } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { everyIdOf, saidOf, saidOfCustomer } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import { parseRecordId, type RecordId } from '../../platform/record';
import type { Directory } from './directory';
import type { Finder } from './find-customer';

export interface LinkExplanation {
  a: RecordRef;
  b: RecordRef;
  decision: 'LINK' | 'CANDIDATE' | 'NONE';
  confidence: number;
  evidence: RuleVerdict[];
  vetoes: RuleVerdict[];
}

/** null when one of them does not exist; throws when its source cannot be asked. */
export async function explainLink(a: RecordId, b: RecordId, directory: Directory, finder: Finder): Promise<LinkExplanation | null> {
  const [first, second] = await Promise.all([finder.record(a), finder.record(b)]);
  if (first === null || second === null) return null;
  const profile = toMatchProfile(first.person, 1);
  const held = new Set([...second.person.emails, ...second.person.phones].map(({ value }) => value));
  const common = identifiersOf([profile]).filter(({ by, value }) => (by === 'email' || by === 'phone') && held.has(value));
  const sources = [a, b].map((id) => parseRecordId(id)?.source);
  const generic = new Set<string>();
  for (const identifier of common) {
    const findings = await Promise.all(directory.domains.map((domain) => directory.find(domain, identifier, null)));
    const holders = findings.flatMap(({ records }) => records).map(({ person }) => person.id);
    if (isGeneric(holders.filter((id) => sources.includes(parseRecordId(id)?.source)))) generic.add(identifierKey(identifier));
  }
  const { minConfidence, policy } = DEFAULT_VIEW_OPTIONS;
  const said = saidOf(saidOfCustomer(everyIdOf(first.person), await finder.constraints()));
  const score = scoreRecord([profile], second.person, { minConfidence, policy, generic, said });
  return { a: toRecordRef(first.person.id, first.person.url), b: toRecordRef(second.person.id, second.person.url), ...score };
}
