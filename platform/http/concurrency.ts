// How many calls are under way to one origin at a time: as many as it bears. Fewer after each sign of overload, one more after a
// round of calls that went well. Each source has its own, so that no call of another waits behind a slow one.
import type { Patience } from '../request/patience';
import type { Priority } from '../request/priority';
import { takeFirst } from './priority';

export interface ConcurrencyCap {
  /** Waits for its turn; null = the patience was over before. Else say once whether the call met an overloaded vendor. */
  enter(priority: Priority, patience: Patience): Promise<((overloaded: boolean) => void) | null>;
  /** How many may be under way now, how many are, and how many wait. */
  state(): { cap: number; underWay: number; waiting: number };
}

/** Two, so that one that hangs does not hold up all. */
const FEWEST = 2;
const AFTER_OVERLOAD = 0.7;

interface Waiting {
  priority: Priority;
  start(): void;
}

/** Starts with `most`, and never allows more. */
export function createConcurrencyCap(most: number, now: () => number = () => performance.now()): ConcurrencyCap {
  let cap = most;
  let underWay = 0;
  let loweredAt = -Infinity;
  const waiting: Waiting[] = [];

  function admit(): void {
    while (underWay < Math.floor(cap)) {
      const next = takeFirst(waiting);
      if (next === undefined) return;
      underWay += 1;
      next.start();
    }
  }
  function leaver(): (overloaded: boolean) => void {
    const enteredAt = now();
    return (overloaded) => {
      underWay -= 1;
      if (!overloaded) cap = Math.min(most, cap + 1 / cap);
      // Those that were under way together met one overload, not many.
      else if (enteredAt > loweredAt) {
        cap = Math.max(Math.min(FEWEST, most), cap * AFTER_OVERLOAD);
        loweredAt = now();
      }
      admit();
    };
  }

  return {
    enter(priority, patience) {
      if (patience.isOver) return Promise.resolve(null);
      if (waiting.length === 0 && underWay < Math.floor(cap)) {
        underWay += 1;
        return Promise.resolve(leaver());
      }
      return new Promise((resolve) => {
        const one: Waiting = {
          priority,
          start() {
            stayed();
            resolve(leaver());
          },
        };
        waiting.push(one);
        const stayed = patience.onceOver(() => {
          waiting.splice(waiting.indexOf(one), 1);
          resolve(null);
        });
      });
    },
    state: () => ({ cap: Math.floor(cap), underWay, waiting: waiting.length }),
  };
}
