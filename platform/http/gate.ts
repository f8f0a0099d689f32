// What stands between a call and the wire, one for a source and origin: its turn in the vendor's rate limits, a place among the calls
// under way, and the breaker. What each decides is its own; this file is the order, and that all is given back.
import { UpstreamError, type UpstreamCode } from '../errors';
import type { NotSent, SourceBook } from '../metrics/source-book';
import type { Patience } from '../request/patience';
import type { Breaker } from './breaker';
import type { RateBudget } from './budget';
import type { CountedRequest, Quota } from './budget-quota';
import type { ConcurrencyCap } from './concurrency';
import type { Priority } from '../request/priority';

export interface Gate {
  source: string;
  book: SourceBook;
  /** null = it has none: calls of this origin are not held up for rates. */
  budget: RateBudget | null;
  cap: ConcurrencyCap;
  breaker: Breaker;
}

export interface Passing {
  request: CountedRequest;
  quotas: readonly Quota[];
  priority: Priority;
  patience: Patience;
  /** Epoch milliseconds after which an answer is of no use. */
  deadlineAt: number;
}

/** How a call that was sent ended, for those who keep the books. */
export type Met = 'an answer' | 'a refusal' | 'overload' | 'a failure' | 'nothing';

/** Sends when the call's turn has come; what `meets` says of the outcome is told to the keepers. */
export async function pass<T extends object>(
  { source, book, budget, cap, breaker }: Gate,
  { request, quotas, priority, patience, deadlineAt }: Passing,
  send: () => Promise<T>,
  meets: (outcome: T) => Met,
): Promise<T | UpstreamError> {
  const notSent = (why: NotSent, code: UpstreamCode, words: string): UpstreamError => {
    book.notSent.of(why).value += 1;
    return new UpstreamError(source, code, { cause: new Error(`not sent: ${words}`) });
  };
  const stopped = (): UpstreamError => notSent('breaker', 'UPSTREAM_UNAVAILABLE', 'the breaker is open');
  const late = (): UpstreamError => notSent('no_turn', 'UPSTREAM_TIMEOUT', 'no turn in time');
  if (breaker.isOpen()) return stopped();
  const waited = book.waits();
  const answered = budget === null ? (): void => undefined : await budget.admit({ request, quotas, priority, patience, deadlineAt });
  if (answered === 'too late' || answered === null) {
    waited();
    return answered === null ? late() : notSent('rate_limit', 'UPSTREAM_RATE_LIMITED', 'its rate limit is used up');
  }
  try {
    const leave = await cap.enter(priority, patience);
    waited();
    if (leave === null) return late();
    let met: Met = 'nothing';
    try {
      const ended = breaker.begin();
      if (ended === null) return stopped();
      try {
        const outcome = await send();
        met = meets(outcome);
        return outcome;
      } finally {
        ended(met === 'an answer' ? 'well' : met === 'overload' || met === 'a failure' ? 'badly' : 'neither');
      }
    } finally {
      leave(met === 'overload' || met === 'a refusal');
    }
  } finally {
    answered();
  }
}
