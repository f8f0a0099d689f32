// The section `customers` of a mapping: which columns make a person or company record. Every domain that reads the file reads it.
import { z } from 'zod';
import { CLEANED } from '../field-mapping';
import type { PersonRecord } from '../record';
import type { Reading } from './columns';
import { fills, type Filled } from './mapping-lines';
import { column, link, oneOf, oneOrMore, plainText, region, table } from './values';

export const KINDS = ['PERSON', 'ORGANIZATION'] as const;

export const customersSection = z.strictObject({
  table,
  id: column,
  phoneRegion: region.optional(),
  url: link.optional(),
  /** The column with the id of the member of staff who looks after the customer. */
  salesPerson: column.optional(),
  /** The column with the id of the row that this one was merged into. */
  movedTo: column.optional(),
  fields: z.strictObject({
    email: oneOrMore,
    phone: oneOrMore,
    kind: oneOf(KINDS).optional(),
    name: plainText.optional(),
    givenName: plainText.optional(),
    familyName: plainText.optional(),
    company: plainText.optional(),
    jobTitle: plainText.optional(),
    language: plainText.optional(),
    taxId: plainText.optional(),
    line1: plainText.optional(),
    city: plainText.optional(),
    postalCode: plainText.optional(),
    country: plainText.optional(),
    birthDate: column.optional(),
    createdAt: column.optional(),
    updatedAt: column.optional(),
  }),
  externalIds: z.record(z.string().regex(/^[^:]+:[^:]+$/, 'expected `source:type`, such as hubspot:contact'), column).default({}),
  raw: z.array(column).max(50).default([]),
});

export type CustomersMapping = z.infer<typeof customersSection>;

export const CUSTOMER_READINGS: Readonly<Record<string, Reading>> = { birthDate: 'day', createdAt: 'instant', updatedAt: 'instant' };

const NOBODY = 'a company without a name is an ORGANIZATION';

/** What its columns fill. */
export function customerFills({ fields }: CustomersMapping): Filled[] {
  const ofName = fields.company === undefined ? { name: null } : { name: null, kind: NOBODY };
  const ofAddress = { addresses: null };
  return [
    fills<PersonRecord>('customers', 'PersonRecord', {
      phoneRegion: { phones: 'whose a number without a country code is' },
      movedTo: { movedTo: null, externalIds: 'the row it was merged into' },
      externalIds: { externalIds: null },
      'fields.kind': { kind: null },
      'fields.email': { emails: CLEANED.email, kind: CLEANED.mailbox },
      'fields.phone': { phones: CLEANED.phone },
      ...{ 'fields.name': ofName, 'fields.givenName': ofName, 'fields.familyName': ofName },
      'fields.company': { company: null, kind: NOBODY },
      ...{ 'fields.line1': ofAddress, 'fields.city': ofAddress, 'fields.postalCode': ofAddress, 'fields.country': ofAddress },
      ...{ 'fields.jobTitle': { jobTitle: null }, 'fields.language': { language: null }, 'fields.taxId': { taxId: null } },
      'fields.birthDate': { birthDate: null },
      ...{ 'fields.createdAt': { createdAt: null }, 'fields.updatedAt': { updatedAt: null } },
    }),
  ];
}
