// The customer subgraph's question for a list, over a domain's hidden root field: whom does this filter of your own name?
import { z } from 'zod';
import { DOMAINS } from './domain';
import { personEvidence } from './evidence';

/** Records of one source that a list reads at most. */
export const MOST_LISTED = 1_000;

const frame = { most: z.number().int().positive().max(MOST_LISTED), maxAgeSeconds: z.number().nullable() };

export const listQuery = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('SEARCH'), text: z.string(), ...frame }),
  z.object({ kind: z.literal('OVERDUE'), minDays: z.number(), ...frame }),
  z.object({ kind: z.literal('OPEN_TICKETS'), priorities: z.array(z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW'])), ...frame }),
  z.object({ kind: z.literal('MEMBERS'), audience: z.string(), ...frame }),
  /** The persons of an organisation, named by its records. */
  z.object({ kind: z.literal('PEOPLE'), organizations: z.array(z.string()), ...frame }),
  /** Calendar days, the first and the last one counted. */
  z.object({ kind: z.literal('CLOSING'), from: z.iso.date(), to: z.iso.date(), ...frame }),
]);

const listedItem = z.object({
  id: z.string(),
  url: z.string().nullable(),
  title: z.string().nullable(),
  at: z.string().nullable(),
  amount: z.object({ amount: z.string(), currency: z.string() }).nullable(),
});

export const listedRecords = z.object({
  domain: z.enum(DOMAINS),
  /** In the order of the list, sources taking turns where it has none. */
  records: z.array(z.object({ person: personEvidence, items: z.array(listedItem), fetchedAt: z.string(), fromCache: z.boolean() })),
  /** Sources that could not be asked, with the code of what went wrong. */
  failed: z.array(z.object({ source: z.string(), code: z.string() })),
  /** Sources that have no such list. */
  unsupported: z.array(z.string()),
  /** False where a source has more records than were read. */
  complete: z.boolean(),
});

export type ListQuery = z.infer<typeof listQuery>;
export type ListedRecords = z.infer<typeof listedRecords>;
/** One record on a list, as the customer subgraph knows it. */
export type ListedKnownRecord = ListedRecords['records'][number];
