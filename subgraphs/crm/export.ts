// What hangs on a CRM record, for a copy of all that is held of a customer.
import type { RelatedOf } from '../../platform/domain/export';
import type { CrmContext } from './context';
import type { CrmConnector, CrmRecord } from './contract';
import type { CrmInquiry } from './view';

/** Each read is shared with the rest of the request. */
export function relatedOf(inquiry: CrmInquiry, { readsOf }: CrmContext): RelatedOf<CrmConnector, CrmRecord> {
  return (source, record) => ({
    opportunities: inquiry.read(source, readsOf(source).deals, record),
    activities: inquiry.read(source, readsOf(source).activities, record),
  });
}
