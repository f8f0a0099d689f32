// Those who wait for one piece of work that several may want: a batch of keys, a call to a vendor. Between the requests, each with its
// own patience, and the work, which ends when the last of them has gone.
import type { Patience } from './patience';
import { mostUrgent, type Priority } from './priority';

/** Somebody who waits: a request, or all who wait for something together. */
export interface Waiter {
  readonly patience: Patience;
  /** Of several, that of the most urgent who still waits. */
  readonly priority: Priority;
}

export interface Waiters extends Waiter {
  /** Somebody more waits for the same. Of no use once the patience is over. */
  join(waiter: Waiter): void;
}

/** At least one. Nobody is listened to before somebody listens here: what ends in the cache costs nothing. */
export function createWaiters(first: readonly Waiter[]): Waiters {
  const all = new Set(first);
  const told = new Set<() => void>();
  /** By waiter, while somebody listens here: how to listen no longer. */
  const heard = new Map<Waiter, () => void>();

  const isOver = (): boolean => {
    for (const { patience } of all) if (!patience.isOver) return false;
    return true;
  };
  function oneHasGone(): void {
    if (!isOver()) return;
    for (const stop of told) {
      told.delete(stop);
      stop();
    }
  }
  function listen(waiter: Waiter): void {
    if (!heard.has(waiter)) heard.set(waiter, waiter.patience.onceOver(oneHasGone));
  }
  function listenNoMore(): void {
    for (const deaf of heard.values()) deaf();
    heard.clear();
  }

  return {
    patience: {
      get isOver() {
        return isOver();
      },
      /** Of whoever waits the shortest. */
      get endsAt() {
        let least: number | undefined;
        for (const { patience } of all) {
          if (!patience.isOver && patience.endsAt !== undefined) least = Math.min(least ?? Infinity, patience.endsAt);
        }
        return least;
      },
      onceOver(given) {
        if (isOver()) {
          given();
          return () => undefined;
        }
        const stop = (): void => given();
        told.add(stop);
        for (const waiter of all) listen(waiter);
        return () => {
          told.delete(stop);
          if (told.size === 0) listenNoMore();
        };
      },
    },
    get priority() {
      return mostUrgent([...all].flatMap(({ patience, priority }) => (patience.isOver ? [] : [priority])));
    },
    join(waiter) {
      all.add(waiter);
      if (told.size > 0) listen(waiter);
    },
  };
}
