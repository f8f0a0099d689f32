// Stands between the cache and a store that may be silent: one deadline a question, and after a failure nobody asks for a while. What
// comes too late is handed back, so that leases given in it can be returned.
import { createSpread, SECONDS } from '../metrics/spread';
import type { Breaker } from './breaker';
import type { StoreVitals } from './cache';

export interface Guard {
  /** Undefined where the store failed, was too late, or is not asked at present. Never rejects. */
  ask<T>(question: () => Promise<T>, late: (answer: T) => void): Promise<T | undefined>;
  /** Whether a question would be sent; asks nothing. */
  isOpen(): boolean;
  /** null = there is nothing to tell. */
  vitals(): StoreVitals | null;
}

/** For a store that always answers. */
export const unguarded: Guard = { ask: (question) => question(), isOpen: () => true, vitals: () => null };

export function createGuard(options: { isReady: () => boolean; breaker: Breaker; timeoutMs: number }): Guard {
  const { isReady, breaker, timeoutMs } = options;
  const seconds = createSpread(SECONDS);
  let failed = 0;
  const fail = (): void => {
    failed += 1;
    breaker.failed();
  };
  return {
    vitals: () => ({ breakerOpen: breaker.isOpen(), seconds: seconds.read(), failed }),
    isOpen: () => isReady() && !breaker.isOpen(),
    async ask(question, late) {
      if (!isReady() || !breaker.allows()) return undefined;
      let timer: NodeJS.Timeout | undefined;
      let isLate = false;
      const started = performance.now();
      const answer = question();
      answer.then(
        (value) => void (isLate && late(value)),
        () => undefined,
      );
      const deadline = new Promise<undefined>((resolve) => {
        // One turn later than due: after a busy stretch the answer may lie in the socket already, and it is read in that turn.
        timer = setTimeout(() => setImmediate(resolve, undefined), timeoutMs);
      });
      try {
        const first = await Promise.race([answer.then((value) => ({ value })), deadline]);
        if (first === undefined) {
          isLate = true;
          fail();
          return undefined;
        }
        breaker.succeeded();
        // A server that came in between may not know what its predecessor had acknowledged.
        if (isReady()) return first.value;
        late(first.value);
        return undefined;
      } catch {
        fail();
        return undefined;
      } finally {
        seconds.observe((performance.now() - started) / 1_000);
        clearTimeout(timer);
      }
    },
  };
}
