// Keeps a process's memory of one table fresh: a session of its own that listens, is told what there is to read, and asks now and then
// by itself. Reconnects for ever; what it missed meanwhile it catches up with. What is read, and how, is its user's.
import { setTimeout as pause } from 'node:timers/promises';
import { createBell } from '../bell';
import type { Log } from '../log';
import type { StateDatabase } from './database';
import { wordsOf } from './fault';
import type { Session } from './session';

export interface Follower {
  /** True once everything was read at least once; what was read stays known when the database goes. */
  isKnown(): boolean;
  /** null = nothing can be missing; else epoch ms of the last moment at which nothing was. */
  staleSince(): number | null;
  /** Resolves when the first attempt to read everything has ended, whichever way, and when nothing has come for three seconds. */
  firstAttempt: Promise<void>;
  close(): Promise<void>;
}

export interface FollowOptions {
  database: StateDatabase;
  /** What NOTIFY names, and the payload of what is meant for us. */
  channel: string;
  tenant: string;
  /** Reads on from the last that was seen; `isComing` is to be called whenever some of it has come. */
  catchUp(session: Session, timeoutMs: number, isComing: () => void): Promise<CaughtUp>;
  /** Once a session, after it has caught up and before what is known counts as current. */
  arrived?(session: Session): Promise<void>;
  /** After there were news. */
  learned?(session: Session): Promise<void>;
  /** What is logged, a minute apart at most, while it cannot be read. */
  fault: string;
  log: Log;
}

export interface CaughtUp {
  news: boolean;
  /** Epoch ms at which the last question was asked. */
  askedAt: number;
}

const CATCH_UP_TIMEOUT_MS = 5_000;
/** Asked this often even when nothing is announced: a connection that is dead without saying so is found by it. */
const HEARTBEAT_MS = 400;
const HEARTBEAT_TIMEOUT_MS = 1_000;
/** Without an answer for so long nobody knows what changed meanwhile. */
const STALE_AFTER_MS = 1_500;
const FIRST_ATTEMPT_MS = 3_000;
const RETRY_MS = [50, 100, 200, 400] as const;
const WARN_EVERY_MS = 60_000;

/** Starts at once, in the background. */
export function startFollower({ database, channel, tenant, catchUp, arrived, learned, fault, log }: FollowOptions): Follower {
  const stop = new AbortController();
  let known = false;
  let following = false;
  let lastAnswerAt = 0;
  let quietUntil = 0;
  let firstEnded: () => void = () => undefined;
  let patience: NodeJS.Timeout | null = null;
  const firstAttempt = new Promise<void>((resolve) => {
    patience = setTimeout(resolve, FIRST_ATTEMPT_MS).unref();
    firstEnded = () => {
      clearTimeout(patience ?? undefined);
      patience = null;
      resolve();
    };
  });

  async function readOn(own: Session, timeoutMs: number): Promise<boolean> {
    // Much of it takes a while to read: that is waited for, as long as it comes.
    const { news, askedAt } = await catchUp(own, timeoutMs, () => patience?.refresh());
    lastAnswerAt = askedAt;
    return news;
  }

  async function follow(): Promise<void> {
    const own = await database.connect({ queryTimeoutMs: HEARTBEAT_TIMEOUT_MS });
    const bell = createBell();
    const { signal } = stop;
    signal.addEventListener('abort', bell.ring);
    own.onNotification((payload) => {
      if (payload === tenant) bell.ring();
    });
    own.onEnd(bell.ring);
    try {
      await own.query(`listen ${channel}`);
      // How far this process has read is worth no disk's time.
      await own.query('set synchronous_commit = off');
      await readOn(own, CATCH_UP_TIMEOUT_MS);
      // What changed up to here is read by the next line, and only then are we current.
      await arrived?.(own);
      for (let first = true; own.isOpen() && !signal.aborted; first = false) {
        const news = await readOn(own, first ? CATCH_UP_TIMEOUT_MS : HEARTBEAT_TIMEOUT_MS);
        if (news) await learned?.(own);
        known = true;
        following = true;
        firstEnded();
        await bell.next(HEARTBEAT_MS);
      }
    } finally {
      following = false;
      signal.removeEventListener('abort', bell.ring);
      await (signal.aborted ? own.end() : own.destroy());
    }
  }

  async function keepFollowing(): Promise<void> {
    for (let failures = 0; !stop.signal.aborted; failures += 1) {
      const startedAt = lastAnswerAt;
      try {
        await follow();
      } catch (error) {
        if (Date.now() > quietUntil && !stop.signal.aborted) {
          quietUntil = Date.now() + WARN_EVERY_MS;
          log.warn(fault, { cause: wordsOf(error) });
        }
      }
      firstEnded();
      if (lastAnswerAt !== startedAt) failures = 0;
      await pause(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)], undefined, { signal: stop.signal, ref: false }).catch(() => undefined);
    }
  }

  const running = keepFollowing();
  return {
    isKnown: () => known,
    staleSince: () => (following && Date.now() - lastAnswerAt < STALE_AFTER_MS ? null : lastAnswerAt),
    firstAttempt,
    async close() {
      stop.abort();
      await running;
    },
  };
}
