// A sink that is away is left alone for a while, longer each time: one that hangs holds up the others once, and not for each event.
import type { CustomerChanged } from '../../platform/exchange/hint';
import { SinkRefusal, type Sink } from './sink';

export interface RestingSink extends Sink {
  /** False = it is left alone for now, and `deliver` rejects at once. */
  isAwake(): boolean;
}

const FIRST_REST_MS = 500;
const LONGEST_REST_MS = 30_000;

/** `now` is a monotonic clock in ms. */
export function createRestingSink(sink: Sink, now: () => number = () => performance.now()): RestingSink {
  let failures = 0;
  let restsUntil = -Infinity;
  return {
    name: sink.name,
    isAwake: () => now() >= restsUntil,
    async deliver(event: CustomerChanged) {
      if (now() < restsUntil) throw new Error('the sink is left alone for now');
      try {
        await sink.deliver(event);
        failures = 0;
      } catch (error) {
        // It answered: it is there.
        if (error instanceof SinkRefusal) throw error;
        // Several may be under way together: that is one failure.
        if (now() >= restsUntil) {
          restsUntil = now() + Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** failures);
          failures += 1;
        }
        throw error;
      }
    },
  };
}
