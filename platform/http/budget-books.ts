// Who has used how much of a rate limit, in this process alone. A call counts from the moment it may be sent until the window's length
// after its answer: whenever it reached the vendor in between, no stretch of that length holds more calls than the limit. (A bucket
// that refills at the limit's rate is right only where every call takes equally long to arrive.)
import type { Window } from './budget-quota';

/** What a try to take calls gave. */
export interface Taken {
  /** How many were granted, each under its name. */
  granted: readonly string[];
  /** Where fewer than wanted: when it is worth asking again, in milliseconds. */
  waitMs: number;
}

/** What one try asks for. */
export interface Wish {
  windows: readonly Window[];
  /** What a pause would hold up. */
  pausedBy: string;
  wanted: number;
  /** For how long a call may be under way: one that is never reported counts no longer than that. */
  holdMs: number;
}

export interface BudgetBooks {
  /** As many as fit into all windows. */
  take(wish: Wish): Promise<Taken>;
  /** A call that was granted is answered, or was not sent. Never rejects. */
  settle(windows: readonly Window[], granted: string): Promise<void>;
  /** Nothing is granted for so long. Never rejects. */
  pause(pausedBy: string, ms: number): Promise<void>;
}

/** The account as a whole; pauses of it hold up every part. */
export const ACCOUNT = 'account';

export interface LocalBooks extends BudgetBooks {
  /** Notes what was granted elsewhere. */
  note(wish: Wish, granted: readonly string[]): void;
}

export function createLocalBooks(now: () => number = Date.now): LocalBooks {
  /** By window and call: when it counts no longer. */
  const used = new Map<string, Map<string, number>>();
  const pausedUntil = new Map<string, number>();
  let sequence = 0;

  function usedOf(name: string): Map<string, number> {
    const known = used.get(name) ?? new Map<string, number>();
    used.set(name, known);
    for (const [call, until] of known) if (until <= now()) known.delete(call);
    return known;
  }
  function waitFor({ name, calls, perMs }: Window): number {
    const ends = [...usedOf(name).values()].sort((a, b) => a - b);
    const next = ends[ends.length - calls];
    // Those under way count for a window's length from their answers on, which are still to come.
    return next === undefined ? 0 : Math.min(next - now(), perMs);
  }
  function note({ windows, holdMs }: Wish, granted: readonly string[]): void {
    for (const { name, perMs } of windows) for (const call of granted) usedOf(name).set(call, now() + holdMs + perMs);
  }

  return {
    note,
    async take(wish) {
      const paused = Math.max(pausedUntil.get(ACCOUNT) ?? 0, pausedUntil.get(wish.pausedBy) ?? 0) - now();
      if (paused > 0) return { granted: [], waitMs: paused };
      const free = Math.min(wish.wanted, ...wish.windows.map(({ name, calls }) => Math.max(0, calls - usedOf(name).size)));
      const granted = Array.from({ length: free }, () => `l${(sequence += 1)}`);
      note(wish, granted);
      return { granted, waitMs: free === wish.wanted ? 0 : Math.max(1, ...wish.windows.map(waitFor)) };
    },
    async settle(windows, granted) {
      // One more, since clocks are read in whole milliseconds.
      for (const { name, perMs } of windows) if (usedOf(name).has(granted)) usedOf(name).set(granted, now() + perMs + 1);
    },
    async pause(paused, ms) {
      pausedUntil.set(paused, Math.max(pausedUntil.get(paused) ?? 0, now() + ms));
    },
  };
}
