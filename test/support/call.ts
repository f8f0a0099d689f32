// The patience and the cost book of one batch read, for tests: never aborts by itself, and remembers what was sent.
import type { Call } from '../../platform/http/call';

export interface TestCall extends Call {
  /** Requests noted so far, retries included. */
  readonly sentCount: number;
  /** How many of them failed. */
  readonly failedCount: number;
}

/** Makes a call with its own books; `signal` is for tests of giving up. */
export function testCall(signal: AbortSignal = new AbortController().signal): TestCall {
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
