// From identifiers to what the statement binds, and from rows back to the identifiers they answer.
import { domainToUnicode } from 'node:url';
import type { Identifier } from '../connector';
import { parseRecordId, recordId } from '../record';
import { digitForms } from './digits';
import type { RowKeys } from './customer-rows';
import type { Wanted } from './customer-statements';

/** What to bind for these identifiers; ids of other sources and types are left out of `ids`. */
export function wantedOf(source: string, identifiers: readonly Identifier[]): Wanted {
  const valuesOf = (by: Identifier['by']): string[] => identifiers.filter((one) => one.by === by).map(({ value }) => value);
  const externalIds = new Map<string, string[]>();
  for (const value of valuesOf('externalId')) {
    const parts = parseRecordId(value);
    if (parts === null) continue;
    const type = `${parts.source}:${parts.type}`;
    externalIds.set(type, [...(externalIds.get(type) ?? []), parts.id]);
  }
  return {
    ids: ownIds(source, 'customer', valuesOf('id')),
    emails: [...new Set(valuesOf('email').flatMap((email) => [email.toLowerCase(), withUnicodeDomain(email.toLowerCase())]))].filter(
      (email) => !email.includes('\0'),
    ),
    phoneDigits: [...new Set(valuesOf('phone').flatMap(digitForms))],
    survivors: ownIds(source, 'customer', valuesOf('externalId')),
    externalIds,
  };
}

/** The database's own ids of this source's records of a type; others are left out. */
export function ownIds(source: string, type: string, records: readonly string[]): string[] {
  return records.flatMap((record) => {
    const parts = parseRecordId(record);
    return parts !== null && parts.source === source && parts.type === type ? [parts.id] : [];
  });
}

/** Whether a row holds the identifier: the last word, since the statement compares more loosely. */
export function holds(source: string, keys: RowKeys, { by, value }: Identifier): boolean {
  if (by === 'id') return keys.id !== null && recordId(source, 'customer', keys.id) === value;
  if (by === 'email') return keys.emails.includes(value.toLowerCase());
  if (by === 'phone') return keys.phones.some((phone) => phone.value === value);
  return keys.externalIds.includes(value);
}

/** Databases hold `müller.example`, identifiers `xn--mller-kva.example`. */
function withUnicodeDomain(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, at)}@${domainToUnicode(email.slice(at + 1))}`;
}
