// Stops calls to an origin that fails, so that it can recover and nobody waits for what will not come. Pure bookkeeping: it sends
// nothing and has no timer. Refusals for a rate limit are none of its business.

/** `neither` says nothing of the vendor's health. */
export type Ending = 'well' | 'badly' | 'neither';

export interface Breaker {
  /**
   * null = do not send now. Else say how it ended, once. While open it is null; when the pause is over, one caller may try, the
   * others not until that one has said.
   */
  begin(): ((how: Ending) => void) | null;
  /** Nothing may be sent now. Claims nothing. */
  isOpen(): boolean;
  /** `trying`: its pause is over, and one call may show, or shows, whether the vendor is back. */
  state(): 'closed' | 'trying' | 'open';
}

export interface BreakerOptions {
  /** Opens when of the newest `of` calls, `least` or more, half failed. */
  of: number;
  least: number;
  /** What is older says nothing any more. */
  memoryMs: number;
  /** The first pause; each failed try doubles it. */
  pauseMs: number;
  longestPauseMs: number;
}

export const DEFAULT_BREAKER: BreakerOptions = { of: 20, least: 8, memoryMs: 30_000, pauseMs: 1_000, longestPauseMs: 15_000 };

/** A closed one. */
export function createBreaker(
  { of, least, memoryMs, pauseMs, longestPauseMs }: BreakerOptions = DEFAULT_BREAKER,
  now: () => number = Date.now,
): Breaker {
  let newest: { at: number; failed: boolean }[] = [];
  /** null = closed. */
  let openUntil: number | null = null;
  let nextPauseMs = pauseMs;
  let trying = false;

  function open(): void {
    openUntil = now() + nextPauseMs;
    nextPauseMs = Math.min(nextPauseMs * 2, longestPauseMs);
    newest = [];
  }
  function ended(how: Ending): void {
    // What was sent before it opened says nothing of now.
    if (how === 'neither' || openUntil !== null) return;
    newest = [...newest, { at: now(), failed: how === 'badly' }].slice(-of).filter(({ at }) => at > now() - memoryMs);
    if (newest.length >= least && newest.filter(({ failed }) => failed).length * 2 >= newest.length) open();
  }
  function tryEnded(how: Ending): void {
    trying = false;
    if (how === 'badly') open();
    if (how !== 'well') return;
    openUntil = null;
    nextPauseMs = pauseMs;
  }
  const isOpen = (): boolean => openUntil !== null && (trying || now() < openUntil);

  return {
    begin() {
      if (isOpen()) return null;
      if (openUntil === null) return ended;
      trying = true;
      return tryEnded;
    },
    isOpen,
    state: () => (openUntil === null ? 'closed' : now() < openUntil ? 'open' : 'trying'),
  };
}
