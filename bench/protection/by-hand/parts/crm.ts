// What the questions ask of the CRM, of a customer's records there.
import { parseRecordId } from '../../../../platform/record';
import type { Activity, Company, CrmRecord, Deal, LifecycleStage, Owner } from '../../../../subgraphs/crm/contract';
import type { Resolved } from '../resolved';
import type { Systems } from '../systems';
import { childrenOf } from './children';

type Linked = readonly Resolved<CrmRecord>[];

export async function ownerOf(linked: Linked, { crm }: Systems): Promise<Owner | null> {
  const id = linked.find(({ record }) => record.ownerId !== null)?.record.ownerId ?? null;
  return id === null || parseRecordId(id) === null ? null : crm.owner(id);
}

export async function companyNameOf(linked: Linked, { crm }: Systems): Promise<Pick<Company, 'name'> | null> {
  const id = linked.find(({ record }) => record.companyId !== null)?.record.companyId ?? null;
  const company = id === null ? null : await crm.company(id);
  if (company !== null) return { name: company.name };
  const named = linked.find(({ record }) => record.company !== null);
  return named === undefined ? null : { name: named.record.company };
}

export function stageOf(linked: Linked): LifecycleStage | null {
  return linked.find(({ record }) => record.lifecycleStage !== null)?.record.lifecycleStage ?? null;
}

/** Newest first. */
export async function dealsOf(linked: Linked, { crm }: Systems): Promise<Deal[]> {
  const deals = await childrenOf(linked, crm.deals);
  return deals.sort((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? '') || a.id.localeCompare(b.id));
}

/** Newest first. */
export async function activitiesOf(linked: Linked, { crm }: Systems): Promise<Activity[]> {
  const activities = await childrenOf(linked, crm.activities);
  return activities.sort((a, b) => b.at.localeCompare(a.at) || a.id.localeCompare(b.id));
}
