// Who is at work, and what becomes of the runs of somebody who died: every process holds an advisory lock of its own number while it
// lives, and takes over the runs of numbers that nobody holds. The lock goes with the connection: a process that lost it may live
// still, so two may be at one run for a moment. That is why every action has a key.
import { randomInt } from 'node:crypto';
import type { Log } from '../../platform/log';
import type { StateDatabase } from '../../platform/state/database';
import { wordsOf } from '../../platform/state/fault';
import { LOCK } from '../../platform/state/locks';
import type { Session } from '../../platform/state/session';

export interface Takeover {
  /** Stops looking, and lets go of the lock: others take over what is left. */
  close(): Promise<void>;
}

export interface TakeoverOptions {
  database: StateDatabase;
  log: Log;
  /** Names of executors that have runs under way. */
  executors(): Promise<string[]>;
  /** Makes the runs of these ours. */
  takeOver(dead: readonly string[]): Promise<void>;
}

/** Between two looks; a run of a dead process waits so long, and a second for the engine. */
const LOOK_EVERY_MS = 1_000;
const NAME = /^customer-graph-(\d{1,10})$/;

/** A number that no other process of this start has, and the executor's name. */
export function newExecutor(): { number: number; name: string } {
  const number = randomInt(1, 2 ** 31 - 1);
  return { number, name: `customer-graph-${number}` };
}

/** Holds the lock when it resolves. Rejects with StateError. */
export async function startTakeover(number: number, options: TakeoverOptions): Promise<Takeover> {
  let session: Session | null = await holdLock(options.database, number);
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    if (session?.isOpen() !== true) session = await holdLock(options.database, number);
    const names = await options.executors();
    const held = await session.query<{ number: number }>(
      `select objid::bigint::int as number from pg_locks where locktype = 'advisory' and classid = $1 and granted
       and database = (select oid from pg_database where datname = current_database())`,
      [LOCK.executor],
    );
    const alive = new Set(held.map((row) => row.number));
    const dead = names.filter((name) => {
      const found = NAME.exec(name)?.[1];
      return found !== undefined && !alive.has(Number(found));
    });
    if (dead.length > 0) await options.takeOver(dead);
  }

  let looking: Promise<void> = Promise.resolve();
  const again = (): void => {
    if (closed) return;
    timer = setTimeout(() => {
      looking = look()
        .catch((error: unknown) => options.log.warn('the runs of other processes could not be looked at', { cause: wordsOf(error) }))
        .finally(again);
    }, LOOK_EVERY_MS);
  };
  again();
  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await looking;
      await session?.end();
    },
  };
}

async function holdLock(database: StateDatabase, number: number): Promise<Session> {
  const session = await database.connect();
  try {
    await session.query('select pg_advisory_lock($1, $2)', [LOCK.executor, number]);
    return session;
  } catch (error) {
    session.destroy();
    throw error;
  }
}
