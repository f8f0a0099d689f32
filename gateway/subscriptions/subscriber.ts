// One subscription as whoever sends it pulls it: an answer when something was heard since the last one, and only when it is wanted. Between
// two pulls nothing is held but the moment from which on the next answer has to be. Written by hand: a generator that waits cannot be ended.
import { setTimeout as pause } from 'node:timers/promises';
import type { FormattedExecutionResult } from 'graphql';

export interface Subscriber extends AsyncIterableIterator<FormattedExecutionResult> {
  /** Something was heard, at this moment of the executions' clock. */
  heard(at: number): void;
  /** No more answers, but for `last`, where there is one. */
  end(last?: FormattedExecutionResult): void;
  return(): Promise<IteratorReturnResult<undefined>>;
  throw(error: unknown): Promise<IteratorReturnResult<undefined>>;
}

export interface SubscriberOptions {
  /** A moment: an answer is due at once. null = when something is heard. */
  since: number | null;
  /** An answer that was begun after the moment; null = there will be no more. */
  answer(after: number): Promise<FormattedExecutionResult | null>;
  /** Called once. */
  ended(): void;
}

/** However often something is heard, no more than ten answers a second. */
const REST_MS = 110;
const DONE: IteratorReturnResult<undefined> = { done: true, value: undefined };

export function createSubscriber({ since, answer, ended }: SubscriberOptions): Subscriber {
  let pending = since;
  let open = true;
  let last: FormattedExecutionResult | undefined;
  let restUntil = 0;
  let wake: () => void = () => undefined;

  function end(given?: FormattedExecutionResult): void {
    if (!open) return;
    open = false;
    last = given;
    ended();
    wake();
  }

  async function next(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    if (open && pending === null) await new Promise<void>((resolve) => (wake = resolve));
    const restMs = restUntil - performance.now();
    if (open && restMs > 0) await pause(restMs, undefined, { ref: false });
    if (open && pending !== null) {
      const after = pending;
      pending = null;
      restUntil = performance.now() + REST_MS;
      const value = await answer(after);
      // Ended meanwhile: the answer is nobody's any more.
      if (open && value !== null) return { done: false, value };
    }
    const value = last;
    last = undefined;
    open = false;
    return value === undefined ? DONE : { done: false, value };
  }

  return {
    next,
    heard(at) {
      pending = at;
      wake();
    },
    end,
    return() {
      end();
      return Promise.resolve(DONE);
    },
    throw() {
      end();
      return Promise.resolve(DONE);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
