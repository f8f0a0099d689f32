// What a request cost: calls, keys, cache hits and failures by source. Subgraphs hand it on with each answer; the gateway
// adds it up for `extensions.customerGraph`.
import { z } from 'zod';

const entry = z.object({
  /** Requests sent to the source. A batch shared with another request counts where it began. */
  calls: z.number(),
  /** Keys asked for, the cached ones included. */
  keys: z.number(),
  cacheHits: z.number(),
  /** The longest the request waited for it. */
  ms: z.number(),
  /** Age of the oldest cached part, in seconds. */
  ageSeconds: z.number(),
  /** Share of the vendor's rate limit still left. */
  budgetLeft: z.number().nullable(),
  /** Stable code of the newest failure. */
  error: z.string().nullable(),
  /** Stable code of a failure that answers past their time stood in for: nothing is missing, it is as old as `ageSeconds` says. */
  stoodInFor: z.string().nullable().default(null),
});

export const costs = z.record(z.string(), entry);

/** Cost of one source in one request. */
export type Cost = z.infer<typeof entry>;
/** Cost by source. */
export type Costs = z.infer<typeof costs>;

const NOTHING: Cost = { calls: 0, keys: 0, cacheHits: 0, ms: 0, ageSeconds: 0, budgetLeft: null, error: null, stoodInFor: null };

export interface Ledger {
  /** Adds to a source's cost: counts add up, times and ages keep the largest, the rest the newest. */
  add(source: string, cost: Partial<Cost>): void;
  addAll(costs: Costs): void;
  /** All since the last drain, and starts anew. */
  drain(): Costs;
}

/** An empty ledger. */
export function createLedger(): Ledger {
  let bySource = new Map<string, Cost>();
  const ledger: Ledger = {
    add(source, cost) {
      const before = bySource.get(source) ?? NOTHING;
      bySource.set(source, {
        calls: before.calls + (cost.calls ?? 0),
        keys: before.keys + (cost.keys ?? 0),
        cacheHits: before.cacheHits + (cost.cacheHits ?? 0),
        ms: Math.max(before.ms, cost.ms ?? 0),
        ageSeconds: Math.max(before.ageSeconds, cost.ageSeconds ?? 0),
        budgetLeft: cost.budgetLeft ?? before.budgetLeft,
        error: cost.error ?? before.error,
        stoodInFor: cost.stoodInFor ?? before.stoodInFor,
      });
    },
    addAll: (given) => Object.entries(given).forEach(([source, cost]) => ledger.add(source, cost)),
    drain() {
      const drained = Object.fromEntries(bySource);
      bySource = new Map();
      return drained;
    },
  };
  return ledger;
}
