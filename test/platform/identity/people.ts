// Records for the identity tests: one complete, unremarkable person, and arbitrary ones that collide often.
import fc from 'fast-check';
import type { PersonRecord } from '../../../platform/record';

/** A record with nothing on it but what is given. */
export function person(
  id: string,
  parts: Partial<PersonRecord> & { fullName?: string; email?: string; phone?: string } = {},
): PersonRecord {
  const { fullName, email, phone, ...rest } = parts;
  return {
    id,
    url: null,
    kind: 'PERSON',
    name: { full: fullName ?? null, given: null, family: null },
    emails: email === undefined ? [] : [{ value: email, primary: true, verified: null }],
    phones: phone === undefined ? [] : [{ value: phone, primary: true, shared: false }],
    addresses: [],
    company: null,
    jobTitle: null,
    language: null,
    taxId: null,
    birthDate: null,
    employees: null,
    consents: [],
    externalIds: [],
    createdAt: null,
    updatedAt: null,
    movedTo: null,
    raw: null,
    ...rest,
  };
}

const IDS = ['hubspot:contact:1', 'hubspot:contact:2', 'stripe:customer:a', 'stripe:customer:b', 'zendesk:user:7', 'zendesk:user:8'];

/** Records of a tiny world, so that they agree, conflict and chain. */
export const anyPerson: fc.Arbitrary<PersonRecord> = fc
  .record({
    id: fc.constantFrom(...IDS),
    kind: fc.constantFrom('PERSON' as const, 'PERSON' as const, 'ORGANIZATION' as const),
    name: fc.constantFrom(
      'Ada Lovelace',
      'A. Lovelace',
      'Bob Lovelace',
      'Jan Novak',
      'Jana Novak',
      'J. Novak',
      'Acme GmbH',
      '王小明',
      null,
    ),
    emails: fc.uniqueArray(
      fc.constantFrom('ada@example.com', 'a.da@gmail.com', 'ada@gmail.com', 'info@acme.example', 'family@example.com', 'test@example.com'),
      { maxLength: 2 },
    ),
    verified: fc.constantFrom(true, false, null),
    phones: fc.uniqueArray(fc.constantFrom('+4930901820', '+5511987654321', '+551187654321'), { maxLength: 2 }),
    shared: fc.boolean(),
    externalIds: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 1 }),
    company: fc.constantFrom('Acme', null),
    taxId: fc.constantFrom('DE123456789', '123456789', 'DE999999999', null, null),
    birthDate: fc.constantFrom('1815-12-10', '1990-01-01', null, null),
    postalCode: fc.constantFrom('10115', null),
  })
  .map(({ name, emails, verified, phones, shared, postalCode, ...rest }) =>
    person(rest.id, {
      ...rest,
      name: { full: name, given: null, family: null },
      emails: emails.map((value, index) => ({ value, primary: index === 0, verified })),
      phones: phones.map((value, index) => ({ value, primary: index === 0, shared })),
      addresses: postalCode === null ? [] : [{ purpose: 'main', line1: null, city: null, postalCode, country: null }],
    }),
  );
