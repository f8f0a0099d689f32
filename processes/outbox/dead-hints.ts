// Hints that were given up: looked at by people, and told after all when they say so.
import type { Session } from '../../platform/state/session';
import { OUTBOX_CHANNEL } from '../relay/relay';

export interface DeadHint {
  seq: string;
  cause: string;
  record: string | null;
  type: string;
  attempts: number;
  reason: string;
  deadAt: Date;
}

const MOST = 1_000;

/** The oldest first, at most a thousand. */
export function deadHints(session: Session, tenant: string): Promise<DeadHint[]> {
  return session.query<DeadHint & Record<string, unknown>>(
    `select seq::text as seq, cause, record, type, attempts, dead_reason as reason, dead_at as "deadAt" from customer_graph.outbox
     where tenant = $1 and dead_reason is not null order by seq limit ${MOST}`,
    [tenant],
  );
}

/** One, or all where `seq` is null: due at once, with every attempt before it again. Answers how many there were. */
export async function replayHints(session: Session, tenant: string, seq: string | null): Promise<number> {
  const rows = await session.query(
    `with again as (
       update customer_graph.outbox set dead_reason = null, dead_at = null, attempts = 0, next_at = now()
       where tenant = $1 and dead_reason is not null and ($2::bigint is null or seq = $2) returning seq)
     select pg_notify($3, $1) from again`,
    [tenant, seq, OUTBOX_CHANNEL],
  );
  return rows.length;
}
