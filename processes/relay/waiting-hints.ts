// The hints that are still to be told, in the outbox: taken under a lock that ends with the transaction, so that one process at a time has
// each of them, and all of them are there again when it dies.
import type { Session } from '../../platform/state/session';

export interface WaitingHint {
  /** A bigint, as text. */
  seq: string;
  cause: string;
  source: string;
  record: string | null;
  type: string;
  at: Date;
  attempts: number;
  told: string[];
}

/** What becomes of a hint that was not told to everybody. */
export type Outcome =
  | { kind: 'later'; hint: WaitingHint; told: readonly string[]; inMs: number }
  | { kind: 'dead'; hint: WaitingHint; told: readonly string[]; reason: string };

/** Within a transaction: at most `most` that are due, the oldest first, and none that another process has. */
export function takeDue(session: Session, tenant: string, most: number): Promise<WaitingHint[]> {
  return session.query<WaitingHint & Record<string, unknown>>(
    `select seq::text as seq, cause, source, record, type, at, attempts, told from customer_graph.outbox
     where tenant = $1 and dead_reason is null and next_at <= now() order by seq limit $2 for update skip locked`,
    [tenant, most],
  );
}

/** Those that everybody has been told of. */
export async function remove(session: Session, hints: readonly WaitingHint[]): Promise<void> {
  if (hints.length === 0) return;
  await session.query('delete from customer_graph.outbox where seq = any($1::bigint[])', [hints.map(({ seq }) => seq)]);
}

export async function settle(session: Session, outcomes: readonly Outcome[]): Promise<void> {
  for (const outcome of outcomes) {
    const { seq } = outcome.hint;
    const told = [...outcome.told];
    if (outcome.kind === 'later') {
      await session.query(
        `update customer_graph.outbox set attempts = attempts + 1, told = $2, next_at = now() + $3 * interval '1 millisecond' where seq = $1`,
        [seq, told, Math.round(outcome.inMs)],
      );
    } else {
      await session.query(
        'update customer_graph.outbox set attempts = attempts + 1, told = $2, dead_reason = $3, dead_at = now() where seq = $1',
        [seq, told, outcome.reason],
      );
    }
  }
}
