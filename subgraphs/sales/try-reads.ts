// What the doctor tries of a shop: all that its contract reads.
import type { Attempt } from '../../platform/domain/examination';
import type { SalesConnector, SalesRecord } from './contract';

/** `record` = null: what takes none. Never rejects. */
export async function tryReads(connector: SalesConnector, record: SalesRecord | null, attempt: Attempt): Promise<void> {
  const orders = await attempt.read('orders', connector.orders, record?.id);
  await attempt.read('contents', connector.contents, orders?.[0]?.id);
}
