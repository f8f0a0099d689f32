// Keeps the memory of one process fresh: a session of its own that listens, reads what is newer than the last it has seen, and
// notes how far it has read, which is what `say` waits for. Reconnects for ever; what it missed meanwhile it catches up with.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log';
import { wordsOf } from '../fault';
import { LOCK } from '../locks';
import type { StateDatabase } from '../database';
import type { Session } from '../session';
import { CHANNEL } from './channel';
import type { ConstraintKind } from './port';
import type { ConstraintMemory } from './view';

export interface Feed {
  /** True once everything was read at least once; what was read stays known when the database goes. */
  isKnown(): boolean;
  /** True where everything up to this version is in memory. */
  hasSeen(version: number): boolean;
  /** null = nothing said can be missing; else epoch ms of the last moment at which nothing was. */
  staleSince(): number | null;
  /** Resolves when the first attempt to read everything has ended, whichever way, and when nothing has come for three seconds. */
  firstAttempt: Promise<void>;
  close(): Promise<void>;
}

export interface FeedOptions {
  database: StateDatabase;
  tenant: string;
  memory: ConstraintMemory;
  log: Log;
}

type Row = [a: string, b: string, kind: ConstraintKind, version: string];

/** Small enough that taking one in does not hold up requests. */
const PAGE_ROWS = 2_000;
const PAGE_TIMEOUT_MS = 5_000;
/** Asked this often even when nothing is announced: a connection that is dead without saying so is found by it. */
const HEARTBEAT_MS = 400;
const HEARTBEAT_TIMEOUT_MS = 1_000;
/** Without an answer for so long nobody knows what was said meanwhile. */
const STALE_AFTER_MS = 1_500;
const FIRST_ATTEMPT_MS = 3_000;
const RETRY_MS = [50, 100, 200, 400] as const;
const WARN_EVERY_MS = 60_000;

/** Starts at once, in the background. */
export function startFeed({ database, tenant, memory, log }: FeedOptions): Feed {
  const stop = new AbortController();
  let seen = 0;
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

  /** Reads on from the last version seen; true when there was something. */
  async function catchUp(from: Session, timeoutMs: number): Promise<boolean> {
    const before = seen;
    for (let page = readPage(from, seen, timeoutMs); ;) {
      const { rows, askedAt } = await page;
      const last = rows.at(-1);
      // Asked for before this one is taken in: the database works meanwhile.
      if (rows.length === PAGE_ROWS && last !== undefined) page = readPage(from, Number(last[3]), timeoutMs);
      for (const [a, b, kind, version] of rows) {
        memory.apply(a, b, kind);
        seen = Number(version);
      }
      // A million pairs take a while to read: that is waited for, as long as they come.
      patience?.refresh();
      if (rows.length < PAGE_ROWS) {
        lastAnswerAt = askedAt;
        return seen > before;
      }
    }
  }

  async function readPage(from: Session, after: number, timeoutMs: number): Promise<{ rows: Row[]; askedAt: number }> {
    const askedAt = Date.now();
    const rows = await from.queryArrays<Row>(
      `select a, b, kind, version from customer_graph.link_constraint where tenant = $1 and version > $2 order by version limit ${PAGE_ROWS}`,
      [tenant, after],
      timeoutMs,
    );
    return { rows, askedAt };
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
      await own.query(`listen ${CHANNEL}`);
      // How far this process has read is worth no disk's time.
      await own.query('set synchronous_commit = off');
      await catchUp(own, PAGE_TIMEOUT_MS);
      // Only now is a `say` held up by us; what was said up to here is read by the next line, and only then are we current.
      await register(own, tenant, seen);
      for (let first = true; own.isOpen() && !signal.aborted; first = false) {
        const news = await catchUp(own, first ? PAGE_TIMEOUT_MS : HEARTBEAT_TIMEOUT_MS);
        if (news) await own.query('update customer_graph.link_constraint_listener set seen = $1 where pid = pg_backend_pid()', [seen]);
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
          log.warn('the state database cannot be read: the last known links count meanwhile', { cause: wordsOf(error) });
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
    hasSeen: (version) => seen >= version,
    staleSince: () => (following && Date.now() - lastAnswerAt < STALE_AFTER_MS ? null : lastAnswerAt),
    firstAttempt,
    async close() {
      stop.abort();
      await running;
    },
  };
}

async function register(session: Session, tenant: string, seen: number): Promise<void> {
  await session.query('select pg_advisory_lock($1, pg_backend_pid())', [LOCK.listener]);
  await session.query(
    `delete from customer_graph.link_constraint_listener l where not exists
       (select from pg_locks k where k.locktype = 'advisory' and k.classid = $1 and k.objid = l.pid and k.objsubid = 2 and k.granted)`,
    [LOCK.listener],
  );
  await session.query(
    `insert into customer_graph.link_constraint_listener (pid, tenant, seen) values (pg_backend_pid(), $1, $2)
     on conflict (pid) do update set tenant = excluded.tenant, seen = excluded.seen`,
    [tenant, seen],
  );
}

interface Bell {
  ring(): void;
  /** Resolves when it rings, at once where it has since the last call, or after `withinMs`. */
  next(withinMs: number): Promise<void>;
}

function createBell(): Bell {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring() {
      rung = true;
      wake();
    },
    async next(withinMs) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, withinMs).unref();
        });
      }
      rung = false;
    },
  };
}
