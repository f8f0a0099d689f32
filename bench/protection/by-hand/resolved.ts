// Which records of a system are the customer's: everything they are known by is looked up, and what is found is scored by our rules, each
// time. Also what the pure functions of the customer take: the evidence of all systems.
import type { Domain } from '../../../platform/exchange/domain';
import type { DomainEvidence } from '../../../platform/exchange/evidence';
import type { Identifier } from '../../../platform/connector';
import { isGeneric } from '../../../platform/identity/generic';
import { identifierKey } from '../../../platform/identity/identifiers';
import { withoutRivals } from '../../../platform/identity/rivals';
import { saidOf } from '../../../platform/identity/said';
import { scoreRecord, type Score } from '../../../platform/identity/score';
import type { PersonRecord, RecordId } from '../../../platform/record';
import type { EvidenceByDomain } from '../../../subgraphs/customer/inputs';
import type { Customer } from './customer';
import type { Held, Shelf } from './memory';

export interface Resolved<R extends PersonRecord> extends Held<R> {
  score: Score;
  decision: 'ANCHOR' | 'LINK' | 'CANDIDATE';
}

export interface Records<R extends PersonRecord> {
  /** The anchor first, then the surest. */
  linked: Resolved<R>[];
  candidates: Resolved<R>[];
}

export async function recordsOf<R extends PersonRecord>(shelf: Shelf<R>, { keys, identifiers }: Customer): Promise<Records<R>> {
  const prefix = `${shelf.source}:`;
  const own = keys.profiles.map(({ record }): Identifier => ({ by: 'id', value: record }));
  const asked = [...own, ...identifiers].filter(({ by, value }) => by !== 'id' || value.startsWith(prefix));
  const lists = await Promise.all(asked.map((identifier) => shelf.find(identifier)));

  const generic = new Set(keys.generic);
  const found = new Map<RecordId, Held<R>>();
  asked.forEach((identifier, index) => {
    const list = lists[index] ?? [];
    if (isGeneric(list.map(({ record }) => record.id))) generic.add(identifierKey(identifier));
    for (const held of list) found.set(held.record.id, held);
  });
  const by = { ...keys.options, generic, contested: new Set(keys.contested), said: saidOf(keys.said) };
  const scored = [...found.values()].map(({ record }) => ({ record, score: scoreRecord(keys.profiles, record, by) }));
  const all = withoutRivals(scored).flatMap(({ record, score }): Resolved<R>[] => {
    const held = found.get(record.id);
    if (held === undefined || score.decision === 'NONE') return [];
    return [{ ...held, score, decision: record.id === keys.anchor ? 'ANCHOR' : score.decision }];
  });
  all.sort(
    (a, b) =>
      Number(b.decision === 'ANCHOR') - Number(a.decision === 'ANCHOR') ||
      b.score.confidence - a.score.confidence ||
      (a.record.id < b.record.id ? -1 : 1),
  );
  return {
    linked: all.filter(({ decision }) => decision !== 'CANDIDATE'),
    candidates: all.filter(({ decision }) => decision === 'CANDIDATE'),
  };
}

export type Everything = Awaited<ReturnType<typeof everythingOf>>;

/** The records of all five. */
export async function everythingOf(customer: Customer) {
  const { shelves } = customer;
  const [CRM, BILLING, SALES, SUPPORT, MARKETING] = await Promise.all([
    recordsOf(shelves.CRM, customer),
    recordsOf(shelves.BILLING, customer),
    recordsOf(shelves.SALES, customer),
    recordsOf(shelves.SUPPORT, customer),
    recordsOf(shelves.MARKETING, customer),
  ]);
  return { CRM, BILLING, SALES, SUPPORT, MARKETING };
}

export function evidenceOf({ CRM, BILLING, SALES, SUPPORT, MARKETING }: Everything): EvidenceByDomain {
  return {
    CRM: evidenceIn('CRM', CRM),
    BILLING: evidenceIn('BILLING', BILLING),
    SALES: evidenceIn('SALES', SALES),
    SUPPORT: evidenceIn('SUPPORT', SUPPORT),
    MARKETING: evidenceIn('MARKETING', MARKETING),
  };
}

function evidenceIn(domain: Domain, { linked, candidates }: Records<PersonRecord>): DomainEvidence {
  return {
    domain,
    missing: [],
    records: [...linked, ...candidates].map(({ record: { id, url }, known, score, decision }) => ({
      ref: { id, url },
      ...{ decision, confidence: score.confidence, evidence: score.evidence, vetoes: score.vetoes },
      ...{ fetchedAt: known.fetchedAt, fromCache: known.fromCache },
      person: decision === 'CANDIDATE' ? null : known.person,
    })),
  };
}
