// From a row of the section `customers` to a record. What a record cannot do without must be there and have its form; what may
// be absent becomes null.
import { z } from 'zod';
import { isRoleMailbox, normaliseEmail } from '../identity/email';
import { normalisePhone } from '../identity/phone';
import { recordId, type AddressPoint, type PersonRecord, type PhonePoint } from '../record';
import { instant, key, linkTo, textOf, type Cells } from './cells';
import type { Section } from './columns';
import { KINDS, type CustomersMapping } from './customers-mapping';

/** What a customer row can be found by; never throws, so that a faulty row is noticed by those who look for it. */
export interface RowKeys {
  id: string | null;
  /** Normalised, the primary one first. */
  emails: string[];
  phones: PhonePoint[];
  /** Global ids, that of the row it was merged into among them. */
  externalIds: string[];
  /** Global id. */
  movedTo: string | null;
}

export function keysOf(source: string, mapping: CustomersMapping, cells: Cells, region: string | undefined): RowKeys {
  const phoneRegion = textOf(mapping.phoneRegion, cells.get('phoneRegion')) ?? region;
  const emails = mapping.fields.email
    .map((_, index) => normaliseEmail(cells.get(`fields.email.${index}`)))
    .filter((email) => email !== null);
  const numbers = mapping.fields.phone
    .map((_, index) => normalisePhone(cells.get(`fields.phone.${index}`), phoneRegion))
    .filter((number) => number !== null);
  const phones = new Map(numbers.map(({ e164, extension }) => [e164, extension !== null]));
  const id = cells.get('id') ?? null;
  const survivor = cells.get('movedTo')?.trim() ?? '';
  // Some note of every row where it is now, its own id where it has not moved.
  const movedTo = survivor === '' || survivor === id ? null : recordId(source, 'customer', survivor);
  return {
    id,
    emails: [...new Set(emails)],
    // Behind an extension there is a switchboard.
    phones: [...phones].map(([value, shared], index) => ({ value, primary: index === 0, shared })),
    externalIds: [
      ...Object.keys(mapping.externalIds).flatMap((type) => {
        const stored = cells.get(`externalIds.${type}`)?.trim() ?? '';
        return stored === '' ? [] : [`${type}:${stored}`];
      }),
      ...(movedTo === null ? [] : [movedTo]),
    ],
    movedTo,
  };
}

const customerRow = z.object({
  id: key,
  birthDate: z.iso.date().nullable(),
  createdAt: instant.nullable(),
  updatedAt: instant.nullable(),
  kind: z.enum(KINDS).nullable(),
});

/** What rows are made into records by. */
export interface CustomerRows {
  source: string;
  mapping: CustomersMapping;
  section: Section;
  /** What a customer's address is for, in this file. */
  purpose: AddressPoint['purpose'];
}

/** A customer row as a record; throws ZodError where it breaks its contract. */
export function toCustomer({ source, mapping, section, purpose }: CustomerRows, cells: Cells, keys: RowKeys): PersonRecord {
  const { fields } = mapping;
  const text = (field: Exclude<keyof typeof fields, 'email' | 'phone' | 'birthDate' | 'createdAt' | 'updatedAt'>): string | null =>
    textOf(fields[field], cells.get(`fields.${field}`));
  const row = customerRow.parse({
    id: keys.id,
    birthDate: cells.get('fields.birthDate') ?? null,
    createdAt: cells.get('fields.createdAt') ?? null,
    updatedAt: cells.get('fields.updatedAt') ?? null,
    kind: text('kind'),
  });
  const given = text('givenName');
  const family = text('familyName');
  const full = text('name') ?? ([given, family].filter((part) => part !== null).join(' ') || null);
  const company = text('company');
  const address: AddressPoint = {
    purpose,
    line1: text('line1'),
    city: text('city'),
    postalCode: text('postalCode'),
    country: text('country'),
  };
  return {
    id: recordId(source, 'customer', row.id),
    url: linkTo(mapping.url, row.id),
    kind: row.kind ?? ((full === null && company !== null) || keys.emails.slice(0, 1).some(isRoleMailbox) ? 'ORGANIZATION' : 'PERSON'),
    name: { full, given, family },
    emails: keys.emails.map((value, index) => ({ value, primary: index === 0, verified: null })),
    phones: keys.phones,
    addresses: [address.line1, address.city, address.postalCode, address.country].some((line) => line !== null) ? [address] : [],
    company,
    jobTitle: text('jobTitle'),
    language: text('language'),
    taxId: text('taxId'),
    birthDate: row.birthDate,
    employees: null,
    consents: [],
    externalIds: keys.externalIds,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    movedTo: keys.movedTo,
    raw: Object.fromEntries(section.columns.map(({ path, column }) => [column, cells.get(path) ?? null])),
  };
}
