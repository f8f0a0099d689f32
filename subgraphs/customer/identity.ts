// `Customer.identity`: which records are held to be this customer, why, and which might be.
import { toRecordRef, type RecordRef } from '../../platform/domain/records';
import { DOMAINS } from '../../platform/exchange/domain';
import type { RecordEvidence, RuleVerdict } from '../../platform/exchange/evidence';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { isIncomplete, type EvidenceByDomain } from './inputs';
import { candidateRecords, linkedRecords } from './linked-records';
import type { RecordId } from '../../platform/record';

/** Parent of `Identity`: what people said of the records is read only where it is asked for. */
export interface CustomerIdentity {
  status: 'SINGLE' | 'LINKED' | 'ANCHOR_ONLY' | 'MOVED' | 'UNVERIFIED';
  confidence: number;
  links: IdentityLink[];
  candidates: IdentityLink[];
  movedTo: RecordId | null;
  /** All of its links and candidates. */
  records: RecordId[];
}

/** `Link` of the SDL. */
export interface IdentityLink {
  record: RecordRef;
  confidence: number;
  decision: RecordEvidence['decision'];
  evidence: RuleVerdict[];
  vetoes: RuleVerdict[];
}

/** Links with the anchor first, candidates with the likeliest first. `confidence` is that of the weakest link. */
export function toIdentity(keys: MatchKeys, evidence: EvidenceByDomain): CustomerIdentity {
  const links = linkedRecords(keys, evidence).map(({ link }) => toLink(link));
  const candidates = candidateRecords(evidence).map(toLink);
  return {
    status: statusOf(keys, evidence, links.length),
    confidence: Math.min(1, ...links.map(({ confidence }) => confidence)),
    links,
    candidates,
    records: [...links, ...candidates].map(({ record }) => record.id),
    movedTo: keys.movedFrom === null ? null : keys.anchor,
  };
}

function statusOf(keys: MatchKeys, evidence: EvidenceByDomain, links: number): CustomerIdentity['status'] {
  if (keys.movedFrom !== null) return 'MOVED';
  if (!keys.said.known) return 'UNVERIFIED';
  if (links > 1) return 'LINKED';
  // "Nobody else knows them" can only be said when everybody was asked.
  const nobodyAsked = DOMAINS.every((domain) => evidence[domain] == null);
  return nobodyAsked || DOMAINS.some((domain) => isIncomplete(evidence, domain)) ? 'ANCHOR_ONLY' : 'SINGLE';
}

function toLink({ ref, confidence, decision, evidence, vetoes }: Omit<RecordEvidence, 'person' | 'fetchedAt'>): IdentityLink {
  return { record: toRecordRef(ref.id, ref.url), confidence, decision, evidence, vetoes };
}
