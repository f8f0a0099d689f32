// Does this process have more to do than its core can? Then waiting a moment costs nobody anything, for there is other work meanwhile. Read
// when somebody asks; nothing runs in between.
import { performance, type EventLoopUtilization } from 'node:perf_hooks';

export interface Pulse {
  /** True where there was no pause since the last asking but one, which was at least a tenth of a second ago. */
  isSaturated(): boolean;
  /** A reading, for `pausedSince`. */
  now(): EventLoopUtilization;
  /** Was there nothing to do at some moment since that reading? */
  pausedSince(reading: EventLoopUtilization): boolean;
}

/** A single request keeps a process busy for some milliseconds: that is no load. */
const LEAST_MS = 100;
const SATURATED = 0.95;
/** Of the time between two readings: less is the reading itself. */
const PAUSE = 0.1;

export function createPulse(): Pulse {
  let at = performance.now();
  let from = performance.eventLoopUtilization();
  let saturated = false;
  return {
    isSaturated() {
      const now = performance.now();
      if (now - at < LEAST_MS) return saturated;
      const reading = performance.eventLoopUtilization();
      saturated = performance.eventLoopUtilization(reading, from).utilization >= SATURATED;
      [at, from] = [now, reading];
      return saturated;
    },
    now: () => performance.eventLoopUtilization(),
    pausedSince: (reading) => performance.eventLoopUtilization(reading).utilization <= 1 - PAUSE,
  };
}

/** Of this process. */
export const pulse = createPulse();
