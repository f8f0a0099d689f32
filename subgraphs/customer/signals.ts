// `Customer.signals`: what needs attention, each with its evidence. A pure function of what the domains answered.
//
// A missing source never lowers a risk: what the other domains show stays as it is, marked `degraded`, and where a source is
// missing one known risk is enough for AT_RISK. Nor does it invent one: silence alone raises nothing.
import { toRecordRef } from '../../platform/domain/records';
import { DOMAINS, type Domain } from '../../platform/exchange/domain';
import type { Reference } from '../../platform/exchange/evidence';
import type { MatchKeys } from '../../platform/identity/match-keys';
import { parseRecordId } from '../../platform/record';
import { toConsistency } from './consistency';
import { isIncomplete, type EventsByDomain, type EvidenceByDomain } from './inputs';
import { linkedRecords } from './linked-records';
import { FACT_RULES } from './signal-rules';
import type { Signal } from './types.gen';

interface SignalInputs {
  keys: MatchKeys;
  evidence: EvidenceByDomain;
  events: EventsByDomain;
  now: Date;
}

/** The risks of the fact rules first, then inactivity, then what is wrong with the data, then `AT_RISK`. */
export function toSignals(keys: MatchKeys, evidence: EvidenceByDomain, events: EventsByDomain, now: Date): Signal[] {
  const inputs = { keys, evidence, events, now };
  const risks = [...factSignals(inputs), ...inactivity(inputs)];
  return [...risks, ...dataSignals(inputs), ...atRisk(risks, anyIncomplete(inputs, DOMAINS))];
}

function factSignals({ evidence, events }: SignalInputs): Signal[] {
  const facts = DOMAINS.flatMap((domain) => events[domain]?.facts ?? []);
  return FACT_RULES.flatMap(({ code, domains, find }) => {
    const finding = find(facts);
    if (finding === null) return [];
    const { severity, reason } = finding;
    const refs = toRefs(finding.facts.map(({ ref }) => ref));
    return [{ code, severity, reason, evidence: refs, degraded: anyIncomplete({ evidence, events }, domains) }];
  });
}

const QUIET_DAYS = 90;

/**
 * Nothing happened for 90 days. Where nothing at all is known, it takes every source to say so, and a customer who has been
 * one for that long.
 */
function inactivity({ keys, evidence, events, now }: SignalInputs): Signal[] {
  const since = now.getTime() - QUIET_DAYS * 24 * 60 * 60 * 1000;
  const all = DOMAINS.flatMap((domain) => events[domain]?.events ?? []);
  const degraded = anyIncomplete({ evidence, events }, DOMAINS);
  const signal = {
    code: 'NO_ACTIVITY_90D',
    severity: 'INFO',
    reason: `Nothing happened in the last ${QUIET_DAYS} days.`,
    degraded,
  } as const;
  const [first, ...rest] = all;
  if (first !== undefined) {
    const last = rest.reduce((newest, event) => (Date.parse(event.at) > Date.parse(newest.at) ? event : newest), first);
    return Date.parse(last.at) < since ? [{ ...signal, evidence: toRefs([last.ref]) }] : [];
  }
  const created = linkedRecords(keys, evidence).flatMap(({ person }) => (person.createdAt === null ? [] : [Date.parse(person.createdAt)]));
  const longKnown = created.length > 0 && Math.min(...created) < since;
  return degraded || !longKnown ? [] : [{ ...signal, evidence: [] }];
}

const CONFLICT_BELOW = 0.8;

function dataSignals({ keys, evidence }: SignalInputs): Signal[] {
  const degraded = DOMAINS.some((domain) => isIncomplete(evidence, domain));
  const records = linkedRecords(keys, evidence).map(({ link }) => link.ref);
  const kindOf = ({ id }: Reference): string => `${parseRecordId(id)?.source}:${parseRecordId(id)?.type}`;
  const duplicates = records.filter((one) => records.some((other) => other.id !== one.id && kindOf(other) === kindOf(one)));
  const { score, fields } = toConsistency(keys, evidence);
  const signals: Signal[] = [];
  if (duplicates.length > 0) {
    const reason = `${duplicates.length} records of one kind in one source are this customer.`;
    signals.push({ code: 'DUPLICATE_RECORDS', severity: 'INFO', reason, evidence: toRefs(duplicates), degraded });
  }
  if (score !== null && score < CONFLICT_BELOW) {
    const apart = fields.filter(({ difference }) => difference > 0);
    const holders = [...new Map(apart.flatMap(({ values }) => values).map(({ record }) => [record.id, record])).values()];
    const reason = `The sources disagree about ${apart.map(({ field }) => field).join(', ')}.`;
    signals.push({ code: 'DATA_CONFLICT', severity: 'WARNING', reason, evidence: holders, degraded });
  }
  return signals;
}

function atRisk(risks: readonly Signal[], degraded: boolean): Signal[] {
  if (risks.length === 0 || (risks.length === 1 && !degraded)) return [];
  const evidence = [...new Map(risks.flatMap((risk) => risk.evidence).map((ref) => [ref.id, ref])).values()];
  const certain = risks.length > 1;
  const codes = risks.map(({ code }) => code).join(', ');
  const reason = certain
    ? `${risks.length} risks together: ${codes}.`
    : `One risk is known (${codes}), and a source that could tell of more is missing.`;
  return [{ code: 'AT_RISK', severity: certain ? 'CRITICAL' : 'WARNING', reason, evidence, degraded }];
}

function anyIncomplete({ evidence, events }: Pick<SignalInputs, 'evidence' | 'events'>, domains: readonly Domain[]): boolean {
  return domains.some((domain) => isIncomplete(evidence, domain) || isIncomplete(events, domain));
}

function toRefs(references: readonly Reference[]): Signal['evidence'] {
  return [...new Map(references.map(({ id, url }) => [id, toRecordRef(id, url)])).values()];
}
