// When is a batch of one request complete? When this process has nothing else to do, for then nothing is about to add a key. That takes
// microseconds where a timer takes milliseconds. One chain of turns for all who wait; none when nobody does.
import { performance } from 'node:perf_hooks';

/** A turn of the event loop in which only this was done takes some ten microseconds; reading one request takes more than this. */
const QUIET_MS = 0.1;

interface Waiting {
  run: () => void;
  until: number;
}

let waiting: Waiting[] = [];
let turnBegan = 0;

/** Calls it once, after the first turn of the event loop that did nothing else, or after `withinMs`; never at once. */
export function whenQuiet(run: () => void, withinMs: number): void {
  const now = performance.now();
  waiting.push({ run, until: now + withinMs });
  // The turn that it is asked in has more to do than wait.
  if (waiting.length === 1) setImmediate(() => nextTurn());
}

function nextTurn(): void {
  turnBegan = performance.now();
  setImmediate(turn);
}

function turn(): void {
  const now = performance.now();
  const isQuiet = now - turnBegan < QUIET_MS;
  const due = isQuiet ? waiting : waiting.filter(({ until }) => until <= now);
  waiting = isQuiet ? [] : waiting.filter(({ until }) => until > now);
  const goOn = waiting.length > 0;
  for (const { run } of due) run();
  if (goOn) nextTurn();
}
