// Who waits for a reading besides those who asked for it here: whoever found its leases in the cache, in this process or another. Between a
// read's batch and its call to the source, which goes on for them when those who began it have gone.
import { setTimeout as pause } from 'node:timers/promises';
import type { CacheLease, RecordCache } from '../cache/cache';
import { onBehalfOf, type Asker } from '../request/asker';
import { createPatience } from '../request/patience';

/** How often it is asked whether they still wait. */
const LOOK_EVERY_MS = 50;

/** Reads on behalf of all of them: the asker it is given is over when nobody waits here, and nobody for the leases elsewhere. */
export async function whileWanted<T>(
  cache: RecordCache,
  leases: readonly CacheLease[],
  asker: Asker,
  read: (asker: Asker) => Promise<T>,
): Promise<T> {
  const patience = createPatience(undefined, asker.patience.endsAt);
  let isDone = false;
  async function end(): Promise<void> {
    while (!isDone && (await cache.isAwaited(leases))) await pause(LOOK_EVERY_MS);
    if (!isDone) patience.end();
  }
  // For nobody, nothing is sent at all.
  if (asker.patience.isOver && !(await cache.isAwaited(leases))) patience.end();
  const here = asker.patience.onceOver(() => void end());
  const all = {
    patience,
    get priority() {
      return asker.priority;
    },
  };
  try {
    return await read(onBehalfOf(asker, all));
  } finally {
    isDone = true;
    here();
  }
}
