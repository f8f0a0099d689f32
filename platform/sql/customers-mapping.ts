// The section `customers` of a mapping: which columns make a person or company record. Every domain that reads the file reads it.
import { z } from 'zod';
import type { Reading } from './columns';
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
