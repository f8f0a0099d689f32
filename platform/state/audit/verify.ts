// Reads a tenant's whole chain and says where it was tampered with: rows that were changed, taken out, put in, or put elsewhere.
import { timingSafeEqual } from 'node:crypto';
import type { Session } from '../session';
import type { AuditBook } from './append';
import { BEGINNING, COLUMNS, fromStored, textOf, type StoredRow } from './row';

export interface Verdict {
  records: number;
  /** The end of the chain, as `seq:hash`: kept elsewhere, it shows later that nothing before it was replaced. */
  head: string;
  /** In words, the first ones; empty = the chain is whole. */
  faults: string[];
}

const PAGE = 1_000;
const MOST_FAULTS = 20;

/** `knownHead` = a `head` of an earlier verdict, which has to be a part of the chain still. Rejects with `pg`'s errors. */
export async function verifyChain(session: Session, { tenant, keys }: AuditBook, knownHead?: string): Promise<Verdict> {
  const faults: string[] = [];
  const note = (fault: string): void => void (faults.length < MOST_FAULTS && faults.push(fault));
  // What is added meanwhile is not looked at.
  await session.query('begin isolation level repeatable read, read only');
  let seq = 0;
  let records = 0;
  let hash: Buffer = BEGINNING;
  let isHeadMet = knownHead === undefined;
  for (let more = true; more;) {
    const rows = await session.query<StoredRow & { hash: Buffer }>(
      `select ${COLUMNS}, hash from customer_graph.audit_record where tenant = $1 and seq > $2 order by seq limit ${PAGE}`,
      [tenant, seq],
    );
    for (const { hash: kept, ...stored } of rows) {
      const row = fromStored(stored);
      if (row.seq === seq + 2) note(`record ${seq + 1} is missing`);
      if (row.seq > seq + 2) note(`records ${seq + 1} to ${row.seq - 1} are missing`);
      if (!timingSafeEqual(kept, keys.link(hash, textOf(row, tenant)))) {
        note(`record ${row.seq} does not fit: it was changed, or does not follow what is before it`);
      }
      seq = row.seq;
      hash = kept;
      records += 1;
      isHeadMet ||= knownHead === textOfHead(seq, hash);
    }
    more = rows.length === PAGE;
  }
  const [head] = await session.query<{ seq: string; hash: Buffer; proof: Buffer }>(
    'select seq, hash, proof from customer_graph.audit_head where tenant = $1',
    [tenant],
  );
  await session.query('commit');
  if (head === undefined) {
    if (records > 0) note('the end of the chain is not known: its entry was taken away');
  } else if (!timingSafeEqual(head.proof, keys.proof(tenant, Number(head.seq), head.hash))) {
    note('the entry of the end of the chain was changed');
  } else if (Number(head.seq) !== seq || !head.hash.equals(hash)) {
    note(`the chain ends at record ${seq}, and should at ${head.seq}`);
  }
  if (!isHeadMet) note('the head that you know is not a part of this chain: records up to it were replaced or taken away');
  return { records, head: textOfHead(seq, hash), faults };
}

function textOfHead(seq: number, hash: Buffer): string {
  return `${seq}:${hash.toString('hex')}`;
}
