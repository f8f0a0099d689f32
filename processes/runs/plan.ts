// What a run is going to do, as data: named actions with JSON input, in order. Made once, before anything is done, and then kept: a run
// goes on by its plan whatever has become of the definition that made it. It may hold personal data, and is sealed where it is kept.
import { z } from 'zod';

/** A domain as its subgraph and its hidden fields are named. */
export const DOMAIN_NAMES = ['crm', 'sales', 'billing', 'marketing', 'support'] as const;
export type DomainName = (typeof DOMAIN_NAMES)[number];

export const plannedStep = z.object({
  domain: z.enum(DOMAIN_NAMES),
  source: z.string(),
  action: z.string(),
  input: z.record(z.string(), z.unknown()),
  /**
   * COMPENSATABLE = can be taken back, or changes nothing that would have to be. PIVOT = from here on there is no way back. RETRY = after
   * the pivot: tried until it is done.
   */
  role: z.enum(['COMPENSATABLE', 'PIVOT', 'RETRY']),
  /** Taken back, as its receipt says, when a later step is given up. */
  undo: z.boolean(),
});

export type PlannedStep = z.infer<typeof plannedStep>;

/** A plan with what it was made of. */
export const sealedWork = z.object({
  input: z.unknown(),
  /** null = not made yet. */
  steps: z.array(plannedStep).nullable(),
  /** Go on without the steps that a source does not offer. */
  acceptsGaps: z.boolean(),
  /** The key of one item, where the process looks at several of a customer; null = none. */
  item: z.string().nullable(),
});

export type SealedWork = z.infer<typeof sealedWork>;

/** Every fault of the order of roles, in words; none = it is kept. After a pivot there is only RETRY; before it there is none. */
export function faultsOfOrder(steps: readonly { action: string; role: PlannedStep['role']; undo: boolean }[]): string[] {
  const pivot = steps.findIndex(({ role }) => role === 'PIVOT');
  return steps.flatMap(({ action, role, undo }, position) => {
    const isAfter = pivot !== -1 && position > pivot;
    if (isAfter && undo) return [`${action}: nothing is taken back after the pivot`];
    // Several pivots in a row are one step in several systems.
    if (isAfter && role === 'COMPENSATABLE') return [`${action}: after the pivot a step is tried until it is done (retry)`];
    if (pivot === -1 && role === 'RETRY') return [`${action}: is tried for ever, and may only stand behind a pivot`];
    if (!isAfter && role === 'RETRY') return [`${action}: is tried for ever, and may only stand behind a pivot`];
    if (role !== 'COMPENSATABLE' && undo) return [`${action}: has no way back, and an undo`];
    return [];
  });
}
