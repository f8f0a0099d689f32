// Which records of a domain are this customer's? Every identifier of the match keys is looked up in every source of the
// domain, one hop, and every record found is scored. A source that fails costs its own records only.
import type { Identifier, RecordSource } from '../connector';
import { UpstreamError } from '../errors';
import type { RuleVerdict } from '../exchange/evidence';
import { identifierKey, identifiersOf } from '../identity/identifiers';
import type { MatchKeys } from '../identity/match-keys';
import { isGeneric } from '../identity/generic';
import { withoutRivals } from '../identity/rivals';
import { saidOf } from '../identity/said';
import { scoreRecord } from '../identity/score';
import type { Loaded } from '../loader/shared-read';
import { toError } from '../loader/shared-read';
import { parseRecordId, type PersonRecord, type RecordId } from '../record';
import type { RequestScope } from '../request/scope';
import { findInScope } from './scoped-find';
import type { Source } from './source';

/** A record, and what was decided about it. */
export interface Resolved<C extends RecordSource<R>, R extends PersonRecord> {
  source: Source<C, R>;
  record: R;
  decision: 'ANCHOR' | 'LINK' | 'CANDIDATE';
  confidence: number;
  evidence: RuleVerdict[];
  vetoes: RuleVerdict[];
  fetchedAt: number;
  fromCache: boolean;
  /** The source failed with this code, and what is past its time stands in. */
  standsInFor?: string;
}

export interface Resolution<C extends RecordSource<R>, R extends PersonRecord> {
  /** Anchor first, then by falling confidence. */
  linked: Resolved<C, R>[];
  candidates: Resolved<C, R>[];
  /**
   * What went wrong, a source at a time; the source's other answers stand. Among it is a source that has nobody, where a look-up
   * that could have found them fails its canary.
   */
  failures: { source: string; error: Error }[];
  /** Sources that look up by nothing that is known of the customer: they were not asked, and may well know them. */
  unaskable: string[];
}

/** Never rejects. */
export async function resolveRecords<C extends RecordSource<R>, R extends PersonRecord>(
  sources: readonly Source<C, R>[],
  keys: MatchKeys,
  scope: RequestScope,
): Promise<Resolution<C, R>> {
  const perSource = await Promise.all(sources.map((source) => resolveInSource(source, keys, scope)));
  const all = perSource.flatMap(({ resolved }) => resolved).sort(byDecision);
  return {
    linked: all.filter(({ decision }) => decision !== 'CANDIDATE'),
    candidates: all.filter(({ decision }) => decision === 'CANDIDATE'),
    failures: perSource.flatMap(({ failure }) => (failure === null ? [] : [failure])),
    unaskable: perSource.flatMap(({ unaskable }) => (unaskable === null ? [] : [unaskable])),
  };
}

async function resolveInSource<C extends RecordSource<R>, R extends PersonRecord>(
  source: Source<C, R>,
  keys: MatchKeys,
  scope: RequestScope,
) {
  const ids = new Set([...keys.profiles.map(({ record }) => record), ...keys.said.linked]);
  const known = [...ids].map((value): Identifier => ({ by: 'id', value }));
  const identifiers = [...known, ...identifiersOf(keys.profiles)].filter(
    ({ by, value }) => by !== 'id' || parseRecordId(value)?.source === source.name,
  );
  const declared = new Set(source.connector.lookups.map(({ by }) => by));
  const askable = identifiers.filter(({ by }) => declared.has(by));
  const asked = askable.filter(({ by }) => source.canary.supports(by));
  const answers = await Promise.all(
    asked.map((identifier) => findInScope(source, identifier, keys.options.maxAgeSeconds, scope).catch((error: unknown) => toError(error))),
  );

  const generic = new Set(keys.generic);
  const contested = new Set(keys.contested);
  const records = new Map<string, Loaded<R>>();
  // Where the source merged a linked record into another one, that one is linked.
  const survivors: RecordId[] = [];
  let failure: { source: string; error: Error } | null = null;
  answers.forEach((answer, index) => {
    const identifier = asked[index];
    if (identifier === undefined) return;
    if (answer instanceof Error) failure ??= { source: source.name, error: answer };
    else {
      if (isGeneric(answer.map(({ value }) => value.id))) generic.add(identifierKey(identifier));
      for (const loaded of answer) records.set(loaded.value.id, loaded);
      if (identifier.by === 'id' && keys.said.linked.includes(identifier.value)) survivors.push(...answer.map(({ value }) => value.id));
    }
  });

  const { minConfidence, policy } = keys.options;
  const said = saidOf({ ...keys.said, linked: [...keys.said.linked, ...survivors] });
  const scored = [...records.values()].map(({ value: record }) => ({
    record,
    score: scoreRecord(keys.profiles, record, { minConfidence, policy, generic, contested, said }),
  }));
  const resolved = withoutRivals(scored).flatMap(({ record, score }): Resolved<C, R>[] => {
    const loaded = records.get(record.id);
    if (score.decision === 'NONE' || loaded === undefined) return [];
    const { value: _, ...known } = loaded;
    return [{ source, record, ...score, decision: record.id === keys.anchor ? 'ANCHOR' : score.decision, ...known }];
  });
  // Found by another way they are found: only where nothing is linked could the broken one have known better.
  if (failure === null && asked.length < askable.length && !resolved.some(({ decision }) => decision !== 'CANDIDATE')) {
    const error = new UpstreamError(source.name, 'LOOKUP_UNSUPPORTED');
    scope.ledger.add(source.name, { error: error.code });
    failure = { source: source.name, error };
  }
  return { resolved, failure, unaskable: askable.length === 0 ? source.name : null };
}

const RANK = { ANCHOR: 0, LINK: 1, CANDIDATE: 2 };

function byDecision(
  a: { decision: keyof typeof RANK; confidence: number; record: PersonRecord },
  b: { decision: keyof typeof RANK; confidence: number; record: PersonRecord },
): number {
  return RANK[a.decision] - RANK[b.decision] || b.confidence - a.confidence || (a.record.id < b.record.id ? -1 : 1);
}
