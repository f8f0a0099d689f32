// Claims of deeds in the state's database: one row a deed that is under way, with a lease. The work of a claim ends by the deadline of
// whoever asked for it, so that the lease is that and a moment more: nobody has to renew it, and a process that died holds up nobody longer.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { UpstreamError } from '../../errors';
import type { Patience } from '../../request/patience';
import type { StateDatabase } from '../database';
import type { ActionClaims, Deed } from './port';

export interface ActionClaimsOptions {
  database: StateDatabase;
  tenant: string;
}

/** From the deadline, at which calls are broken off, until they have ended. */
const GRACE_MS = 2_000;
/** No request has a later deadline. */
const LONGEST_MS = 60_000;
const LOOK_MS = [20, 40, 80, 160, 250] as const;

/** Connects when there is something to do. Closing it closes the database. */
export function createActionClaims({ database, tenant }: ActionClaimsOptions): ActionClaims {
  /** False = another one has it. A claim whose lease is over is nobody's. */
  async function claim({ source, action }: Deed, hash: string, by: string, leaseMs: number): Promise<boolean> {
    const rows = await database.use((session) =>
      session.query(
        `insert into customer_graph.action_claim (tenant, source, action, key_hash, claimed_by, claimed_until)
         values ($1, $2, $3, $4, $5, now() + $6 * interval '1 millisecond')
         on conflict (tenant, source, action, key_hash) do update
         set claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until where action_claim.claimed_until < now()
         returning 1`,
        [tenant, source, action, hash, by, leaseMs],
      ),
    );
    return rows.length > 0;
  }

  /** Never rejects: what is left ends with its lease. Takes along what dead processes left. */
  async function release(by: string): Promise<void> {
    await database
      .use((session) =>
        session.query(
          `delete from customer_graph.action_claim
           where tenant = $1 and (claimed_by = $2 or claimed_until < now() - interval '1 hour')`,
          [tenant, by],
        ),
      )
      .catch(() => undefined);
  }

  return {
    async during(deed, patience, work) {
      if (!database.exists()) return work();
      const by = randomUUID();
      const hash = createHash('sha256')
        .update(JSON.stringify([deed.source, deed.action, deed.key]))
        .digest('hex');
      for (let looks = 0; ; looks += 1) {
        if (patience.isOver) throw new UpstreamError(deed.source, 'UPSTREAM_TIMEOUT');
        const isOurs = await claim(deed, hash, by, leftOf(patience) + GRACE_MS).catch((cause: unknown) => {
          // Nothing was asked of the vendor: the same key may be asked again.
          throw new UpstreamError(deed.source, 'UPSTREAM_UNAVAILABLE', { cause });
        });
        if (isOurs) break;
        await pause(LOOK_MS[Math.min(looks, LOOK_MS.length - 1)]);
      }
      try {
        return await work();
      } finally {
        await release(by);
      }
    },
    close: () => database.close(),
  };
}

function leftOf({ endsAt }: Patience): number {
  return endsAt === undefined ? LONGEST_MS : Math.min(LONGEST_MS, Math.max(0, Math.ceil(endsAt - performance.now())));
}
