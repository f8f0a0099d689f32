// `Customer.identity`: which records are held to be this customer, why, and which might be.
import { toRecordRef } from '../../platform/domain/records';
import { DOMAINS } from '../../platform/exchange/domain';
import type { RecordEvidence } from '../../platform/exchange/evidence';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { isIncomplete, type EvidenceByDomain } from './inputs';
import { candidateRecords, linkedRecords } from './linked-records';
import type { Identity, IdentityStatus, Link } from './types.gen';

/** Links with the anchor first, candidates with the likeliest first. `confidence` is that of the weakest link. */
export function toIdentity(keys: MatchKeys, evidence: EvidenceByDomain): Identity {
  const links = linkedRecords(keys, evidence).map(({ link }) => toLink(link));
  return {
    status: statusOf(keys, evidence, links.length),
    confidence: Math.min(1, ...links.map(({ confidence }) => confidence)),
    links,
    candidates: candidateRecords(evidence).map(toLink),
    movedTo: keys.movedFrom === null ? null : keys.anchor,
  };
}

function statusOf(keys: MatchKeys, evidence: EvidenceByDomain, links: number): IdentityStatus {
  if (keys.movedFrom !== null) return 'MOVED';
  if (links > 1) return 'LINKED';
  // "Nobody else knows them" can only be said when everybody was asked.
  const nobodyAsked = DOMAINS.every((domain) => evidence[domain] == null);
  return nobodyAsked || DOMAINS.some((domain) => isIncomplete(evidence, domain)) ? 'ANCHOR_ONLY' : 'SINGLE';
}

function toLink({ ref, confidence, decision, evidence, vetoes }: Omit<RecordEvidence, 'person' | 'fetchedAt'>): Link {
  return { record: toRecordRef(ref.id, ref.url), confidence, decision, evidence, vetoes };
}
