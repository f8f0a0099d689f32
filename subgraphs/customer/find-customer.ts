// From an identifier to one customer: who holds it, which record is the anchor, and by what the domains will find the rest.
// Never a guess: customers that fit equally well are an error that lists them.
import type { Identifier } from '../../platform/connector';
import { InputError } from '../../platform/errors';
import type { KnownRecord } from '../../platform/exchange/directory';
import type { PersonEvidence } from '../../platform/exchange/evidence';
import type { Domain } from '../../platform/exchange/domain';
import { isGeneric } from '../../platform/identity/generic';
import { identifierKey, identifiersOf } from '../../platform/identity/identifiers';
import type { MatchKeys, MatchProfile, ViewOptions } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { compareNames } from '../../platform/identity/pair';
import { withoutRivals } from '../../platform/identity/rivals';
import { scoreRecord } from '../../platform/identity/score';
import { parseRecordId, type RecordId } from '../../platform/record';
import { canonicalOf, clusterRecords } from './anchor';
import { nameOf, type Directory } from './directory';

/** Of a crowd that shares one identifier, as many as anybody reads: all are compared with each other. */
const MOST_HOLDERS = 100;

/** A customer that was found: what its other parts are made from. */
export interface FoundCustomer {
  keys: MatchKeys;
  anchor: KnownRecord;
}

export interface Finder {
  /** null = nobody. Throws `InputError` AMBIGUOUS_CUSTOMER, or the failure of a source without which nothing can be said. */
  one(identifier: Identifier, options: ViewOptions): Promise<FoundCustomer | null>;
  /** Every customer the identifier could mean; of a crowd that shares it, those behind its first 100 records. */
  all(identifier: Identifier, options: ViewOptions): Promise<FoundCustomer[]>;
  /** Like `all`, over every domain: also customers that only a less preferred domain knows by this identifier. Throws like `one`. */
  everywhere(identifier: Identifier, options: ViewOptions): Promise<FoundCustomer[]>;
  /** The customer of a record that is already at hand. Throws `InputError` AMBIGUOUS_CUSTOMER where it fits several. */
  ofRecord(domain: Domain, record: KnownRecord, options: ViewOptions): Promise<FoundCustomer>;
  /** One record by its id; null = there is none. Throws when its source cannot be asked. */
  record(id: RecordId): Promise<KnownRecord | null>;
}

/** What a search learns of identifiers, as `identifierKey`s. */
interface Marks {
  /** On so many records of one source that they mean nobody. */
  generic: Set<string>;
  /** Also held by somebody whose name is not the customer's. */
  contested: Set<string>;
}

/** `askedSubgraphs` are the ones that the query needs anyway: they are asked before the others. */
export function createFinder(directory: Directory, askedSubgraphs: readonly string[]): Finder {
  async function holders(identifier: Identifier, options: ViewOptions): Promise<Map<Domain, readonly KnownRecord[]>> {
    const hops = hopsFor(identifier, directory.domains, askedSubgraphs);
    const found = new Map<Domain, readonly KnownRecord[]>();
    const failures: Error[] = [];
    for (const hop of hops) {
      const findings = await Promise.all(hop.map((domain) => directory.find(domain, identifier, options.maxAgeSeconds)));
      findings.forEach((finding, index) => {
        const domain = hop[index];
        if (finding.failure !== null) failures.push(finding.failure);
        if (domain !== undefined && finding.records.length > 0) found.set(domain, finding.records);
      });
      if (found.size > 0) return found;
    }
    const [failure] = failures;
    if (failure === undefined) return found;
    // Not everybody could be asked: "not found" would be a lie. A record that stores the id may still know whose it is.
    if (identifier.by === 'id') {
      const storing = await holders({ by: 'externalId', value: identifier.value }, options).catch(() => found);
      if (storing.size > 0) return storing;
    }
    throw failure;
  }

  /** The customers behind records of one domain that hold the same identifier: their anchors, looked for in preferred domains. */
  async function customersOf(
    identifier: Identifier,
    domain: Domain,
    holding: readonly KnownRecord[],
    options: ViewOptions,
  ): Promise<FoundCustomer[]> {
    const records = holding.slice(0, MOST_HOLDERS);
    const clusters = clusterRecords(
      records.map(({ person }) => person),
      { ...options, generic: isGeneric(idsOf(records)) ? new Set([identifierKey(identifier)]) : new Set<string>() },
    );
    const found = await Promise.all(
      clusters.map((cluster) => {
        const members = records.filter(({ person }) => cluster.includes(person));
        return canonicalise(domain, members, options);
      }),
    );
    return united(found.flat());
  }

  /** Finds the anchor of records that are one customer: their siblings in the same domain, or their links in a preferred one. */
  async function canonicalise(domain: Domain, members: readonly KnownRecord[], options: ViewOptions): Promise<FoundCustomer[]> {
    const rank = directory.domains.indexOf(domain);
    const profiles = members.map(({ person }) => toMatchProfile(person, 1));
    const marks: Marks = { generic: new Set(), contested: new Set() };
    for (const preferred of directory.domains.slice(0, rank + 1)) {
      const candidates = await linkedIn(preferred, profiles, options, marks);
      const known = preferred === domain ? members : [];
      const all = [...new Map([...known, ...candidates].map((record) => [record.person.id, record])).values()];
      if (all.length === 0) continue;
      const clusters = clusterRecords(
        all.map(({ person }) => person),
        { ...options, ...marks },
      );
      // In its own domain a record belongs to one cluster; others that came along are other customers.
      const own =
        preferred === domain
          ? clusters.filter((cluster) => cluster.some(({ id }) => members.some(({ person }) => person.id === id)))
          : clusters;
      return own.map((cluster) => {
        const anchorPerson = canonicalOf(cluster);
        const inCluster = all.filter(({ person }) => cluster.includes(person));
        const anchor = inCluster.find(({ person }) => person.id === anchorPerson.id) ?? inCluster[0];
        if (anchor === undefined) throw new Error('an empty cluster');
        return { anchor, keys: toMatchKeys(anchor, [...inCluster, ...members], marks, options) };
      });
    }
    return [];
  }

  /**
   * Records of a domain that link to the profiles; what it shows of their identifiers is added to `marks`. A domain that fails has
   * none: the answer goes on without it.
   */
  async function linkedIn(domain: Domain, profiles: readonly MatchProfile[], options: ViewOptions, marks: Marks): Promise<KnownRecord[]> {
    const found = await Promise.all(
      identifiersOf(profiles).map(async (identifier) => {
        const { records } = await directory.find(domain, identifier, options.maxAgeSeconds);
        const key = identifierKey(identifier);
        if (isGeneric(idsOf(records))) marks.generic.add(key);
        if (identifier.by === 'email' && records.some(({ person }) => isOfAnother(person, profiles))) marks.contested.add(key);
        return { key, records };
      }),
    );
    // What only a generic identifier leads to cannot link, and may be a crowd.
    const telling = found.filter(({ key }) => !marks.generic.has(key)).flatMap(({ records }) => records);
    const records = new Map(telling.map((record) => [record.person.id, record]));
    const { minConfidence, policy } = options;
    const scored = [...records.values()].map(({ person }) => ({
      record: person,
      score: scoreRecord(profiles, person, { minConfidence, policy, ...marks }),
    }));
    return withoutRivals(scored).flatMap(({ record, score }) => {
      const known = records.get(record.id);
      return score.decision === 'LINK' && known !== undefined ? [known] : [];
    });
  }

  async function withSecondHop(found: FoundCustomer, options: ViewOptions): Promise<FoundCustomer> {
    if (options.depth === 1) return found;
    const { profiles } = found.keys;
    const marks: Marks = { generic: new Set(found.keys.generic), contested: new Set(found.keys.contested) };
    const linked = await Promise.all(directory.domains.map((domain) => linkedIn(domain, profiles, options, marks)));
    const { minConfidence, policy } = options;
    const added = linked.flatMap((records) =>
      records.map(({ person }) => toMatchProfile(person, scoreRecord(profiles, person, { minConfidence, policy, ...marks }).confidence)),
    );
    const known = new Set(profiles.map(({ record }) => record));
    // One source may serve several domains, which then all add its record.
    const fresh = new Map(added.filter(({ record }) => !known.has(record)).map((profile) => [profile.record, profile]));
    const all = [...profiles, ...fresh.values()];
    return { ...found, keys: { ...found.keys, profiles: all, generic: [...marks.generic], contested: [...marks.contested] } };
  }

  const finder: Finder = {
    async one(identifier, options) {
      const customers = await finder.all(identifier, options);
      const [first] = customers;
      if (first === undefined) return null;
      if (customers.length > 1) throw ambiguous(customers);
      const moved = identifier.by === 'id' && isMoved(identifier.value, first);
      return withSecondHop(moved ? { ...first, keys: { ...first.keys, movedFrom: identifier.value } } : first, options);
    },
    async all(identifier, options) {
      const found = await holders(identifier, options);
      const [preferred] = directory.domains.flatMap((domain) => {
        const records = found.get(domain);
        return records === undefined ? [] : [{ domain, records }];
      });
      return preferred === undefined ? [] : customersOf(identifier, preferred.domain, preferred.records, options);
    },
    async everywhere(identifier, options) {
      const found = await Promise.all(
        directory.domains.map(async (domain) => {
          const { records, failure } = await directory.find(domain, identifier, options.maxAgeSeconds);
          return { failure, customers: records.length === 0 ? [] : await customersOf(identifier, domain, records, options) };
        }),
      );
      const failure = found.find((answer) => answer.failure !== null)?.failure;
      const customers = found.flatMap((answer) => answer.customers);
      if (customers.length === 0 && failure != null) throw failure;
      return united(customers);
    },
    async ofRecord(domain, record, options) {
      const customers = united(await canonicalise(domain, [record], options));
      const [first] = customers;
      if (first === undefined) throw new Error('a record of a domain that this deployment does not have');
      if (customers.length > 1) throw ambiguous(customers);
      return withSecondHop(first, options);
    },
    async record(id) {
      const findings = await Promise.all(directory.domains.map((domain) => directory.find(domain, { by: 'id', value: id }, null)));
      const found = findings.flatMap(({ records }) => records)[0];
      const failure = findings.find((finding) => finding.failure !== null)?.failure;
      if (found === undefined && failure != null) throw failure;
      return found ?? null;
    },
  };
  return finder;
}

/**
 * Who is asked, and in which order. An id names its source, not its domain: all are asked, and only the one that has this
 * source calls anybody. Otherwise the most preferred domain goes first and alone: it knows most customers, and the others
 * are then asked once, by everything it knows of them, rather than twice. Those that the query needs come next, the rest last.
 */
function hopsFor(identifier: Identifier, domains: readonly Domain[], askedSubgraphs: readonly string[]): (readonly Domain[])[] {
  if (identifier.by === 'id') return [domains];
  const [preferred, ...others] = domains;
  const asked = others.filter((domain) => askedSubgraphs.includes(nameOf(domain)));
  const hops = [preferred === undefined ? [] : [preferred], asked, others.filter((domain) => !asked.includes(domain))];
  return hops.filter((hop) => hop.length > 0);
}

/** Those of one anchor are one customer, known by all the records that led to it. */
function united(customers: readonly FoundCustomer[]): FoundCustomer[] {
  const byAnchor = new Map<RecordId, FoundCustomer>();
  for (const customer of customers) {
    const { keys } = byAnchor.get(customer.keys.anchor) ?? customer;
    const known = new Set(keys.profiles.map(({ record }) => record));
    const profiles = [...keys.profiles, ...customer.keys.profiles.filter(({ record }) => !known.has(record))];
    const generic = [...new Set([...keys.generic, ...customer.keys.generic])];
    const contested = [...new Set([...keys.contested, ...customer.keys.contested])];
    byAnchor.set(keys.anchor, { anchor: customer.anchor, keys: { ...keys, profiles, generic, contested } });
  }
  return [...byAnchor.values()];
}

/** Did its source answer with another record in its place? A source that is down has moved nothing. */
function isMoved(id: RecordId, { keys }: FoundCustomer): boolean {
  const records = keys.profiles.map(({ record }) => record);
  const source = parseRecordId(id)?.source;
  return !records.includes(id) && records.some((record) => parseRecordId(record)?.source === source);
}

/** Records of one cluster are one customer, and so are those that led to it: each is as sure as its best link to another of them. */
function toMatchKeys(anchor: KnownRecord, others: readonly KnownRecord[], { generic, contested }: Marks, options: ViewOptions): MatchKeys {
  const anchorProfile = toMatchProfile(anchor.person, 1);
  const rest = [
    ...new Map(others.filter(({ person }) => person.id !== anchor.person.id).map(({ person }) => [person.id, person])).values(),
  ];
  const { minConfidence, policy } = options;
  const profiles = rest.map((person) => {
    const known = [anchorProfile, ...rest.filter((other) => other !== person).map((other) => toMatchProfile(other, 1))];
    const { confidence } = scoreRecord(known, person, { minConfidence, policy });
    return toMatchProfile(person, confidence);
  });
  const marks = { generic: [...generic], contested: [...contested] };
  return { anchor: anchor.person.id, movedFrom: null, profiles: [anchorProfile, ...profiles], ...marks, options };
}

/** A person whose name excludes every one of the customer's. */
function isOfAnother(person: PersonEvidence, profiles: readonly MatchProfile[]): boolean {
  const other = toMatchProfile(person, 1);
  return profiles.every((profile) => profile.record !== other.record && compareNames(profile, other) === 'incompatible');
}

function idsOf(records: readonly KnownRecord[]): RecordId[] {
  return records.map(({ person }) => person.id);
}

function ambiguous(customers: readonly FoundCustomer[]): InputError {
  return new InputError(`${customers.length} customers fit equally well: ask for one of them by its id, or see customerMatches.`, {
    code: 'AMBIGUOUS_CUSTOMER',
    candidates: customers.map(({ keys }) => keys.anchor),
  });
}
