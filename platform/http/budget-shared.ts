// The books of a rate limit for all processes, in Redis. While that does not answer, and until what it forgot in the meantime no
// longer counts, each process keeps to its share of the limit by books of its own.
import { randomUUID } from 'node:crypto';
import { createLocalBooks, ACCOUNT, type BudgetBooks, type Wish } from './budget-books';
import { createDividedBooks } from './budget-divided';
import type { BudgetRedis } from './budget-redis';
import { PAUSE, SETTLE, TAKE } from './budget-script';

export interface SharedBooksOptions {
  redis: BudgetRedis;
  /** First part of every key: the deployment, and the system with its credential. */
  account: string;
  /** Among how many processes the limit is divided while Redis is away. */
  processes: number;
}

/** A Redis that failed is left alone for so long. */
const REST_MS = 1_000;

export function createSharedBooks({ redis, account, processes }: SharedBooksOptions): BudgetBooks {
  const own = createDividedBooks(createLocalBooks(), processes);
  // One hash tag: a script may touch one slot of a Cluster only.
  const key = (kind: string, name: string): string => `{budget:${account}}:${kind}:${name}`;
  let restUntil = 0;

  /** Whether what Redis knows is all there is to know of these windows. */
  function isTrusted(longestMs: number): boolean {
    const lostAt = redis.forgotAt();
    return Date.now() >= restUntil && redis.isReady() && (lostAt === null || Date.now() >= lostAt + longestMs);
  }
  async function run(script: string, keys: readonly string[], values: readonly (string | number)[]): Promise<unknown> {
    try {
      return await redis.run(script, keys, values);
    } catch {
      restUntil = Date.now() + REST_MS;
      return null;
    }
  }

  return {
    async take(wish: Wish) {
      const { windows, wanted, holdMs } = wish;
      const longest = Math.max(0, ...windows.map(({ perMs }) => perMs));
      const name = randomUUID();
      await redis.begun;
      if (isTrusted(longest)) {
        const keys = [key('pause', ACCOUNT), key('pause', wish.pausedBy), ...windows.map((window) => key('used', window.name))];
        const values = [`${name}:`, wanted, holdMs, ...windows.flatMap(({ calls, perMs }) => [calls, perMs])];
        const answer = await run(TAKE, keys, values);
        if (Array.isArray(answer)) {
          const [free, waitMs] = answer.map(Number);
          const granted = Array.from({ length: free ?? 0 }, (_, index) => `${name}:${index + 1}`);
          own.note(wish, granted);
          return { granted, waitMs: waitMs ?? 1 };
        }
      }
      return own.take(wish);
    },
    async settle(windows, granted) {
      await own.settle(windows, granted);
      if (!granted.includes(':') || windows.length === 0) return;
      await run(
        SETTLE,
        windows.map(({ name }) => key('used', name)),
        [granted, ...windows.map(({ perMs }) => perMs)],
      );
    },
    async pause(paused, ms) {
      await own.pause(paused, ms);
      if (ms >= 1) await run(PAUSE, [key('pause', paused)], [Math.ceil(ms)]);
    },
  };
}
