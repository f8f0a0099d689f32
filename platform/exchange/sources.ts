// What a domain says of its configured sources, for `sources`.
import { z } from 'zod';
import { DOMAINS } from './domain';

/** Cached records held against live ones; the difference is null where none was there to check. */
export const cacheCheck = z.object({ checked: z.number(), differing: z.number(), meanAbsoluteDifference: z.number().nullable() });

export type CacheCheck = z.infer<typeof cacheCheck>;

export const sourceReport = z.object({
  id: z.string(),
  domain: z.enum(DOMAINS),
  vendor: z.string(),
  health: z.enum(['UP', 'DOWN', 'UNKNOWN']),
  lookups: z.array(
    z.object({
      by: z.enum(['id', 'email', 'phone', 'externalId']),
      keysPerCall: z.number(),
      caseSensitive: z.boolean(),
      lagSeconds: z.number().nullable(),
      status: z.enum(['SUPPORTED', 'UNSUPPORTED', 'UNCHECKED']),
      checkedAt: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  cacheMode: z.enum(['off', 'links', 'full']),
  budgetLeft: z.number().nullable(),
  mapping: z.array(z.object({ of: z.string(), field: z.string(), from: z.string(), by: z.string().nullable() })).default([]),
  custom: z.array(z.object({ key: z.string(), path: z.string() })).default([]),
  /** Only where it was asked for: how it went, or the stable code of why it could not be done; null = not to be had. */
  cacheCheck: z
    .union([cacheCheck, z.object({ error: z.string() })])
    .nullable()
    .default(null),
});

export type SourceReport = z.infer<typeof sourceReport>;
export type SourceReports = SourceReport[];
