// The directory's question to a domain, over its hidden root field: which of your records hold these identifiers?
import { z } from 'zod';
import { DOMAINS } from './domain';
import { personEvidence } from './evidence';

/** Of one query; who has more asks several. */
export const MOST_IDENTIFIERS = 1_000;

const wayToLookUp = z.enum(['id', 'email', 'phone', 'externalId']);

export const recordQuery = z.object({
  identifiers: z.array(z.object({ by: wayToLookUp, value: z.string() })).max(MOST_IDENTIFIERS),
  maxAgeSeconds: z.number().nullable(),
});

export const recordMatches = z.object({
  domain: z.enum(DOMAINS),
  /** One list an identifier, in the order asked. */
  matches: z.array(z.array(z.object({ person: personEvidence, fetchedAt: z.string(), fromCache: z.boolean() }))),
  /** Sources that could not be asked, with the code of what went wrong; with `by`, by this way alone. */
  failed: z.array(z.object({ source: z.string(), code: z.string(), by: wayToLookUp.exactOptional() })),
});

export type RecordQuery = z.infer<typeof recordQuery>;
export type RecordMatches = z.infer<typeof recordMatches>;
/** One record as the directory knows it. */
export type KnownRecord = RecordMatches['matches'][number][number];
