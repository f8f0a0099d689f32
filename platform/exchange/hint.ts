// What an event of a vendor's system becomes in this house: a hint that something should be read again. Ids alone, never data: hints
// may come twice, late and out of order, and nothing is wrong.
import { z } from 'zod';

export const hint = z.object({
  /** The same for the same cause, whoever tells it again. */
  cause: z.string(),
  source: z.string(),
  /** Global id of the record that is meant; null = something of the source, which does not say what. */
  record: z.string().nullable(),
  /** `<domain>.<what>.<created|updated|deleted>`, such as `support.ticket.updated`. */
  type: z.string().regex(/^[a-z]+\.[a-z-]+\.(created|updated|deleted)$/),
  /** When the vendor says that it happened, or when we heard: ISO 8601 in UTC. */
  at: z.iso.datetime(),
});

/** Something may have changed. */
export type Hint = z.infer<typeof hint>;

/** A customer of whom something may have changed: hints of one person, gathered after identity resolution. */
export const customerChanged = z.object({
  /** The same for the same causes. */
  id: z.string(),
  /** Canonical id of the customer. */
  customer: z.string(),
  /** The sources whose hints these are. */
  systems: z.array(z.string()),
  /** The types of these hints. */
  types: z.array(z.string()),
  /** Records that were named. */
  records: z.array(z.string()),
  at: z.iso.datetime(),
});

export type CustomerChanged = z.infer<typeof customerChanged>;
