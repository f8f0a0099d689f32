// A customer that was found: the anchor, and the match keys by which the domains find the rest. Made by the search, handed on to
// the resolvers; nothing here asks anybody.
import { InputError } from '../../platform/errors';
import type { KnownRecord } from '../../platform/exchange/directory';
import type { Domain } from '../../platform/exchange/domain';
import type { PersonEvidence } from '../../platform/exchange/evidence';
import type { MatchKeys, MatchProfile, ViewOptions } from '../../platform/identity/match-keys';
import { toMatchProfile } from '../../platform/identity/match-profile';
import { compareNames } from '../../platform/identity/pair';
import { joinSaid, saidOf, type SaidOfCustomer } from '../../platform/identity/said';
import { scoreRecord } from '../../platform/identity/score';
import { parseRecordId, type RecordId } from '../../platform/record';

/** What a customer's other parts are made from. */
export interface FoundCustomer {
  keys: MatchKeys;
  anchor: KnownRecord;
  /** The domain that the anchor is of. */
  domain: Domain;
}

/** What a search learns of identifiers, as `identifierKey`s. */
export interface Marks {
  /** On so many records of one source that they mean nobody. */
  generic: Set<string>;
  /** Also held by somebody whose name is not the customer's. */
  contested: Set<string>;
}

/** Records of one cluster are one customer, and so are those that led to it: each is as sure as its best link to another of them. */
export function toMatchKeys(
  anchor: KnownRecord,
  others: readonly KnownRecord[],
  { generic, contested }: Marks,
  said: SaidOfCustomer,
  options: ViewOptions,
): MatchKeys {
  const anchorProfile = toMatchProfile(anchor.person, 1);
  const rest = [
    ...new Map(others.filter(({ person }) => person.id !== anchor.person.id).map(({ person }) => [person.id, person])).values(),
  ];
  const { minConfidence, policy } = options;
  const profiles = rest.map((person) => {
    const known = [anchorProfile, ...rest.filter((other) => other !== person).map((other) => toMatchProfile(other, 1))];
    const { confidence } = scoreRecord(known, person, { minConfidence, policy, said: saidOf(said) });
    return toMatchProfile(person, confidence);
  });
  const marks = { generic: [...generic], contested: [...contested] };
  return { anchor: anchor.person.id, movedFrom: null, profiles: [anchorProfile, ...profiles], ...marks, said, options };
}

/** Those of one anchor are one customer, known by all that led to it. Order kept. */
export function united(customers: readonly FoundCustomer[]): FoundCustomer[] {
  const byAnchor = new Map<RecordId, FoundCustomer>();
  for (const customer of customers) {
    const known = byAnchor.get(customer.keys.anchor);
    byAnchor.set(customer.keys.anchor, known === undefined ? customer : unitedPair(known, customer));
  }
  return [...byAnchor.values()];
}

/** The first, known by all that led to the second as well. */
export function unitedPair({ anchor, domain, keys }: FoundCustomer, other: FoundCustomer): FoundCustomer {
  const known = new Set(keys.profiles.map(({ record }) => record));
  const profiles = [...keys.profiles, ...other.keys.profiles.filter(({ record }) => !known.has(record))];
  const generic = [...new Set([...keys.generic, ...other.keys.generic])];
  const contested = [...new Set([...keys.contested, ...other.keys.contested])];
  return { anchor, domain, keys: { ...keys, profiles, generic, contested, said: joinSaid(keys.said, other.keys.said) } };
}

/** Did its source answer with another record in its place? A source that is down has moved nothing. */
export function isMoved(id: RecordId, { keys }: FoundCustomer): boolean {
  const records = keys.profiles.map(({ record }) => record);
  const source = parseRecordId(id)?.source;
  return !records.includes(id) && records.some((record) => parseRecordId(record)?.source === source);
}

/** A person whose name excludes every one of the customer's. */
export function isOfAnother(person: PersonEvidence, profiles: readonly MatchProfile[]): boolean {
  const other = toMatchProfile(person, 1);
  return profiles.every((profile) => profile.record !== other.record && compareNames(profile, other) === 'incompatible');
}

/** The error that lists them, instead of a first pick. */
export function ambiguous(customers: readonly FoundCustomer[]): InputError {
  return new InputError(`${customers.length} customers fit equally well: ask for one of them by its id, or see customerMatches.`, {
    code: 'AMBIGUOUS_CUSTOMER',
    candidates: customers.map(({ keys }) => keys.anchor),
  });
}
