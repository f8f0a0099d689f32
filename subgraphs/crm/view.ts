// The customer as the CRM sees them: the parents that the resolvers of `CrmView` and below work on.
import type { Inquiry } from '../../platform/domain/inquiry';
import type { Resolved } from '../../platform/domain/resolution';
import type { SharedRead } from '../../platform/loader/shared-read';
import { parseRecordId, type RecordId } from '../../platform/record';
import type { CrmContext, CrmReads } from './context';
import type { Activity, Company, CrmConnector, CrmRecord, Deal, Owner } from './contract';

export type CrmInquiry = Inquiry<CrmConnector, CrmRecord>;

/** Parent of `CrmView`. */
export interface CrmView {
  inquiry: CrmInquiry;
  /** Never empty. */
  linked: Resolved<CrmConnector, CrmRecord>[];
}

/** Parent of `Opportunity`: its owner is read through the inquiry it came by. */
export type AskedDeal = Deal & { inquiry: CrmInquiry };

/** Parent of `Activity`. */
export type AskedActivity = Activity & { inquiry: CrmInquiry };

/** null when the CRM does not know this customer. */
export async function toView(inquiry: CrmInquiry): Promise<CrmView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** Newest first, whatever source they come from. */
export async function dealsOf(inquiry: CrmInquiry, context: CrmContext): Promise<Deal[]> {
  const deals = await inquiry.children((source) => context.readsOf(source).deals);
  return deals.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || a.id.localeCompare(b.id));
}

/** Newest first, whatever source they come from. */
export async function activitiesOf(inquiry: CrmInquiry, context: CrmContext): Promise<Activity[]> {
  const activities = await inquiry.children((source) => context.readsOf(source).activities);
  return activities.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}

/** The first of the records that names an owner; the anchor comes first. */
export function ownerOf({ inquiry, linked }: CrmView, context: CrmContext): Promise<Owner | null> {
  const owned = linked.find(({ record }) => record.ownerId !== null);
  return owned === undefined ? Promise.resolve(null) : readById(inquiry, context, owned.record.ownerId, (reads) => reads.owners);
}

/** The first of the records that names a company, by reference or by name alone. */
export async function companyOf({ inquiry, linked }: CrmView, context: CrmContext): Promise<Company | null> {
  const attached = linked.find(({ record }) => record.companyId !== null);
  const company = await readById(inquiry, context, attached?.record.companyId ?? null, (reads) => reads.companies);
  if (company !== null) return company;
  const named = linked.find(({ record }) => record.company !== null)?.record;
  if (named === undefined) return null;
  return { id: named.id, name: named.company, domain: null, industry: null, employees: named.employees };
}

/** Reads a staff member or company from the source that its id names; null when there is no id, no such source, no such item. */
export async function readById<Value>(
  inquiry: CrmInquiry,
  context: CrmContext,
  id: RecordId | null,
  readOf: (reads: CrmReads) => SharedRead<Value | null>,
): Promise<Value | null> {
  if (id === null) return null;
  const source = context.session.sources.find(({ name }) => name === parseRecordId(id)?.source);
  return source === undefined ? null : inquiry.read(source, readOf(context.readsOf(source)), id);
}
