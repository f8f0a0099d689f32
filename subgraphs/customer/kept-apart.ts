// Two records that people kept apart cannot both be one customer. Where neither is the anchor, only what the domains know shows
// that both would be: they are asked here what they will be asked anyway, and the less sure of the two is taken out.
import type { KnownRecord } from '../../platform/exchange/directory';
import { saidOf, saidOfPair } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import { parseRecordId, type RecordId } from '../../platform/record';
import type { CanonicalSearch, KnownConstraints } from './canonical-search';
import { nameOf, type Directory } from './directory';
import type { FoundCustomer, Marks } from './found-customer';

interface Judged {
  id: RecordId;
  confidence: number;
  /** Place of its domain in the order of preference. */
  rank: number;
}

/**
 * The customer without the records that people kept apart from surer ones of theirs. `askedSubgraphs` are the domains whose
 * records count; a partner of one of them is read by its id, wherever it is. Costs nothing where no such pair is possible.
 */
export async function withoutKeptApart(
  found: FoundCustomer,
  {
    search,
    directory,
    constraints,
    askedSubgraphs,
  }: {
    search: CanonicalSearch;
    directory: Directory;
    constraints: KnownConstraints | null;
    askedSubgraphs: readonly string[];
  },
): Promise<FoundCustomer> {
  const { keys } = found;
  if (constraints === null || !mayBeApart(keys.anchor, constraints)) return found;
  const marks: Marks = { generic: new Set(keys.generic), contested: new Set(keys.contested) };
  const known = new Set(keys.profiles.map(({ record }) => record));

  const linked = await Promise.all(
    directory.domains.map(async (domain, rank): Promise<Judged[]> => {
      if (!askedSubgraphs.includes(nameOf(domain))) return [];
      const records = await search.linkedIn(domain, keys.profiles, keys.said, keys.options, marks);
      return records.map(({ record, confidence }) => ({ id: record.person.id, confidence, rank }));
    }),
  );
  const theirs = linked.flat().filter(({ id }) => !known.has(id));
  const partners = new Set(theirs.flatMap(({ id }) => constraints.unlinkedFrom(id)).filter((id) => !known.has(id)));
  if (partners.size === 0) return found;

  const unread = [...partners].filter((id) => !theirs.some((one) => one.id === id));
  const judged = await Promise.all(unread.map((id) => judgeById(id)));
  const kept: Judged[] = [];
  const leaving: RecordId[] = [];
  for (const one of [...theirs, ...judged.flat()].sort(bySureness)) {
    if (kept.some(({ id }) => saidOfPair(id, one.id, constraints) === 'UNLINK')) leaving.push(one.id);
    else kept.push(one);
  }
  if (leaving.length === 0) return found;
  const unlinked = [...new Set([...keys.said.unlinked, ...leaving])].sort();
  return { ...found, keys: { ...keys, said: { ...keys.said, unlinked } } };

  /** A record that was not asked for: would it be this customer's? */
  async function judgeById(id: RecordId): Promise<Judged[]> {
    const { minConfidence, policy, maxAgeSeconds } = keys.options;
    const findings = await Promise.all(directory.domains.map((domain) => directory.find(domain, { by: 'id', value: id }, maxAgeSeconds)));
    return findings.flatMap(({ records }, rank) =>
      records.flatMap(({ person }: KnownRecord) => {
        const score = scoreRecord(keys.profiles, person, { minConfidence, policy, ...marks, said: saidOf(keys.said) });
        return score.decision === 'LINK' ? [{ id: person.id, confidence: score.confidence, rank }] : [];
      }),
    );
  }
}

/** All records of the anchor's own source are known already: a pair that has one of them is decided by the match keys alone. */
function mayBeApart(anchor: RecordId, { unlinkedSources }: KnownConstraints): boolean {
  const source = parseRecordId(anchor)?.source;
  return unlinkedSources.some((pair) => !pair.some((name) => name === source));
}

function bySureness(a: Judged, b: Judged): number {
  return b.confidence - a.confidence || a.rank - b.rank || (a.id < b.id ? -1 : 1);
}
