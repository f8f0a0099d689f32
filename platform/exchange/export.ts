// All that a domain's sources hold of one customer, as the customer subgraph hears it over the hidden `_<domain>Export`: for a person's
// right to a copy. Read live, as far as the vendors' systems give it.
import { z } from 'zod';
import { DOMAINS } from './domain';
import { ruleVerdict } from './evidence';

/** What a source answered to one question about a record; of what it could not answer, the stable code of why. */
const related = z.union([z.object({ items: z.array(z.json()) }), z.object({ error: z.string() })]);

export const exportedRecord = z.object({
  id: z.string(),
  source: z.string(),
  vendor: z.string(),
  url: z.string().nullable(),
  /** Why it is held to be theirs. */
  decision: z.enum(['ANCHOR', 'LINK']),
  confidence: z.number(),
  evidence: z.array(ruleVerdict),
  fetchedAt: z.string(),
  /** The record as its source answered it. */
  data: z.json(),
  /** What hangs on it, by its name in the domain, such as `tickets`. */
  related: z.record(z.string(), related),
});

export const domainExport = z.object({
  domain: z.enum(DOMAINS),
  records: z.array(exportedRecord),
  /** Ids of records that may be theirs, for a person to decide: nothing of them is here. */
  candidates: z.array(z.string()),
  /** Sources that could not be asked, or only in part. */
  missing: z.array(z.string()),
});

export type ExportedRecord = z.infer<typeof exportedRecord>;
export type DomainExport = z.infer<typeof domainExport>;
