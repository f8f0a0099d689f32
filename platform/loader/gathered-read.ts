// What many requests ask of one source while it is busy answering others goes out as one: a batch read that waits for nothing when
// the source is idle, and gathers keys while enough of its batches are under way, or while this process has more to do than it can. Between
// the cache and the connector; what the cache knows never waits here.
import type { BatchRead } from '../connector';
import { UpstreamError } from '../errors';
import { onBehalfOf, type Asker } from '../request/asker';
import { inFlight } from '../request/in-flight';
import { createWaiters } from '../request/waiters';
import { pulse, type Pulse } from './pulse';
import { toError } from './shared-read';
import { withCall, type SourceWatch } from './source-watch';

export interface Gathering {
  /** Batches side by side; more keys gather until one of them is back. */
  atOnce: number;
  /** How long a key is held up at most: a source that hangs must not hang those who come after it. */
  holdMs: number;
  /** The same while the process is saturated, and so many keys are enough then. */
  saturatedMs: number;
  enough: number;
  pulse: Pulse;
  /** How many operations this process answers now. */
  answering(): number;
}

/**
 * Two keep a fast source busy without a pause; 50 ms is little beside what vendors take. In a process that never pauses a key waits for its
 * turn anyway; it is sent at the first pause. 500 are several full calls of most vendors, and one at most that is not full.
 */
export const DEFAULT_GATHERING: Gathering = { atOnce: 2, holdMs: 50, saturatedMs: 1_000, enough: 500, pulse, answering: inFlight.count };
/** So often is looked for a pause. */
const LOOK_MS = 5;
/** With so many operations under way more keys are about to come: also what interrupts them for a moment is no pause. */
const CROWD = 50;
const CALM_MS = 20;
/** Of the time that somebody waits: the rest is for the source. */
const AFFORDABLE = 0.1;

/** For one asker, whose patience is theirs together where they are several. Never rejects. */
export type GatheredRead<Key, Value> = (keys: readonly Key[], asker: Asker) => Promise<readonly (Value | Error)[]>;

interface Waiting<Key, Value> {
  keys: readonly Key[];
  asker: Asker;
  resolve(values: readonly (Value | Error)[]): void;
}

/**
 * The read, gathering. What one batch costs is booked on the asker who waited for it first; its call is as urgent as the most urgent of them,
 * and aborted when the last of them has gone. Who has gone before is not asked for.
 */
export function gathered<Key, Value>(
  read: BatchRead<Key, Value>,
  watch: SourceWatch,
  given: Partial<Gathering> = {},
): GatheredRead<Key, Value> {
  const { atOnce, holdMs, saturatedMs, enough, pulse: pulseOf, answering } = { ...DEFAULT_GATHERING, ...given };
  const tooLate = (): Error => new UpstreamError(watch.source, 'UPSTREAM_TIMEOUT', { cause: new Error('not sent: nobody waits any more') });
  let underWay = 0;
  let waiting: Waiting<Key, Value>[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastAt = 0;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const all = waiting;
    waiting = [];
    for (const one of all) if (one.asker.patience.isOver) one.resolve(one.keys.map(tooLate));
    const batch = all.filter(({ asker }) => !asker.patience.isOver);
    const [first] = batch;
    if (first === undefined) return;
    const keys = batch.flatMap((one) => one.keys);
    underWay += 1;
    const together = onBehalfOf(first.asker, createWaiters(batch.map(({ asker }) => asker)));
    void withCall(watch, together, (call) => {
      call.batch?.(keys.length);
      return read(keys, call);
    })
      .catch((error: unknown) => keys.map(() => toError(error)))
      .then((values) => {
        underWay -= 1;
        let start = 0;
        for (const one of batch) {
          one.resolve(values.slice(start, start + one.keys.length));
          start += one.keys.length;
        }
        if (waiting.length > 0 && underWay < atOnce) flushOrHold();
      });
  }

  /** There is room for a batch. */
  function flushOrHold(): void {
    if (pulseOf.isSaturated() || answering() >= CROWD) hold();
    else flush();
  }

  /** Until the process pauses, or enough have come; no longer than it may be, and than those who wait can afford. */
  function hold(): void {
    clearTimeout(timer);
    const since = performance.now();
    let reading = pulseOf.now();
    const look = (): void => {
      const isCalm = answering() < CROWD || performance.now() >= lastAt + CALM_MS;
      if ((isCalm && pulseOf.pausedSince(reading)) || performance.now() >= since + affordable(since) || isEnough()) return flush();
      reading = pulseOf.now();
      timer = setTimeout(look, LOOK_MS);
    };
    timer = setTimeout(look, LOOK_MS);
  }

  /** Milliseconds. */
  function affordable(since: number): number {
    let least = saturatedMs;
    for (const { asker } of waiting) least = Math.min(least, ((asker.patience.endsAt ?? Infinity) - since) * AFFORDABLE);
    return least;
  }

  function isEnough(): boolean {
    let keys = 0;
    for (const one of waiting) keys += one.keys.length;
    return keys >= enough;
  }

  return (keys, asker) =>
    new Promise((resolve) => {
      waiting.push({ keys, asker, resolve });
      lastAt = performance.now();
      if (timer !== undefined) return;
      // Who is alone has nobody to wait for.
      if (underWay < atOnce || answering() <= 1) flushOrHold();
      else timer = setTimeout(flushOrHold, holdMs);
    });
}
