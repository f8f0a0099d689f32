// Keeps what a vendor told: that it was seen, and the hints that are still to be told on, in one statement, which is one transaction. A
// double changes nothing. Whoever tells hints on hears of it with the commit.
import type { Hint } from '../../exchange/hint';
import type { Session } from '../session';

/** What NOTIFY names; the payload is the tenant, and says only that there is something to tell on. */
export const OUTBOX_CHANNEL = 'customer_graph_outbox';

export interface ReceivedEvent {
  /** At most 200 characters. */
  id: string;
  hints: readonly Hint[];
}

/**
 * How many of the events were new; those alone are kept. Of the same event in two transactions at once, one waits for the other.
 * Rejects with `pg`'s errors: then nothing of it is kept.
 */
export async function receiveEvents(
  session: Session,
  { tenant, source, events }: { tenant: string; source: string; events: readonly ReceivedEvent[] },
): Promise<number> {
  const hints = events.flatMap(({ id, hints: all }) => all.map((hint) => ({ ...hint, event_id: id })));
  const [row] = await session.query<{ news: string }>(
    // In one order, whoever sends them: two transactions with the same events must not wait for each other.
    `with seen as (
       insert into customer_graph.webhook_seen (tenant, source, event_id)
       select $1, $2, id from unnest($3::text[]) as id order by id on conflict do nothing returning event_id
     ), told as (
       insert into customer_graph.outbox (tenant, cause, source, record, type, at)
       select $1, cause, $2, record, type, at
       from jsonb_to_recordset($4::jsonb) as hint (event_id text, cause text, record text, type text, at timestamptz)
       where event_id in (select event_id from seen) order by cause on conflict do nothing
     ), heard as (
       select pg_notify('${OUTBOX_CHANNEL}', $1) where exists (select from seen)
     )
     select (select count(*) from seen) as news, (select count(*) from heard) as heard`,
    [tenant, source, events.map(({ id }) => id), JSON.stringify(hints)],
  );
  return Number(row?.news ?? 0);
}

/** Forgets what was seen so long ago that no vendor sends it again; at most so many rows, so that nobody waits for it. */
export async function forgetSeen(session: Session, tenant: string, { days, most }: { days: number; most: number }): Promise<void> {
  await session.query(
    `delete from customer_graph.webhook_seen where ctid = any(array(
       select ctid from customer_graph.webhook_seen where tenant = $1 and seen_at < now() - $2 * interval '1 day' limit $3))`,
    [tenant, days, most],
  );
}
