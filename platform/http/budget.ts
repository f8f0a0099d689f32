// A source's turn in its vendor's rate limits: calls wait here, those in a hurry first, until the books have room for them. Whose the
// books are, this process's or all processes', is budget-books.ts and budget-shared.ts.
import type { Patience } from '../request/patience';
import type { BudgetBooks, Wish } from './budget-books';
import { pausedBy, windowsOf, type CountedRequest, type Quota } from './budget-quota';
import type { Priority } from '../request/priority';
import { allowed, takeFirst } from './priority';

export interface Admission {
  request: CountedRequest;
  quotas: readonly Quota[];
  priority: Priority;
  patience: Patience;
  /** Epoch milliseconds. */
  deadlineAt: number;
}

export interface RateBudget {
  /**
   * Waits for the call's turn, then: call what it answers when the call is over, sent or not. `too late`, at once, where its turn would
   * come after the deadline; null where the patience was over before.
   */
  admit(admission: Admission): Promise<(() => void) | 'too late' | null>;
  /** The vendor refused: nothing that `paused` (of pausedBy) names is sent for so long, by no process that shares the books. */
  pause(paused: string, ms: number): void;
}

interface Waiting {
  priority: Priority;
  deadlineAt: number;
  /** Its turn has come, or will not. */
  end(answer: (() => void) | 'too late'): void;
}

/** Calls that count in the same windows wait in one line. */
interface Line {
  waiting: Waiting[];
  /** Somebody new came: whoever sleeps for the line looks again. */
  wake: () => void;
  running: boolean;
}

/** Beyond the deadline of a call, for its answer to be told of. */
const GRACE_MS = 1_000;

export function createRateBudget(books: BudgetBooks, now: () => number = Date.now): RateBudget {
  const lines = new Map<string, Line>();

  /** Serves the line until nobody waits. */
  async function serve(name: string, line: Line, quotas: readonly Quota[], request: CountedRequest): Promise<void> {
    line.running = true;
    while (line.waiting.length > 0) {
      const [head] = line.waiting.toSorted((a, b) => rank(a) - rank(b));
      if (head === undefined) break;
      const same = line.waiting.filter(({ priority }) => priority === head.priority);
      const windows = windowsOf(quotas, request).map((window) => ({ ...window, calls: allowed(window.calls, head.priority) }));
      const holdMs = Math.max(...same.map(({ deadlineAt }) => deadlineAt)) - now() + GRACE_MS;
      const wish: Wish = { windows, pausedBy: pausedBy(quotas, request), wanted: same.length, holdMs };
      const { granted, waitMs } = await books.take(wish);
      for (const call of granted) {
        const settle = (): void => void books.settle(windows, call);
        const next = takeFirst(line.waiting);
        if (next === undefined) settle();
        else next.end(settle);
      }
      if (granted.length > 0) continue;
      for (const one of line.waiting.filter(({ deadlineAt }) => deadlineAt < now() + waitMs)) {
        line.waiting.splice(line.waiting.indexOf(one), 1);
        one.end('too late');
      }
      if (line.waiting.length > 0) await sleepUntilWoken(line, waitMs);
    }
    line.running = false;
    lines.delete(name);
  }

  return {
    admit({ request, quotas, priority, patience, deadlineAt }) {
      if (patience.isOver) return Promise.resolve(null);
      const name = JSON.stringify([windowsOf(quotas, request), pausedBy(quotas, request)]);
      const line = lines.get(name) ?? { waiting: [], wake: () => undefined, running: false };
      lines.set(name, line);
      return new Promise((resolve) => {
        const one: Waiting = {
          priority,
          deadlineAt,
          end(answer) {
            stayed();
            resolve(answer);
          },
        };
        const stayed = patience.onceOver(() => {
          line.waiting.splice(line.waiting.indexOf(one), 1);
          line.wake();
          resolve(null);
        });
        line.waiting.push(one);
        if (line.running) line.wake();
        else void serve(name, line, quotas, request);
      });
    },
    pause: (paused, ms) => void books.pause(paused, ms),
  };
}

function rank({ priority }: Waiting): number {
  return { interactive: 0, service: 1, batch: 2 }[priority];
}

function sleepUntilWoken(line: Line, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const awake = (): void => {
      clearTimeout(timer);
      line.wake = () => undefined;
      resolve();
    };
    const timer = setTimeout(awake, ms);
    line.wake = awake;
  });
}
