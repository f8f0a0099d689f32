// Hears what PostgreSQL announces on some channels, on a session of its own that is opened again whenever it breaks. What was announced
// meanwhile is lost: whoever listens is told that something may have been.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../platform/log';
import type { StateDatabase } from '../../platform/state/database';
import { wordsOf } from '../../platform/state/fault';
import { createBell } from '../../platform/bell';

export interface Ear {
  close(): Promise<void>;
}

export interface EarOptions {
  database: StateDatabase;
  channels: readonly string[];
  heard(channel: string, payload: string): void;
  /** It listens, as of now: what came before was not heard. */
  listening(): void;
  log: Log;
}

const LOOK_EVERY_MS = 500;
/** A connection that is dead without saying so is found by it. */
const HEARTBEAT_MS = 2_000;
const HEARTBEAT_TIMEOUT_MS = 1_000;
const WARN_EVERY_MS = 60_000;

/** Starts at once, in the background; where no state was ever stored it waits for some. Channels are names of ours, never of others. */
export function startEar({ database, channels, heard, listening, log }: EarOptions): Ear {
  const stop = new AbortController();
  const { signal } = stop;
  let quietUntil = 0;

  async function listen(): Promise<void> {
    const session = await database.connect({ queryTimeoutMs: HEARTBEAT_TIMEOUT_MS });
    const bell = createBell();
    signal.addEventListener('abort', bell.ring);
    session.onNotification((payload, channel) => heard(channel, payload));
    session.onEnd(bell.ring);
    try {
      for (const channel of channels) await session.query(`listen ${channel}`);
      listening();
      while (session.isOpen() && !signal.aborted) {
        await bell.next(HEARTBEAT_MS);
        if (session.isOpen() && !signal.aborted) await session.query('select 1');
      }
    } finally {
      signal.removeEventListener('abort', bell.ring);
      await (signal.aborted ? session.end() : session.destroy());
    }
  }

  async function keepListening(): Promise<void> {
    while (!signal.aborted) {
      if (database.exists()) {
        await listen().catch((error: unknown) => {
          if (Date.now() <= quietUntil || signal.aborted) return;
          quietUntil = Date.now() + WARN_EVERY_MS;
          log.warn('changes are not heard of: the state database cannot be reached', { cause: wordsOf(error) });
        });
      }
      await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  const running = keepListening();
  return {
    async close() {
      stop.abort();
      await running;
    },
  };
}
