// On whose behalf something is read: how old an answer they take, where the cost goes, how long they wait and how urgently.
import type { Ledger } from './ledger';
import type { RequestScope } from './scope';
import type { Waiter } from './waiters';

export interface Asker extends Waiter {
  /** null = as old as the cache allows; 0 = live. */
  readonly maxAgeSeconds: number | null;
  readonly ledger: Ledger;
}

/** A request as it asks a source. */
export function askerOf({ ledger, patience, priority }: RequestScope, maxAgeSeconds: number | null): Asker {
  return { maxAgeSeconds, ledger, patience, priority };
}

/** All who wait as one asker: the first bears the cost. */
export function onBehalfOf({ maxAgeSeconds, ledger }: Asker, waiters: Waiter): Asker {
  return {
    maxAgeSeconds,
    ledger,
    patience: waiters.patience,
    // It changes while they come and go.
    get priority() {
      return waiters.priority;
    },
  };
}
