// How a domain fared in one request, for `completeness`. Made without any upstream call.
import { z } from 'zod';
import { DOMAINS } from './domain';

export const domainReport = z.object({
  domain: z.enum(DOMAINS),
  state: z.enum(['OK', 'CACHED', 'NOT_ASKED', 'NOT_CONFIGURED', 'PARTIAL', 'FAILED', 'TIMEOUT', 'UNSUPPORTED']),
  sources: z.array(z.string()),
  ageSeconds: z.number().nullable(),
  latencyMs: z.number().nullable(),
  /** Stable code of what went wrong. */
  error: z.string().nullable(),
});

export type DomainReport = z.infer<typeof domainReport>;
