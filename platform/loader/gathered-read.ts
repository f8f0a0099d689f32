// What many requests ask of one source while it is busy answering others goes out as one: a batch read that waits for nothing when
// the source is idle, and gathers keys while enough of its batches are under way. Between the cache and the connector; what the
// cache knows never waits here.
import type { BatchRead } from '../connector';
import type { Call } from '../http/call';
import { toError } from './shared-read';

export interface Gathering {
  /** Batches side by side; more keys gather until one of them is back. */
  atOnce: number;
  /** How long a key is held up at most: a source that hangs must not hang those who come after it. */
  holdMs: number;
}

/** Two keep a fast source busy without a pause; 50 ms is little beside what vendors take. */
export const DEFAULT_GATHERING: Gathering = { atOnce: 2, holdMs: 50 };

interface Waiting<Key, Value> {
  keys: readonly Key[];
  call: Call;
  resolve(values: readonly (Value | Error)[]): void;
}

/** The same read, gathering. What one batch costs is booked on the call that waited for it first; never rejects. */
export function gathered<Key, Value>(
  read: BatchRead<Key, Value>,
  { atOnce, holdMs }: Gathering = DEFAULT_GATHERING,
): BatchRead<Key, Value> {
  let underWay = 0;
  let waiting: Waiting<Key, Value>[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = waiting;
    waiting = [];
    const [first] = batch;
    if (first === undefined) return;
    const keys = batch.flatMap((one) => one.keys);
    underWay += 1;
    first.call.batch?.(keys.length);
    void read(keys, first.call)
      .catch((error: unknown) => keys.map(() => toError(error)))
      .then((values) => {
        underWay -= 1;
        let start = 0;
        for (const one of batch) {
          one.resolve(values.slice(start, start + one.keys.length));
          start += one.keys.length;
        }
        if (underWay < atOnce) flush();
      });
  }

  return (keys, call) =>
    new Promise((resolve) => {
      waiting.push({ keys, call, resolve });
      if (underWay < atOnce) flush();
      else timer ??= setTimeout(flush, holdMs);
    });
}
