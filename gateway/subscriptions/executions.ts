// The answers to events, shared: whoever asks the same as the same caller after the same event gets the same answer. A few are made at a
// time, whoever waits, so that one customer whom many watch does not keep everybody else waiting.
import type { FormattedExecutionResult } from 'graphql';

export interface Executions {
  /** A moment of this clock: what begins later is later. */
  now(): number;
  /** An answer that was begun after the moment; `key` names the question, and who asks it. Rejects as `work` does. */
  answer(key: string, after: number, work: () => Promise<FormattedExecutionResult>): Promise<FormattedExecutionResult>;
  /** Answers that were made so far. */
  made(): number;
}

interface Execution {
  /** `at` null = it waits for its turn. */
  begun: { at: number | null };
  answer: Promise<FormattedExecutionResult>;
}

const AT_ONCE = 8;
/** Held for those who come a little later. */
const KEPT_MS = 1_000;

export function createExecutions(): Executions {
  const known = new Map<string, Execution>();
  const waiting: (() => void)[] = [];
  let busy = 0;
  let clock = 0;
  let count = 0;

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (busy >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else busy += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) busy -= 1;
      else next();
    }
  }

  return {
    now: () => (clock += 1),
    made: () => count,
    answer(key, after, work) {
      const before = known.get(key);
      if (before !== undefined && (before.begun.at === null || before.begun.at > after)) return before.answer;
      const begun: Execution['begun'] = { at: null };
      const execution: Execution = {
        begun,
        answer: inTurn(() => {
          begun.at = clock += 1;
          count += 1;
          return work();
        }).finally(() => {
          setTimeout(() => {
            if (known.get(key) === execution) known.delete(key);
          }, KEPT_MS).unref();
        }),
      };
      known.set(key, execution);
      return execution.answer;
    },
  };
}
