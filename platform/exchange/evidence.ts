// What a domain tells the `customer` subgraph of a customer's identity and profile: its linked records, and its candidates.
import { z } from 'zod';
import { DOMAINS } from './domain';

const nullableText = z.string().nullable();

/** A reference that can be shown: global id, and where a person can open it. */
export const reference = z.object({ id: z.string(), url: nullableText });

/** One rule that spoke for a link (weight = its confidence) or forbids it (weight 0). Never holds an identifier's value. */
export const ruleVerdict = z.object({
  rule: z.string(),
  identifier: z.enum(['id', 'email', 'phone', 'name', 'company', 'postcode', 'taxId', 'birthDate', 'count']),
  weight: z.number(),
  note: nullableText,
});

/** A `PersonRecord` without its raw answer. */
export const personEvidence = z.object({
  id: z.string(),
  url: nullableText,
  kind: z.enum(['PERSON', 'ORGANIZATION']),
  name: z.object({ full: nullableText, given: nullableText, family: nullableText }),
  emails: z.array(z.object({ value: z.string(), primary: z.boolean(), verified: z.boolean().nullable() })),
  phones: z.array(z.object({ value: z.string(), primary: z.boolean(), shared: z.boolean() })),
  addresses: z.array(
    z.object({
      purpose: z.enum(['main', 'billing', 'shipping']),
      line1: nullableText,
      city: nullableText,
      postalCode: nullableText,
      country: nullableText,
    }),
  ),
  company: nullableText,
  jobTitle: nullableText,
  language: nullableText,
  taxId: nullableText,
  birthDate: nullableText,
  employees: z.number().nullable(),
  consents: z.array(
    z.object({
      channel: z.enum(['EMAIL', 'SMS', 'PHONE', 'POST']),
      purpose: z.string(),
      status: z.enum(['GRANTED', 'DENIED', 'REVOKED', 'UNKNOWN']),
      address: nullableText,
      at: nullableText,
    }),
  ),
  externalIds: z.array(z.string()),
  createdAt: nullableText,
  updatedAt: nullableText,
  movedTo: nullableText,
  formerIds: z.array(z.string()).exactOptional(),
});

export const recordEvidence = z.object({
  ref: reference,
  decision: z.enum(['ANCHOR', 'LINK', 'CANDIDATE']),
  confidence: z.number(),
  evidence: z.array(ruleVerdict),
  vetoes: z.array(ruleVerdict),
  /** When it was read from its source, ISO 8601. */
  fetchedAt: z.string(),
  fromCache: z.boolean(),
  /** null for candidates: nothing of theirs enters the view. */
  person: personEvidence.nullable(),
  /** What its source's custom fields say, by key; left out where it has none of them, and for candidates. */
  custom: z.record(z.string(), z.json()).exactOptional(),
});

export const domainEvidence = z.object({
  domain: z.enum(DOMAINS),
  /** Sources that could not be asked; what they know is missing here. */
  missing: z.array(z.string()),
  records: z.array(recordEvidence),
  /** Keys of the custom fields that the domain's sources are configured with; left out where there are none. */
  customKeys: z.array(z.string()).exactOptional(),
});

export type Reference = z.infer<typeof reference>;
export type RuleVerdict = z.infer<typeof ruleVerdict>;
export type PersonEvidence = z.infer<typeof personEvidence>;
export type RecordEvidence = z.infer<typeof recordEvidence>;
export type DomainEvidence = z.infer<typeof domainEvidence>;
