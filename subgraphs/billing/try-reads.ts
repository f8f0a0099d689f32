// What the doctor tries of a billing system: all that its contract reads.
import type { Attempt } from '../../platform/domain/examination';
import type { BillingConnector, BillingRecord } from './contract';

/** `record` = null: what takes none. Never rejects. */
export async function tryReads(connector: BillingConnector, record: BillingRecord | null, attempt: Attempt): Promise<void> {
  await attempt.read('invoices', connector.invoices, record?.id);
  await attempt.read('subscriptions', connector.subscriptions, record?.id);
  await attempt.read('payments', connector.payments, record?.id);
  await attempt.list('overdue', connector.overdue, { minDays: 1 });
}
