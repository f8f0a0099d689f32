// What the doctor tries of a CRM: all that its contract reads.
import type { Attempt } from '../../platform/domain/examination';
import type { CrmConnector, CrmRecord } from './contract';

/** `record` = null: what takes none. Never rejects. */
export async function tryReads(connector: CrmConnector, record: CrmRecord | null, attempt: Attempt): Promise<void> {
  await attempt.read('deals', connector.deals, record?.id);
  await attempt.read('activities', connector.activities, record?.id);
  await attempt.read('owners', connector.owners, record?.ownerId);
  await attempt.read('companies', connector.companies, record?.companyId);
  const today = new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  await attempt.list('closingDeals', connector.closingDeals, { from: today, to: today });
}
