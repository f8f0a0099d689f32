// The records held to be one customer, out of all domains, in the order of every list: the anchor first, then by domain. What
// only the match keys know (the domain that answered the directory and fails now) is filled in from them.
import { DOMAINS, type Domain } from '../../platform/exchange/domain';
import type { PersonEvidence, RecordEvidence } from '../../platform/exchange/evidence';
import type { MatchKeys, MatchProfile } from '../../platform/identity/match-keys';
import { RULES } from '../../platform/identity/rules';
import { parseRecordId } from '../../platform/record';
import type { EvidenceByDomain } from './inputs';

export interface LinkedRecord {
  link: Omit<RecordEvidence, 'person' | 'fetchedAt'>;
  /** Unknown where only the match keys know the record and no domain admits to missing it. */
  domain: Domain | null;
  person: PersonEvidence;
  /** ISO 8601; null where only the match keys know the record: it was read while the customer was looked for. */
  fetchedAt: string | null;
}

/**
 * Never empty: the anchor is there even when no domain answers. Each record once: one that several domains have, of a source that
 * serves them all, is that of the most preferred of them.
 */
export function linkedRecords(keys: MatchKeys, evidence: EvidenceByDomain): LinkedRecord[] {
  const answered = answers(evidence);
  const reported = answered.flatMap(({ domain, entry }): LinkedRecord[] => {
    const { person, fetchedAt, ...link } = entry;
    return person === null || link.decision === 'CANDIDATE' ? [] : [{ link, domain, person, fetchedAt }];
  });
  const seen = new Set(answered.map(({ entry }) => entry.ref.id));
  const unreported = keys.profiles.filter(({ record }) => !seen.has(record) && (record === keys.anchor || isMissed(record, evidence)));
  const all = [...unreported.map((profile) => fromProfile(profile, keys, evidence)), ...reported];
  const firsts = new Map<string, LinkedRecord>();
  for (const linked of all) if (!firsts.has(linked.link.ref.id)) firsts.set(linked.link.ref.id, linked);
  const unique = [...firsts.values()];
  return [...unique.filter(isAnchor), ...unique.filter((linked) => !isAnchor(linked))];

  function isAnchor({ link }: LinkedRecord): boolean {
    return link.ref.id === keys.anchor;
  }
}

/** The records that might be this customer, the likeliest first. */
export function candidateRecords(evidence: EvidenceByDomain): RecordEvidence[] {
  const candidates = answers(evidence).flatMap(({ entry }) => (entry.decision === 'CANDIDATE' ? [entry] : []));
  const unique = new Map(candidates.toReversed().map((candidate) => [candidate.ref.id, candidate]));
  return [...unique.values()].sort((a, b) => b.confidence - a.confidence || (a.ref.id < b.ref.id ? -1 : 1));
}

function answers(evidence: EvidenceByDomain): { domain: Domain; entry: RecordEvidence }[] {
  return DOMAINS.flatMap((domain) => (evidence[domain]?.records ?? []).map((entry) => ({ domain, entry })));
}

/** A domain that answered in full without the record knows better; one that failed does not. */
function isMissed(record: string, evidence: EvidenceByDomain): boolean {
  return missingDomain(record, evidence) !== null;
}

function missingDomain(record: string, evidence: EvidenceByDomain): Domain | null {
  const source = parseRecordId(record)?.source ?? '';
  const named = DOMAINS.find((domain) => evidence[domain]?.missing.includes(source));
  return named ?? DOMAINS.find((domain) => evidence[domain] === null) ?? null;
}

function fromProfile(profile: MatchProfile, keys: MatchKeys, evidence: EvidenceByDomain): LinkedRecord {
  const { record: id, confidence, kind, name, emails, phones, company, taxId, birthDate, externalIds } = profile;
  const anchor = id === keys.anchor;
  return {
    link: {
      ref: { id, url: null },
      decision: anchor ? 'ANCHOR' : 'LINK',
      confidence,
      evidence: anchor ? [] : [{ ...RULES.knownRecord, weight: confidence }],
      vetoes: [],
      fromCache: false,
    },
    domain: missingDomain(id, evidence),
    fetchedAt: null,
    person: {
      ...{ id, url: null, kind, name, emails, phones, company, taxId, birthDate, externalIds },
      ...{ addresses: [], jobTitle: null, language: null, employees: null, consents: [], createdAt: null, updatedAt: null, movedTo: null },
    },
  };
}
