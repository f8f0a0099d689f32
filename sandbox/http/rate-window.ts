// One rate limit of a vendor: how many requests fit into a stretch of time. Rolling windows look back from now; fixed ones
// start anew when they are over, as vendors with a "resets in n seconds" header do.

export interface RateWindow {
  readonly limit: number;
  /** Takes one request if it fits; a refused one is not counted. */
  take(now?: number): { allowed: boolean; remaining: number; resetInMs: number };
}

/** @param lengthMs how long the window is. */
export function createRateWindow(limit: number, lengthMs: number, kind: 'rolling' | 'fixed'): RateWindow {
  let taken: number[] = [];
  let startedAt = 0;
  let count = 0;
  return {
    limit,
    take(now = Date.now()) {
      if (kind === 'rolling') {
        const from = taken.findIndex((at) => at > now - lengthMs);
        taken = from === -1 ? [] : taken.slice(from);
        const allowed = taken.length < limit;
        if (allowed) taken.push(now);
        return { allowed, remaining: Math.max(0, limit - taken.length), resetInMs: (taken[0] ?? now) + lengthMs - now };
      }
      if (now >= startedAt + lengthMs) {
        startedAt = now;
        count = 0;
      }
      const allowed = count < limit;
      if (allowed) count += 1;
      return { allowed, remaining: Math.max(0, limit - count), resetInMs: startedAt + lengthMs - now };
    },
  };
}
