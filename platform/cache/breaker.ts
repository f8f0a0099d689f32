// Keeps a broken Redis from costing every read a timeout. Pure bookkeeping: it sends nothing and has no timer.

export interface Breaker {
  /** Whether to try now. While open no; when the pause is over, one caller gets yes and the others no until it has reported. */
  allows(): boolean;
  succeeded(): void;
  failed(): void;
  /** Between the failures that opened it and the end of the pause. */
  isOpen(): boolean;
}

/** Opens after `failures` in a row, for `pauseMs`; every `allows()` that said yes must be followed by `succeeded()` or `failed()`. */
export function createBreaker({ failures, pauseMs }: { failures: number; pauseMs: number }): Breaker {
  let inARow = 0;
  let openUntil = 0;
  let probing = false;
  return {
    allows() {
      if (inARow < failures) return true;
      if (probing || Date.now() < openUntil) return false;
      probing = true;
      return true;
    },
    succeeded() {
      inARow = 0;
      probing = false;
    },
    failed() {
      inARow += 1;
      probing = false;
      if (inARow >= failures) openUntil = Date.now() + pauseMs;
    },
    isOpen: () => inARow >= failures && Date.now() < openUntil,
  };
}
