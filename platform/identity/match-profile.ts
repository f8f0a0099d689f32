// A record reduced to what it can be recognised by: the part of a `PersonRecord` that travels inside the match keys.
import type { PersonEvidence } from '../exchange/evidence';
import type { MatchProfile } from './match-keys';

/** What `record` can be recognised by; `confidence` = how sure it is that it is the customer, 1 for the anchor. */
export function toMatchProfile(record: PersonEvidence, confidence: number): MatchProfile {
  return {
    record: record.id,
    confidence,
    kind: record.kind,
    name: record.name,
    emails: record.emails,
    phones: record.phones,
    externalIds: record.externalIds,
    ...(record.formerIds === undefined ? {} : { formerIds: record.formerIds }),
    company: record.company,
    postalCode: postalCodeOf(record),
    taxId: record.taxId,
    birthDate: record.birthDate,
  };
}

function postalCodeOf(record: PersonEvidence): string | null {
  for (const purpose of ['main', 'billing', 'shipping']) {
    const found = record.addresses.find((address) => address.purpose === purpose && address.postalCode !== null);
    if (found !== undefined) return found.postalCode;
  }
  return null;
}
