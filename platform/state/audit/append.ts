// Adds records to the end of a tenant's chain, in one transaction: one after another within a tenant, whatever process they come from,
// so that a chain never forks.
import { timingSafeEqual } from 'node:crypto';
import { LOCK } from '../locks';
import type { Session } from '../session';
import type { AuditKeys } from './keys';
import type { AuditRecord } from './record';
import { BEGINNING, textOf, toRow } from './row';

export interface AuditBook {
  tenant: string;
  keys: AuditKeys;
}

/**
 * Resolves when they are kept; none or all are. `again` = they may have been kept by an earlier call whose answer was lost: those that
 * were are left alone. Rejects with `pg`'s errors; the session is then not to be used again.
 */
export async function appendRecords(session: Session, records: readonly AuditRecord[], book: AuditBook, again = false): Promise<void> {
  const { tenant, keys } = book;
  await session.query('begin');
  await session.query('select pg_advisory_xact_lock($1, hashtext($2))', [LOCK.audit, tenant]);
  const known = again ? await idsKept(session, tenant, records) : new Set<string>();
  let { seq, hash } = await endOf(session, book);
  const rows = records
    .filter(({ id }) => !known.has(id))
    .map((record) => {
      seq += 1;
      const row = toRow(record, seq, tenant, keys);
      hash = keys.link(hash, textOf(row, tenant));
      return { ...row, hash: hash.toString('hex') };
    });
  if (rows.length > 0) {
    await session.query(
      `insert into customer_graph.audit_record (tenant, seq, id, at, request_id, caller_kind, subject, purpose, operation, document, customers,
         customer_count, shown, masked, withheld, decision, hash)
       select $1, seq, id, at, "requestId", "callerKind", subject, purpose, operation, document, customers, "customerCount", shown, masked,
         withheld, decision, decode(hash, 'hex')
       from jsonb_to_recordset($2::jsonb) as row (seq bigint, id uuid, at timestamptz, "requestId" text, "callerKind" text, subject text,
         purpose text, operation text, document text, customers text[], "customerCount" integer, shown text[], masked text[],
         withheld integer, decision text, hash text)`,
      [tenant, JSON.stringify(rows)],
    );
    await session.query(
      `insert into customer_graph.audit_head (tenant, seq, hash, proof) values ($1, $2, $3, $4)
       on conflict (tenant) do update set seq = excluded.seq, hash = excluded.hash, proof = excluded.proof`,
      [tenant, seq, hash, keys.proof(tenant, seq, hash)],
    );
  }
  await session.query('commit');
}

/** Where to go on. After somebody meddled with the end, from where nothing fits: what goes on quietly would hide it. */
async function endOf(session: Session, { tenant, keys }: AuditBook): Promise<{ seq: number; hash: Buffer }> {
  const [head] = await session.query<{ seq: string; hash: Buffer; proof: Buffer }>(
    'select seq, hash, proof from customer_graph.audit_head where tenant = $1',
    [tenant],
  );
  const [{ last } = { last: null }] = await session.query<{ last: string | null }>(
    'select max(seq) as last from customer_graph.audit_record where tenant = $1',
    [tenant],
  );
  if (head === undefined && last === null) return { seq: 0, hash: BEGINNING };
  const [seq, stored] = [Number(head?.seq ?? 0), Number(last ?? 0)];
  const isWhole = head !== undefined && stored <= seq && timingSafeEqual(head.proof, keys.proof(tenant, seq, head.hash));
  return isWhole ? { seq, hash: head.hash } : { seq: Math.max(seq, stored), hash: keys.link(BEGINNING, 'the end was tampered with') };
}

async function idsKept(session: Session, tenant: string, records: readonly AuditRecord[]): Promise<Set<string>> {
  const rows = await session.query<{ id: string }>(
    'select id from customer_graph.audit_record where tenant = $1 and id = any($2::uuid[])',
    [tenant, records.map(({ id }) => id)],
  );
  return new Set(rows.map(({ id }) => id));
}
