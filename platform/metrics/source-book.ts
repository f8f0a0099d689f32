// What is counted of one source in this process: plain numbers that its HTTP client, its loaders and its checks write, and that are read
// when somebody asks for metrics. Nothing of a person, no address, no record's id.
import { createSpread, KEYS, SECONDS, type Spread } from './spread';
import { createTally, zero, type Count, type Tally } from './tally';

/** What keeps calls of an origin back now. */
export interface GateState {
  breaker: 'closed' | 'trying' | 'open';
  /** Calls that may be under way at a time, and those that are. */
  cap: number;
  underWay: number;
}

/** Why a call was never sent. */
export type NotSent = 'breaker' | 'rate_limit' | 'no_turn';

export interface SourceBook {
  readonly source: string;
  /** Requests that were sent, over HTTP or not. */
  sent(ms: number, failed: boolean): void;
  readonly calls: Readonly<Record<'ok' | 'failed', Count>>;
  readonly callSeconds: Spread;
  /** Answers over HTTP, by the class of their status: `2xx`, and `429` apart; what ended without one, by its stable code. */
  readonly answers: Tally<Count>;
  /** Requests that failed in the end, retry included, by stable code. */
  readonly failures: Tally<Count>;
  readonly notSent: Tally<Count>;
  /** A call begins to wait for its turn; call what it answers when the waiting is over, however. More than once is once. */
  waits(): () => void;
  readonly waiting: Count;
  readonly queueSeconds: Spread;
  readonly retries: Readonly<Record<'sent' | 'refused', Count>>;
  /** Times that the vendor wanted no calls for a while. */
  readonly pauses: Count;
  readonly batchKeys: Spread;
  /** Of the newest check of the cache, 0 to 1; null = none that found something to compare. */
  difference: number | null;
  /** One an origin. */
  readonly gates: (() => GateState)[];
  /** Told by who watches its answers; undefined before there is one. */
  watch: { health(): 'UP' | 'DOWN' | 'UNKNOWN'; budgetLeft(): number | null } | undefined;
}

/** An empty one. */
export function createSourceBook(source: string): SourceBook {
  const calls = { ok: zero(), failed: zero() };
  const callSeconds = createSpread(SECONDS);
  const waiting = zero();
  const queueSeconds = createSpread(SECONDS);
  return {
    source,
    calls,
    callSeconds,
    sent(ms, failed) {
      calls[failed ? 'failed' : 'ok'].value += 1;
      callSeconds.observe(ms / 1_000);
    },
    answers: createTally(zero),
    failures: createTally(zero),
    notSent: createTally(zero),
    waits() {
      const since = performance.now();
      waiting.value += 1;
      let over = false;
      return () => {
        if (over) return;
        over = true;
        waiting.value -= 1;
        queueSeconds.observe((performance.now() - since) / 1_000);
      };
    },
    waiting,
    queueSeconds,
    retries: { sent: zero(), refused: zero() },
    pauses: zero(),
    batchKeys: createSpread(KEYS),
    difference: null,
    gates: [],
    watch: undefined,
  };
}

/** `2xx`; a refusal for a rate limit has a class of its own. */
export function classOf(status: number): string {
  return status === 429 ? '429' : `${Math.floor(status / 100)}xx`;
}
