// The erased records of one tenant, in memory and fresh. Followed from the start where there is a database: what is asked for in the
// meantime must not be kept. Nothing is started where nothing was ever stored.
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log';
import type { StateDatabase } from '../database';
import { startFollower, type Follower } from '../follow';
import { LOCK } from '../locks';
import type { Session } from '../session';
import type { Erasures } from './port';

const CHANNEL = 'customer_graph_erased_record';
/** Vendors take up to a month to erase; what they have erased by then cannot come back. */
const DAYS = 35;
/** How long `add` waits for this process to hear of its own word. */
const HEARD_WITHIN_MS = 3_000;
const POLL_MS = 10;

/** Closing it closes the database. */
export function createErasures({ database, tenant, log }: { database: StateDatabase; tenant: string; log: Log }): Erasures {
  const known = new Map<string, number>();
  const listeners: ((ids: readonly string[]) => void)[] = [];
  let follower: Follower | null = null;
  let seen = 0;
  let closed = false;

  async function catchUp(session: Session, timeoutMs: number) {
    const askedAt = Date.now();
    const rows = await session.query<{ record: string; until: Date; version: string }>(
      `select record, until, version from customer_graph.erased_record where tenant = $1 and version > $2 order by version`,
      [tenant, seen],
      timeoutMs,
    );
    for (const { record, until, version } of rows) {
      known.set(record, until.getTime());
      seen = Number(version);
    }
    if (rows.length > 0) {
      const ids = rows.map(({ record }) => record);
      for (const listener of listeners) listener(ids);
    }
    return { news: rows.length > 0, askedAt };
  }

  function follow(): void {
    if (follower !== null || closed || !database.exists()) return;
    const fault = 'the state database cannot be read: records that are erased meanwhile may be cached for their time';
    follower = startFollower({ database, channel: CHANNEL, tenant, catchUp, fault, log });
  }

  follow();
  return {
    has(id) {
      const until = known.get(id);
      if (until === undefined) return false;
      if (until > Date.now()) return true;
      known.delete(id);
      return false;
    },
    get some() {
      return known.size > 0;
    },
    async add(ids) {
      const version = await database.use((session) => keep(session, tenant, ids));
      follow();
      const end = Date.now() + HEARD_WITHIN_MS;
      while (seen < version && Date.now() < end) await pause(POLL_MS);
      // It is kept, and will be heard: this process need not wait for the way round.
      if (seen < version) for (const id of ids) known.set(id, Date.now() + DAYS * 86_400_000);
    },
    onErased: (listener) => void listeners.push(listener),
    async close() {
      closed = true;
      await follower?.close();
      await database.close();
    },
  };
}

/** Answers the version of the last row. */
async function keep(session: Session, tenant: string, ids: readonly string[]): Promise<number> {
  await session.query('begin');
  await session.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK.erasures, tenant]);
  await session.query('delete from customer_graph.erased_record where tenant = $1 and until < now()', [tenant]);
  const rows = await session.query<{ version: string }>(
    `insert into customer_graph.erased_record (tenant, record, until, version)
     select $1, record, now() + $3 * interval '1 day', nextval('customer_graph.erased_record_version_seq') from unnest($2::text[]) as record
     on conflict (tenant, record) do update set until = excluded.until, version = excluded.version
     returning version`,
    [tenant, [...new Set(ids)], DAYS],
  );
  await session.query('select pg_notify($1, $2)', [CHANNEL, tenant]);
  await session.query('commit');
  return Math.max(0, ...rows.map(({ version }) => Number(version)));
}
