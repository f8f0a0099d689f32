// The hidden key of a customer: what the `customer` subgraph hands the domains so that they find their own records.
// It travels inside the graph only, is never shown to a client, and is parsed wherever it arrives.
import { z } from 'zod';

const nullableText = z.string().nullable();

const emailPoint = z.object({ value: z.string(), primary: z.boolean(), verified: z.boolean().nullable() });
const phonePoint = z.object({ value: z.string(), primary: z.boolean(), shared: z.boolean() });

/** What one known record of the customer can be recognised by. */
export const matchProfile = z.object({
  record: z.string(),
  /** How sure it is that this record is the customer; 1 for the anchor. */
  confidence: z.number(),
  kind: z.enum(['PERSON', 'ORGANIZATION']),
  name: z.object({ full: nullableText, given: nullableText, family: nullableText }),
  emails: z.array(emailPoint),
  phones: z.array(phonePoint),
  externalIds: z.array(z.string()),
  /** Ids of records merged into this one, which others may still store. */
  formerIds: z.array(z.string()).exactOptional(),
  company: nullableText,
  postalCode: nullableText,
  taxId: nullableText,
  birthDate: nullableText,
});

export const viewOptions = z.object({
  policy: z.enum(['DEFAULT', 'STRICT', 'SUPPORT_DESK', 'BILLING']),
  /** Nothing older than this; null = as the cache allows; 0 = live. */
  maxAgeSeconds: z.number().int().nonnegative().nullable(),
  /** 1 = the anchor's identifiers; 2 = also those of linked records. */
  depth: z.union([z.literal(1), z.literal(2)]),
  /** Below this a record is a candidate, not a link. */
  minConfidence: z.number().min(0.5).max(1),
});

export const matchKeys = z.object({
  /** The anchor record's id: the customer's id. */
  anchor: z.string(),
  /** The record asked for, where its source has merged it into another one. */
  movedFrom: z.string().nullable(),
  /** The known records: the anchor first, then its siblings and the records that led to it. */
  profiles: z.array(matchProfile).min(1),
  /** What the search for the anchor learnt of identifiers, as `identifierKey`s: on too many records, or on somebody else's. */
  generic: z.array(z.string()),
  contested: z.array(z.string()),
  /** What people said of this customer's records: their word comes before every rule. */
  said: z.object({ known: z.boolean(), asOf: nullableText, linked: z.array(z.string()), unlinked: z.array(z.string()) }),
  options: viewOptions,
});

export type MatchProfile = z.infer<typeof matchProfile>;
export type ViewOptions = z.infer<typeof viewOptions>;
export type MatchKeys = z.infer<typeof matchKeys>;

export const DEFAULT_VIEW_OPTIONS: ViewOptions = { policy: 'DEFAULT', maxAgeSeconds: null, depth: 1, minConfidence: 0.8 };
