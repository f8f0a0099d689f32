// From records that hold an identifier to the customers they are: the anchor of each, looked for in preferred domains, and what
// links to it. The steps of find-customer.ts; what people said of the records comes before every rule.
import type { KnownRecord } from '../../platform/exchange/directory';
import type { Domain } from '../../platform/exchange/domain';
import type { Identifier } from '../../platform/connector';
import { isGeneric } from '../../platform/identity/generic';
import { identifierKey, identifiersOf } from '../../platform/identity/identifiers';
import type { MatchProfile, ViewOptions } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { withoutRivals } from '../../platform/identity/rivals';
import { everyIdOf, saidOf, saidOfCustomer, type PairConstraints, type SaidOfCustomer } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import type { RecordId } from '../../platform/record';
import { canonicalOf, clusterRecords } from './anchor';
import type { Directory } from './directory';
import { partedFromRivals, readRivals, type Claimed, type Rival } from './claims';
import { isOfAnother, toMatchKeys, united, type FoundCustomer, type Marks } from './found-customer';

/** What people said, as this request takes it. */
export interface KnownConstraints extends PairConstraints {
  /** null = current; else epoch milliseconds since when it could not be kept fresh. */
  readonly staleSince: number | null;
  /** The sources of pairs that were kept apart, each pair of names once. */
  readonly unlinkedSources: readonly (readonly [string, string])[];
}

/** A customer, as far as it is known. */
export interface Searched {
  /** The domain it is known in so far. */
  own: Domain;
  profiles: readonly MatchProfile[];
  said: SaidOfCustomer;
}

/** Of a crowd that shares one identifier, as many as anybody reads: all are compared with each other. */
const MOST_HOLDERS = 100;

export interface CanonicalSearch {
  /** The customers behind records of one domain that hold the same identifier. */
  customersOf(identifier: Identifier, domain: Domain, holding: readonly KnownRecord[], options: ViewOptions): Promise<FoundCustomer[]>;
  /** The customers behind records that are one customer in their domain; several where they link to several. */
  canonicalise(domain: Domain, members: readonly KnownRecord[], options: ViewOptions): Promise<FoundCustomer[]>;
  /**
   * Records of a domain that link to the customer, and those that would but are rather somebody's who was kept apart from them.
   * What the domain shows of the identifiers is added to `marks`. A domain that fails has none: the answer goes on without it.
   */
  linkedIn(domain: Domain, customer: Searched, options: ViewOptions, marks: Marks): Promise<{ linked: Claimed[]; lost: RecordId[] }>;
}

/** The search of one request; `constraints` are null where they cannot be known. */
export function createCanonicalSearch(directory: Directory, constraints: KnownConstraints | null): CanonicalSearch {
  const asOf = constraints?.staleSince == null ? null : new Date(constraints.staleSince).toISOString();
  const saidOfRecords = (records: readonly RecordId[]): SaidOfCustomer => saidOfCustomer(records, constraints, asOf);

  const rivals = new Map<string, Promise<Rival[]>>();
  /** Asked once for the same records, though every domain is searched. */
  const rivalsOf = (unlinked: readonly RecordId[], maxAgeSeconds: number | null): Promise<Rival[]> => {
    const key = JSON.stringify([unlinked, maxAgeSeconds]);
    const known = rivals.get(key) ?? readRivals(unlinked, directory, maxAgeSeconds);
    rivals.set(key, known);
    return known;
  };

  const search: CanonicalSearch = {
    async customersOf(identifier, domain, holding, options) {
      const records = holding.slice(0, MOST_HOLDERS);
      const generic = isGeneric(idsOf(records)) ? new Set([identifierKey(identifier)]) : new Set<string>();
      const people = records.map(({ person }) => person);
      const clusters = clusterRecords(people, { ...options, generic, constraints });
      const found = await Promise.all(
        clusters.map((cluster) =>
          search.canonicalise(
            domain,
            records.filter(({ person }) => cluster.includes(person)),
            options,
          ),
        ),
      );
      return united(found.flat());
    },

    async canonicalise(domain, members, options) {
      const rank = directory.domains.indexOf(domain);
      const profiles = members.map(({ person }) => toMatchProfile(person, 1));
      const said = saidOfRecords(everyIdOfAll(members));
      const marks: Marks = { generic: new Set(), contested: new Set() };
      for (const preferred of directory.domains.slice(0, rank + 1)) {
        const { linked } = await search.linkedIn(preferred, { own: domain, profiles, said }, options, marks);
        const known = preferred === domain ? members : [];
        const all = [...new Map([...known, ...linked.map(({ record }) => record)].map((one) => [one.person.id, one])).values()];
        if (all.length === 0) continue;
        const people = all.map(({ person }) => person);
        const clusters = clusterRecords(people, { ...options, ...marks, constraints });
        // In its own domain a record belongs to one cluster; others that came along are other customers.
        const own =
          preferred === domain
            ? clusters.filter((cluster) => cluster.some(({ id }) => members.some(({ person }) => person.id === id)))
            : clusters;
        // Where a person said whose the records are, what rules say of others is no rival.
        const byHand = own.filter((cluster) => cluster.some(({ id }) => said.linked.includes(id)));
        return (byHand.length > 0 ? byHand : own).map((cluster) => {
          const anchorPerson = canonicalOf(cluster);
          const inCluster = all.filter(({ person }) => cluster.includes(person));
          const anchor = inCluster.find(({ person }) => person.id === anchorPerson.id) ?? inCluster[0];
          if (anchor === undefined) throw new Error('an empty cluster');
          const records = [...inCluster, ...members];
          return { anchor, domain: preferred, keys: toMatchKeys(anchor, records, marks, saidOfRecords(everyIdOfAll(records)), options) };
        });
      }
      return [];
    },

    async linkedIn(domain, { own, profiles, said }, options, marks) {
      const asked = new Map<string, Identifier>(
        [...said.linked.map((value): Identifier => ({ by: 'id', value })), ...identifiersOf(profiles)].map((one) => [
          identifierKey(one),
          one,
        ]),
      );
      // Where a source merged a linked record into another one, that one is linked.
      const survivors: RecordId[] = [];
      const found = await Promise.all(
        [...asked].map(async ([key, identifier]) => {
          const { records } = await directory.find(domain, identifier, options.maxAgeSeconds);
          if (isGeneric(idsOf(records))) marks.generic.add(key);
          if (identifier.by === 'email' && records.some(({ person }) => isOfAnother(person, profiles))) marks.contested.add(key);
          if (identifier.by === 'id' && said.linked.includes(identifier.value)) survivors.push(...idsOf(records));
          return { key, records };
        }),
      );
      // What only a generic identifier leads to cannot link, and may be a crowd.
      const telling = found.filter(({ key }) => !marks.generic.has(key)).flatMap(({ records }) => records);
      const records = new Map(telling.map((record) => [record.person.id, record]));
      const { minConfidence, policy } = options;
      const saidOfOne = saidOf({ ...said, linked: [...said.linked, ...survivors] });
      const scored = [...records.values()].map(({ person }) => ({
        record: person,
        score: scoreRecord(profiles, person, { minConfidence, policy, ...marks, said: saidOfOne }),
      }));
      const claimed = withoutRivals(scored).flatMap(({ record, score }): Claimed[] => {
        const known = records.get(record.id);
        return score.decision === 'LINK' && known !== undefined ? [{ record: known, confidence: score.confidence }] : [];
      });
      if (claimed.length === 0 || said.unlinked.length === 0) return { linked: claimed, lost: [] };
      const { kept, lost } = partedFromRivals(
        claimed,
        own,
        await rivalsOf(said.unlinked, options.maxAgeSeconds),
        directory.domains,
        options,
        constraints,
      );
      return { linked: kept, lost };
    },
  };
  return search;
}

function idsOf(records: readonly KnownRecord[]): RecordId[] {
  return records.map(({ person }) => person.id);
}

function everyIdOfAll(records: readonly KnownRecord[]): RecordId[] {
  return records.flatMap(({ person }) => everyIdOf(person));
}
