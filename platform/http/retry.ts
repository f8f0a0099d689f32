// Whether a call is sent a second time, and after which pause. Of reads only, once, within the deadline, and of few calls in all: a
// vendor in trouble must not get twice the calls for it.
import type { HttpRequest } from './client';
import { isAnswer, retryAfterMs, type Outcome } from './reply';
import { UpstreamError } from '../errors';

/** The pause before the one retry is anything up to this: those who failed together do not come back together. */
const LONGEST_PAUSE_MS = 200;
/** Never more of the time that is left: the second attempt needs it. */
const SHARE_OF_LEFT = 0.25;
/** After a refusal for a rate limit that names no pause: the shortest windows vendors count in are seconds. */
const RATE_LIMIT_PAUSE_MS = 1_000;
/** Answers that a second attempt may cure; 500 is left out, since vendors answer it for their own bugs. */
const RETRIED: ReadonlySet<number> = new Set([502, 503, 504]);

/** Milliseconds to wait before the second attempt; null = there is none, or it cures nothing. */
export function pauseBeforeRetry(
  request: HttpRequest<unknown>,
  outcome: Outcome,
  { timeoutMs, leftMs, random = Math.random }: { timeoutMs: number; leftMs: number; random?: () => number },
): number | null {
  if (request.retry === false) return null;
  const refusedForMs = refusal(request, outcome, timeoutMs);
  if (refusedForMs !== null) return refusedForMs;
  const jitterMs = random() * Math.min(LONGEST_PAUSE_MS, leftMs * SHARE_OF_LEFT);
  if (outcome instanceof UpstreamError) return outcome.code === 'UPSTREAM_UNAVAILABLE' ? jitterMs : null;
  if (isAnswer(request, outcome.status) || !RETRIED.has(outcome.status)) return null;
  return retryAfterMs(outcome.headers['retry-after']) ?? jitterMs;
}

/** For how long the vendor wants no such call, where it refused for its rate limit; null where it did not. */
export function refusal(request: HttpRequest<unknown>, outcome: Outcome, timeoutMs: number): number | null {
  if (outcome instanceof UpstreamError) return null;
  if (outcome.refusedForMs !== null) return outcome.refusedForMs;
  if (outcome.status !== 429 || isAnswer(request, 429)) return null;
  return retryAfterMs(outcome.headers['retry-after']) ?? Math.min(RATE_LIMIT_PAUSE_MS, timeoutMs / 3);
}

export interface RetryBudget {
  /** A call is sent for the first time. */
  called(): void;
  /** False: no second attempt now. */
  spend(): boolean;
}

const SHARE = 0.1;
/** So that a source that is seldom asked may retry too; retries are at most a tenth of all calls and these. */
const SAVED_AT_MOST = 10;

export function createRetryBudget(): RetryBudget {
  let saved = SAVED_AT_MOST;
  return {
    called: () => void (saved = Math.min(SAVED_AT_MOST, saved + SHARE)),
    spend() {
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}
