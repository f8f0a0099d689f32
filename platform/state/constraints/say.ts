// Keeps one word about two records, and waits until every process that listens has it. Says are one after another within a tenant,
// so that versions become visible in their order: a reader that has seen one has seen all before it.
import { setTimeout as pause } from 'node:timers/promises';
import { InputError } from '../../errors';
import { LOCK } from '../locks';
import type { Session } from '../session';
import { CHANNEL } from './channel';
import { refuseContradiction } from './contradiction';
import { checkChange, inOrder } from './pair';
import type { ConstraintChange } from './port';

/** How long a process that listens may take before it is not waited for. */
const EVERYWHERE_WITHIN_MS = 1_000;
const ASK_EVERY_MS = 4;

/** Held until the transaction ends: nothing else is said of this tenant meanwhile. */
export async function holdSays(session: Session, tenant: string, timeoutMs?: number): Promise<void> {
  await session.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK.says, tenant], timeoutMs);
}

/** One transaction; rejects with InputError, nothing changed, and with `pg`'s errors, and then the session is not to be used again. */
export async function keepWord(session: Session, tenant: string, change: ConstraintChange): Promise<{ at: string; version: number }> {
  await session.query('begin');
  try {
    const kept = await write(session, tenant, change);
    await session.query('commit');
    return kept;
  } catch (error) {
    if (error instanceof InputError) await session.query('rollback');
    throw error;
  }
}

async function write(session: Session, tenant: string, change: ConstraintChange): Promise<{ at: string; version: number }> {
  checkChange(change);
  const { kind, a: one, b: other, by, reason } = change;
  await holdSays(session, tenant);
  if (kind !== 'NONE') await refuseContradiction(session, { tenant, kind, one, other });
  // Whole milliseconds: what is exported and imported again is neither older nor newer.
  const [kept] = await session.queryArrays<[at: Date, version: string]>(
    `with word as (
       insert into customer_graph.link_constraint (tenant, a, b, kind, said_by, reason, said_at, version)
       values ($1, $2, $3, $4, $5, $6, date_trunc('milliseconds', clock_timestamp()), nextval('customer_graph.link_constraint_version_seq'))
       on conflict (tenant, a, b) do update set kind = excluded.kind, said_by = excluded.said_by, reason = excluded.reason,
         said_at = excluded.said_at, version = excluded.version
       returning *
     ), logged as (
       insert into customer_graph.link_constraint_log (tenant, version, a, b, kind, said_by, reason, said_at)
       select tenant, version, a, b, kind, said_by, reason, said_at from word
     )
     select said_at, version from word`,
    [tenant, ...inOrder(one, other), kind, by, reason],
  );
  if (kept === undefined) throw new Error('a word that was not kept');
  await announce(session, tenant);
  return { at: kept[0].toISOString(), version: Number(kept[1]) };
}

/** Tells all who listen once the transaction is committed. */
export async function announce(session: Session, tenant: string): Promise<void> {
  await session.query('select pg_notify($1, $2)', [CHANNEL, tenant]);
}

/** True when every process that listens has read up to the version, and this one, where it listens (`isHere`); false when one has not after a second. */
export async function isEverywhere(session: Session, tenant: string, version: number, isHere = (): boolean => true): Promise<boolean> {
  const giveUpAt = performance.now() + EVERYWHERE_WITHIN_MS;
  for (;;) {
    const [behind] = await session.query(
      `select from customer_graph.link_constraint_listener l where l.tenant = $1 and l.seen < $2 and exists
         (select from pg_locks k where k.locktype = 'advisory' and k.classid = $3 and k.objid = l.pid and k.objsubid = 2 and k.granted)
       limit 1`,
      [tenant, version, LOCK.listener],
    );
    if (behind === undefined && isHere()) return true;
    if (performance.now() > giveUpAt) return false;
    await pause(ASK_EVERY_MS);
  }
}
