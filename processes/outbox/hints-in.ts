// A hint on its way in: one row of the outbox, whoever told of it. The same cause told again is nothing new.
import type { Hint } from '../../platform/exchange/hint';
import type { Session } from '../../platform/state/session';
import { OUTBOX_CHANNEL } from '../relay/relay';

/** Within the caller's transaction, or alone; those who pass hints on wake with its commit. Answers false for a cause that waits already. */
export async function addHint(session: Session, tenant: string, { cause, source, record, type, at }: Hint): Promise<boolean> {
  const rows = await session.query(
    `with added as (
       insert into customer_graph.outbox (tenant, cause, source, record, type, at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant, cause) do nothing returning seq)
     select pg_notify($7, $1) from added`,
    [tenant, cause, source, record, type, at, OUTBOX_CHANNEL],
  );
  return rows.length > 0;
}
