// Which numbers were used already, in a bounded memory that never forgets in favour of a replay: when it is full the oldest go, and
// whatever is as old as they are is refused from then on.

export interface SeenOnce {
  /** True the first time, for something signed at that time (epoch ms); false afterwards, and for what is older than the memory. */
  isNew(nonce: string, signedAt: number, now: number): boolean;
}

/** `from`: what was signed earlier is refused. */
export function createSeenOnce({ windowMs, most, from }: { windowMs: number; most: number; from: number }): SeenOnce {
  /** In the order in which they came, with the time of their signature. */
  const seen = new Map<string, number>();
  let floor = from;
  return {
    isNew(nonce, signedAt, now) {
      if (signedAt < floor || seen.has(nonce)) return false;
      for (const [oldest, at] of seen) {
        // Outside of the window it would be refused for its time.
        if (at >= now - windowMs && seen.size < most) break;
        seen.delete(oldest);
        if (at >= now - windowMs) floor = Math.max(floor, at + 1);
      }
      seen.set(nonce, signedAt);
      return true;
    },
  };
}
