// Two records that people kept apart cannot both be one customer. Where neither is the anchor, only what the domains know shows
// that both would be. What is decided here travels in the match keys, so that every domain decides alike.
import { saidOf, saidOfPair } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import { parseRecordId, type RecordId } from '../../platform/record';
import type { CanonicalSearch, KnownConstraints } from './canonical-search';
import { readRivals } from './claims';
import { nameOf, type Directory } from './directory';
import type { FoundCustomer, Marks } from './found-customer';

interface Judged {
  id: RecordId;
  confidence: number;
  /** Place of its domain in the order of preference. */
  rank: number;
}

export interface KeptApartDeps {
  search: CanonicalSearch;
  directory: Directory;
  constraints: KnownConstraints | null;
  /** The domains whose records count. */
  askedSubgraphs: readonly string[];
}

/**
 * The customer, whose match keys name what the domains must not link: records that are rather somebody's who was kept apart from
 * them, and the less sure one of two records that were kept apart from each other. The domains are asked here what they will be
 * asked anyway; a partner of one of their records is read by its id, wherever it is. Costs nothing where nobody said such a thing.
 */
export async function withoutKeptApart(found: FoundCustomer, deps: KeptApartDeps): Promise<FoundCustomer> {
  const { keys, domain: own } = found;
  const { search, directory, constraints, askedSubgraphs } = deps;
  if (constraints === null || !isConcerned(found, constraints)) return found;
  const marks: Marks = { generic: new Set(keys.generic), contested: new Set(keys.contested) };
  const known = new Set(keys.profiles.map(({ record }) => record));

  const asked = directory.domains.flatMap((domain, rank) => (askedSubgraphs.includes(nameOf(domain)) ? [{ domain, rank }] : []));
  const answers = await Promise.all(
    asked.map(async ({ domain, rank }) => {
      const { linked, lost } = await search.linkedIn(domain, { own, profiles: keys.profiles, said: keys.said }, keys.options, marks);
      return { lost, linked: linked.map(({ record, confidence }): Judged => ({ id: record.person.id, confidence, rank })) };
    }),
  );
  const theirs = answers.flatMap(({ linked }) => linked).filter(({ id }) => !known.has(id));
  const partners = new Set(theirs.flatMap(({ id }) => constraints.unlinkedFrom(id)).filter((id) => !known.has(id)));
  const unread = [...partners].filter((id) => !theirs.some((one) => one.id === id));
  const partnersJudged = partners.size === 0 ? [] : await judgeById(unread, found, marks, directory);

  const leaving = answers.flatMap(({ lost }) => lost).filter((id) => !known.has(id));
  const kept: Judged[] = [];
  for (const one of [...theirs, ...partnersJudged].sort(bySureness)) {
    if (kept.some(({ id }) => saidOfPair([id], [one.id], constraints) === 'UNLINK')) leaving.push(one.id);
    else kept.push(one);
  }
  if (leaving.length === 0) return found;
  const unlinked = [...new Set([...keys.said.unlinked, ...leaving])].sort();
  return { ...found, keys: { ...keys, said: { ...keys.said, unlinked } } };
}

/** Of records that were not asked for, those that would be this customer's. */
async function judgeById(ids: readonly RecordId[], { keys }: FoundCustomer, marks: Marks, directory: Directory): Promise<Judged[]> {
  const { minConfidence, policy, maxAgeSeconds } = keys.options;
  const partners = await readRivals(ids, directory, maxAgeSeconds);
  return partners.flatMap(({ record: { person }, domain }) => {
    const score = scoreRecord(keys.profiles, person, { minConfidence, policy, ...marks, said: saidOf(keys.said) });
    return score.decision === 'LINK' ? [{ id: person.id, confidence: score.confidence, rank: directory.domains.indexOf(domain) }] : [];
  });
}

/**
 * Was somebody kept apart from them, or could two of their records have been? All records of the anchor's own source are known
 * already: a pair that has one of those is decided by what was said of the customer.
 */
function isConcerned({ keys }: FoundCustomer, { unlinkedSources }: KnownConstraints): boolean {
  if (keys.said.unlinked.length > 0) return true;
  const source = parseRecordId(keys.anchor)?.source;
  return unlinkedSources.some((pair) => !pair.some((name) => name === source));
}

function bySureness(a: Judged, b: Judged): number {
  return b.confidence - a.confidence || a.rank - b.rank || (a.id < b.id ? -1 : 1);
}
