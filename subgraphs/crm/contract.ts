// What this subgraph needs from any CRM. A vendor folder exists to satisfy this interface.
import type { BatchRead, ListRead, RecordSource } from '../../platform/connector';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { CrmActions } from './actions';

export type { CrmActions } from './actions';

export type LifecycleStage = 'SUBSCRIBER' | 'LEAD' | 'QUALIFIED_LEAD' | 'OPPORTUNITY' | 'CUSTOMER' | 'EVANGELIST' | 'OTHER';
export type ActivityKind = 'CALL' | 'EMAIL' | 'MEETING' | 'NOTE' | 'TASK';

/** A person or company in the CRM. */
export interface CrmRecord extends PersonRecord {
  lifecycleStage: LifecycleStage | null;
  /** As the CRM words it. */
  leadStatus: string | null;
  /** As the CRM words it. */
  leadSource: string | null;
  /** Global id of the staff member who owns it. */
  ownerId: RecordId | null;
  /** Global id of the company it belongs to, or is. */
  companyId: RecordId | null;
}

export interface Owner {
  id: RecordId;
  name: string | null;
  email: string | null;
}

export interface Company {
  id: RecordId;
  name: string | null;
  domain: string | null;
  industry: string | null;
  employees: number | null;
}

export interface Deal {
  id: RecordId;
  url: string | null;
  name: string | null;
  /** As the CRM words it. */
  stage: string | null;
  status: 'OPEN' | 'WON' | 'LOST';
  /** Decimal string; null where no amount is set. */
  amount: string | null;
  /** ISO 4217; null only where `amount` is null. */
  currency: string | null;
  /** `YYYY-MM-DD`. */
  closeDate: string | null;
  /** ISO 8601 in UTC. */
  createdAt: string | null;
  ownerId: RecordId | null;
  /** The contact or company it was asked for. */
  record: RecordId;
}

export interface Activity {
  id: RecordId;
  url: string | null;
  kind: ActivityKind;
  /** ISO 8601 in UTC. */
  at: string;
  subject: string | null;
  body: string | null;
  ownerId: RecordId | null;
  /** The contact or company it was asked for. */
  record: RecordId;
}

/** A CRM. Every read takes global ids of its own records. */
export interface CrmConnector extends RecordSource<CrmRecord> {
  /** Deals of each contact or company, newest first, paged to the end. */
  deals: BatchRead<RecordId, readonly Deal[]>;
  /** Activities of each contact or company, newest first; at most 100 of each and kind. */
  activities: BatchRead<RecordId, readonly Activity[]>;
  /** Staff by id; null = unknown. */
  owners: BatchRead<RecordId, Owner | null>;
  /** Companies by id; null = unknown. */
  companies: BatchRead<RecordId, Company | null>;
  /** Contacts of open deals that are expected to close between two days, the earliest first; `items` are the deals. */
  closingDeals: ListRead<{ from: string; to: string }, CrmRecord>;
  /** What it can do, besides read, as its vendor documents; left out = nothing. */
  actions?: CrmActions;
}
