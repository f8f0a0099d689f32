// Invalidations on their way to the store: asked again until they are acknowledged, those that wait meanwhile as one. It knows
// neither names' meaning nor Redis.
import { setTimeout as pause } from 'node:timers/promises';

export interface Outbox {
  /** True when the store has acknowledged it; false where the outbox was closed before. Never rejects. */
  send(names: readonly string[], scopes: readonly string[]): Promise<boolean>;
  close(): void;
}

interface Letter {
  names: Set<string>;
  scopes: Set<string>;
  settle: ((acknowledged: boolean) => void)[];
}

const firstPauseMs = 20;
const longestPauseMs = 500;
/** Beyond it, everything is forgotten instead: a Redis that is away for hours must not fill our memory. */
const mostNames = 10_000;

/** `deliver` resolves with the acknowledgement, or rejects where it is not known; `everything` is the scope of all there is. */
export function createOutbox(deliver: (names: readonly string[], scopes: readonly string[]) => Promise<void>, everything: string): Outbox {
  const stop = new AbortController();
  let waiting: Letter | undefined;
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting !== undefined && !stop.signal.aborted) {
      const letter = waiting;
      waiting = undefined;
      await deliverUntilTaken(letter);
    }
    running = false;
  }

  async function deliverUntilTaken(letter: Letter): Promise<void> {
    for (let wait = firstPauseMs; !stop.signal.aborted; wait = Math.min(wait * 2, longestPauseMs)) {
      try {
        await deliver([...letter.names], [...letter.scopes]);
        for (const settle of letter.settle) settle(true);
        return;
      } catch {
        await pause(wait, undefined, { signal: stop.signal }).catch(() => undefined);
      }
    }
    for (const settle of letter.settle) settle(false);
  }

  return {
    send(names, scopes) {
      if (stop.signal.aborted) return Promise.resolve(false);
      return new Promise((resolve) => {
        waiting ??= { names: new Set(), scopes: new Set(), settle: [] };
        for (const name of names) waiting.names.add(name);
        for (const scope of scopes) waiting.scopes.add(scope);
        if (waiting.names.size > mostNames) {
          waiting.names.clear();
          waiting.scopes.add(everything);
        }
        waiting.settle.push(resolve);
        if (!running) void run();
      });
    },
    close() {
      stop.abort();
      for (const settle of waiting?.settle ?? []) settle(false);
      waiting = undefined;
    },
  };
}
