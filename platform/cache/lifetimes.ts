// How long an answer is fresh, and how long it may still stand in afterwards. Pure; what the SDL says (`@cacheControl`) comes in as
// seconds.

/** What a store is told of a value's time, from now on. */
export interface Lifetime {
  freshMs: number;
  /** Fresh and grace together. */
  keepMs: number;
}

/** Nothing there: things appear more often than they vanish. */
const ABSENT_SECONDS = 10;
/** Up to this share of its time is taken off at random, so that what was read together does not end together. */
const JITTER = 0.1;
/** How long after its time a value may stand in for a source that fails. */
const GRACE_MS = 300_000;
/** The share of its time for which it may be answered with while somebody reads it anew. */
const REVALIDATE_SHARE = 0.25;

/** Null for what is not to be kept: its time is over already, or is no number. `random` is from 0 to 1. */
export function lifetimeOf(ttlSeconds: number, absent: boolean, ageMs: number, random: number): Lifetime | null {
  const seconds = absent ? Math.min(ttlSeconds, ABSENT_SECONDS) : ttlSeconds;
  const freshMs = Math.floor(seconds * 1_000 * (1 - JITTER * random) - ageMs);
  // Written so that a time which is not a number is refused too.
  if (!(freshMs > 0) || !Number.isFinite(freshMs)) return null;
  return { freshMs, keepMs: freshMs + (absent ? 0 : GRACE_MS) };
}

/** Whether a value past its time may be answered with while it is read anew; `leftMs` is 0 or less. */
export function mayStandIn(ageMs: number, leftMs: number): boolean {
  return -leftMs <= (ageMs + leftMs) * REVALIDATE_SHARE;
}
