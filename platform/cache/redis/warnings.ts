// What Redis' troubles look like in the log: seldom, and without address, password or anything of a person.
import { types } from 'node:util';

/** What this folder says to the log. */
export interface CacheLog {
  warn(message: string): void;
}

const warnEveryMs = 60_000;

/** At most one line a minute: what failed, the error's code or its first word as Redis writes codes, and what is so `meanwhile`. */
export function createSparseWarning(
  log: CacheLog,
  meanwhile = 'the cache does without it meanwhile',
): (what: string, error: unknown) => void {
  let silentUntil = 0;
  return (what, error) => {
    if (Date.now() < silentUntil) return;
    silentUntil = Date.now() + warnEveryMs;
    log.warn(`Redis ${what} (${reasonOf(error)}): ${meanwhile}`);
  };
}

function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return 'unknown reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return /^[A-Z]+\b/.exec(error.message)?.[0] ?? error.name;
}
