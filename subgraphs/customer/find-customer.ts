// From an identifier to one customer: who holds it, which record is the anchor, and by what the domains will find the rest.
// Never a guess: customers that fit equally well are an error that lists them.
import type { Identifier } from '../../platform/connector';
import type { Domain } from '../../platform/exchange/domain';
import type { KnownRecord } from '../../platform/exchange/directory';
import type { ViewOptions } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import type { RecordId } from '../../platform/record';
import { createCanonicalSearch, type CanonicalSearch, type KnownConstraints } from './canonical-search';
import { nameOf, type Directory } from './directory';
import { ambiguous, isMoved, united, type FoundCustomer, type Marks } from './found-customer';
import { withoutKeptApart } from './kept-apart';

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
  /** What people said of records, as this finder takes it; null = it cannot be known. */
  constraints(): Promise<KnownConstraints | null>;
}

export interface FinderDeps {
  directory: Directory;
  /** Those that the query needs anyway: they are asked before the others. */
  askedSubgraphs: readonly string[];
  /** What people said of records; asked once, when it is needed. Never rejects. */
  currentConstraints(): Promise<KnownConstraints | null>;
}

/** The finder of one fetch. */
export function createFinder({ directory, askedSubgraphs, currentConstraints }: FinderDeps): Finder {
  let known: Promise<KnownConstraints | null> | undefined;
  const constraintsOnce = (): Promise<KnownConstraints | null> => (known ??= currentConstraints());
  const searchOnce = async (): Promise<CanonicalSearch> => createCanonicalSearch(directory, await constraintsOnce());

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

  /** Some sources keep a merged record, with a note of where it went: it stays part of the customer. */
  async function wasMerged(identifier: Identifier, { domain, keys }: FoundCustomer, { maxAgeSeconds }: ViewOptions): Promise<boolean> {
    if (keys.anchor === identifier.value) return false;
    const { records } = await directory.find(domain, identifier, maxAgeSeconds);
    return records.some(({ person }) => person.movedTo !== null);
  }

  async function withSecondHop(found: FoundCustomer, options: ViewOptions): Promise<FoundCustomer> {
    if (options.depth === 1) return found;
    const { profiles, said } = found.keys;
    const marks: Marks = { generic: new Set(found.keys.generic), contested: new Set(found.keys.contested) };
    const search = await searchOnce();
    const customer = { own: found.domain, profiles, said };
    const answers = await Promise.all(directory.domains.map((domain) => search.linkedIn(domain, customer, options, marks)));
    const added = answers.flatMap(({ linked }) => linked).map(({ record, confidence }) => toMatchProfile(record.person, confidence));
    const known = new Set(profiles.map(({ record }) => record));
    // One source may serve several domains, which then all add its record.
    const fresh = new Map(added.filter(({ record }) => !known.has(record)).map((profile) => [profile.record, profile]));
    const all = [...profiles, ...fresh.values()];
    return { ...found, keys: { ...found.keys, profiles: all, generic: [...marks.generic], contested: [...marks.contested] } };
  }

  /** What is left to do once it is clear who it is. */
  async function finished(found: FoundCustomer, options: ViewOptions): Promise<FoundCustomer> {
    const search = await searchOnce();
    const constraints = await constraintsOnce();
    return withSecondHop(await withoutKeptApart(found, { search, directory, constraints, askedSubgraphs }), options);
  }

  const finder: Finder = {
    async one(identifier, options) {
      const customers = await finder.all(identifier, options);
      const [first] = customers;
      if (first === undefined) return null;
      if (customers.length > 1) throw ambiguous(customers);
      const moved = identifier.by === 'id' && (isMoved(identifier.value, first) || (await wasMerged(identifier, first, options)));
      return finished(moved ? { ...first, keys: { ...first.keys, movedFrom: identifier.value } } : first, options);
    },
    async all(identifier, options) {
      const found = await holders(identifier, options);
      const [preferred] = directory.domains.flatMap((domain) => {
        const records = found.get(domain);
        return records === undefined ? [] : [{ domain, records }];
      });
      if (preferred === undefined) return [];
      return (await searchOnce()).customersOf(identifier, preferred.domain, preferred.records, options);
    },
    async everywhere(identifier, options) {
      const search = await searchOnce();
      const found = await Promise.all(
        directory.domains.map(async (domain) => {
          const { records, failure } = await directory.find(domain, identifier, options.maxAgeSeconds);
          return { failure, customers: records.length === 0 ? [] : await search.customersOf(identifier, domain, records, options) };
        }),
      );
      const failure = found.find((answer) => answer.failure !== null)?.failure;
      const customers = found.flatMap((answer) => answer.customers);
      if (customers.length === 0 && failure != null) throw failure;
      return united(customers);
    },
    async ofRecord(domain, record, options) {
      const customers = united(await (await searchOnce()).canonicalise(domain, [record], options));
      const [first] = customers;
      if (first === undefined) throw new Error('a record of a domain that this deployment does not have');
      if (customers.length > 1) throw ambiguous(customers);
      return finished(first, options);
    },
    async record(id) {
      const findings = await Promise.all(directory.domains.map((domain) => directory.find(domain, { by: 'id', value: id }, null)));
      const found = findings.flatMap(({ records }) => records)[0];
      const failure = findings.find((finding) => finding.failure !== null)?.failure;
      if (found === undefined && failure != null) throw failure;
      return found ?? null;
    },
    constraints: constraintsOnce,
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
