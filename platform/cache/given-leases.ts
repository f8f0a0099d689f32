// What stands behind each lease that the cache has given out: which entry it is of, and what had been seen when it was given. Used up once.
import type { CacheHit, CacheKey, CacheLease } from './cache';
import { createHeldLeases } from './held-leases';
import type { Leased, Sight } from './store';

export interface Behind {
  leased: Leased;
  sight: Sight;
  /** Of near memory, when the lease was given: what was forgotten since is not put there, whatever the store says. */
  stamp: number;
}

/** What is left of a lease that was used up. */
export interface UsedUp extends Behind {
  /** `performance.now()`, when it was given. */
  beganAt: number;
}

export interface GivenLeases {
  /** Without anything behind it: the right to read, of which nothing is kept. */
  give(key: CacheKey, behind?: Behind, stale?: CacheHit): CacheLease;
  /** Undefined where nothing may be kept under it: it has been used up, or there is nothing behind it. */
  useUp(lease: CacheLease): UsedUp | undefined;
  /** Those of them that stand behind something and are not used up. */
  behind(leases: readonly CacheLease[]): Leased[];
  close(): void;
}

/** `extend` renews those that are not used up yet. */
export function createGivenLeases(extend: (leases: readonly Leased[]) => Promise<void>): GivenLeases {
  const given = new WeakMap<CacheLease, UsedUp>();
  const held = createHeldLeases(extend);
  return {
    give(key, behind, stale) {
      const lease: CacheLease = { key, stale };
      if (behind !== undefined) {
        given.set(lease, { ...behind, beganAt: performance.now() });
        held.add(behind.leased);
      }
      return lease;
    },
    useUp(lease) {
      const used = given.get(lease);
      if (used === undefined) return undefined;
      given.delete(lease);
      held.drop(used.leased);
      return used;
    },
    behind: (leases) => leases.flatMap((lease) => given.get(lease)?.leased ?? []),
    close: () => held.close(),
  };
}
