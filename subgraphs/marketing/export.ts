// What hangs on a marketing profile, for a copy of all that is held of a customer.
import type { RelatedOf } from '../../platform/domain/export';
import type { MarketingContext } from './context';
import type { MarketingConnector, MarketingRecord } from './contract';
import type { MarketingInquiry } from './view';

/** Campaigns and feedback are read together. */
export function relatedOf(inquiry: MarketingInquiry, { readsOf }: MarketingContext): RelatedOf<MarketingConnector, MarketingRecord> {
  return (source, record) => {
    const { engagement, segments, lists } = readsOf(source);
    return {
      engagement: inquiry.read(source, engagement, record).then((one) => [one]),
      segments: inquiry.read(source, segments, record),
      lists: inquiry.read(source, lists, record),
    };
  };
}
