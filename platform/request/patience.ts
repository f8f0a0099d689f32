// How long an answer is still waited for: made by whoever has the deadline, passed on to those who send. What an AbortSignal is for,
// at a thirtieth of its price, which every request would pay several times.

export interface Patience {
  /** Nobody waits any more. */
  readonly isOver: boolean;
  /** When it will be over at the latest, by `performance.now()`; left out = nobody can tell. */
  readonly endsAt?: number | undefined;
  /** Calls `stop` when it is over, at once where it is already, and never twice. The function returned takes that back. */
  onceOver(stop: () => void): () => void;
}

export interface OwnPatience extends Patience {
  /** Over, now: the one who asked has gone. */
  end(): void;
  /** The answer is there: nobody is told any more, and no timer is left. Does nothing after the end. */
  release(): void;
}

const NOTHING = (): void => undefined;

/** Never over: of work that is done for whoever comes later. */
export const ENDLESS: Patience = { isOver: false, onceOver: () => NOTHING };

/**
 * Over after `timeoutMs`; left out = only by its end, at `endsAt` at the latest where somebody else keeps the time. Whoever makes one
 * releases it, or has a timer left until then.
 */
export function createPatience(
  timeoutMs?: number,
  endsAt: number | undefined = timeoutMs === undefined ? undefined : performance.now() + timeoutMs,
): OwnPatience {
  const waiting = new Set<() => void>();
  let isOver = false;
  const end = (): void => {
    clearTimeout(timer);
    isOver = true;
    for (const stop of waiting) {
      waiting.delete(stop);
      stop();
    }
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(end, timeoutMs).unref();
  return {
    endsAt,
    get isOver() {
      return isOver;
    },
    onceOver(given) {
      if (isOver) {
        given();
        return NOTHING;
      }
      // Of its own: two may bring one function.
      const stop = (): void => given();
      waiting.add(stop);
      return () => void waiting.delete(stop);
    },
    end,
    release() {
      clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Asks with a patience of its own, which ends when the answer is there. */
export function within<T>(timeoutMs: number, ask: (patience: Patience) => Promise<T>): Promise<T> {
  const patience = createPatience(timeoutMs);
  return ask(patience).finally(() => patience.release());
}
