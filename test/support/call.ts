// The patience and the cost book of one batch read, for tests: patient by default, and remembers what was sent.
import type { Call } from '../../platform/http/call';

export interface TestCall extends Call {
  /** Requests noted so far, retries included. */
  readonly sentCount: number;
  /** How many of them failed. */
  readonly failedCount: number;
}

/** Makes a call with its own books; `patience` is for tests of giving up: a patience in ms, or a signal of their own. */
export function testCall(patience: AbortSignal | number = new AbortController().signal): TestCall {
  const signal = typeof patience === 'number' ? AbortSignal.timeout(patience) : patience;
  let sentCount = 0;
  let failedCount = 0;
  return {
    signal,
    sent(_milliseconds, failed) {
      sentCount += 1;
      if (failed) failedCount += 1;
    },
    get sentCount() {
      return sentCount;
    },
    get failedCount() {
      return failedCount;
    },
  };
}
