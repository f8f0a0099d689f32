// Keeps the memory of one process fresh: reads what is newer than the last it has seen, and notes how far it has read, which is what
// `say` waits for. The session, and what becomes of it, is follow.ts.
import type { Log } from '../../log';
import type { StateDatabase } from '../database';
import { startFollower, type CaughtUp, type Follower } from '../follow';
import { LOCK } from '../locks';
import type { Session } from '../session';
import { CHANNEL } from './channel';
import type { ConstraintKind } from './port';
import type { ConstraintMemory } from './view';

export interface Feed extends Follower {
  /** True where everything up to this version is in memory. */
  hasSeen(version: number): boolean;
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

/** Starts at once, in the background. */
export function startFeed({ database, tenant, memory, log }: FeedOptions): Feed {
  let seen = 0;

  /** Reads on from the last version seen. */
  async function catchUp(from: Session, timeoutMs: number, isComing: () => void): Promise<CaughtUp> {
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
      isComing();
      if (rows.length < PAGE_ROWS) return { news: seen > before, askedAt };
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

  const follower = startFollower({
    database,
    channel: CHANNEL,
    tenant,
    catchUp,
    // Only now is a `say` held up by us.
    arrived: (session) => register(session, tenant, seen),
    learned: async (session) =>
      void (await session.query('update customer_graph.link_constraint_listener set seen = $1 where pid = pg_backend_pid()', [seen])),
    fault: 'the state database cannot be read: the last known links count meanwhile',
    log,
  });
  return { ...follower, hasSeen: (version) => seen >= version };
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
