// Waits in tests for what happens in the background, instead of sleeping for a guessed time.
import { setTimeout as pause } from 'node:timers/promises';

/** Resolves with the milliseconds it took until `check` was true; throws an Error with the limit after `withinMs`. */
export async function until(check: () => boolean | Promise<boolean>, withinMs: number): Promise<number> {
  const start = performance.now();
  while (!(await check())) {
    if (performance.now() - start > withinMs) throw new Error(`did not come true within ${withinMs} ms: ${String(check)}`);
    await pause(5);
  }
  return performance.now() - start;
}
