// Something done in a vendor's system, as a process asks a domain for it over the hidden mutation `_<domain>Action` and hears of it:
// named, with JSON arguments, and safe to ask for again.
import { z } from 'zod';

export const actionRequest = z.object({
  /** Such as `createTask`; the domain's contract says which there are and what each takes. */
  action: z.string(),
  /** The source to do it in. */
  source: z.string(),
  input: z.record(z.string(), z.unknown()),
  /** Asked again with the same key, it is done once. At most 200 characters. */
  key: z.string().min(1).max(200),
  /** Only look whether there is anything to do. */
  dryRun: z.boolean(),
});

export const actionReceipt = z.object({
  action: z.string(),
  source: z.string(),
  /** `already` = what was asked for holds, and nothing was written. `would` = a dry run, and there is something to do. */
  outcome: z.enum(['done', 'already', 'would']),
  /** Global id of what was made or changed; null = the vendor names none. */
  record: z.string().nullable(),
  at: z.iso.datetime(),
  /** What takes it back: another action of the same source, with its input of ids and states, never a person's data; null = nothing can. */
  undo: z.object({ action: z.string(), input: z.record(z.string(), z.unknown()) }).nullable(),
});

/** Which actions each source of a domain offers: `_<domain>Actions`. */
export const offeredActions = z.array(z.object({ source: z.string(), vendor: z.string(), actions: z.array(z.string()) }));

export type ActionRequest = z.infer<typeof actionRequest>;
export type ActionReceipt = z.infer<typeof actionReceipt>;
export type OfferedActions = z.infer<typeof offeredActions>;
