// The leases that this process holds, renewed for as long as somebody works under them: so a lease can be short, and a process that
// dies holds up nobody for longer.
import { LEASE_MS, type Leased } from './store';

export interface HeldLeases {
  add(lease: Leased): void;
  /** To be called when it is used up; it is not renewed any more. */
  drop(lease: Leased): void;
  close(): void;
}

const renewEveryMs = LEASE_MS / 3;
/** Whoever has not come back by then has lost it: work that hangs must not hold up others for ever. */
const longestMs = 60_000;

/** `renew` is given leases that are at least one round old; what it fails with is of no interest, since a lease that ends does no harm. */
export function createHeldLeases(renew: (leases: readonly Leased[]) => Promise<void>): HeldLeases {
  const since = new Map<Leased, number>();
  let timer: NodeJS.Timeout | undefined;

  function round(): void {
    const now = performance.now();
    const due: Leased[] = [];
    for (const [lease, began] of since) {
      if (now - began > longestMs) since.delete(lease);
      else if (now - began > renewEveryMs / 2) due.push(lease);
    }
    if (due.length > 0) renew(due).catch(() => undefined);
    if (since.size === 0) stop();
  }

  function stop(): void {
    clearInterval(timer);
    timer = undefined;
  }

  return {
    add(lease) {
      since.set(lease, performance.now());
      timer ??= setInterval(round, renewEveryMs).unref();
    },
    drop: (lease) => void since.delete(lease),
    close() {
      since.clear();
      stop();
    },
  };
}
