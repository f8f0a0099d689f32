// Finds records of a tenant: by who asked, whom they asked about, and when.
import type { Session } from '../session';
import type { AuditBook } from './append';
import { COLUMNS, fromStored, type AuditRow, type StoredRow } from './row';

export interface AuditQuery {
  /** Left out = anybody, at any time. */
  subject?: string | undefined;
  /** The id of a customer, as answers have it. */
  customer?: string | undefined;
  since?: Date | undefined;
  /** This moment is not included. */
  until?: Date | undefined;
  /** The newest ones. */
  limit: number;
}

/** The newest first. Rejects with `pg`'s errors. */
export async function searchRecords(session: Session, { tenant, keys }: AuditBook, query: AuditQuery): Promise<AuditRow[]> {
  const { subject = null, customer, since = null, until = null, limit } = query;
  const rows = await session.query<StoredRow>(
    `select ${COLUMNS} from customer_graph.audit_record
     where tenant = $1 and ($2::text is null or subject = $2) and ($3::text[] is null or customers @> $3)
       and ($4::timestamptz is null or at >= $4) and ($5::timestamptz is null or at < $5)
     order by seq desc limit $6`,
    [tenant, subject, customer === undefined ? null : [keys.customer(tenant, customer)], since, until, limit],
  );
  return rows.map(fromStored);
}
