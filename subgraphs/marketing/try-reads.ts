// What the doctor tries of a marketing system: all that its contract reads, but for the members of a group.
import type { Attempt } from '../../platform/domain/examination';
import type { MarketingConnector, MarketingRecord } from './contract';

/** `record` = null: what takes none. Never rejects. */
export async function tryReads(connector: MarketingConnector, record: MarketingRecord | null, attempt: Attempt): Promise<void> {
  await attempt.read('engagement', connector.engagement, record?.id);
  await attempt.read('segments', connector.segments, record?.id);
  await attempt.read('lists', connector.lists, record?.id);
  await attempt.other('audiences', (call) => connector.audiences(call));
}
