// What hangs on a billing record, for a copy of all that is held of a customer.
import type { RelatedOf } from '../../platform/domain/export';
import type { BillingContext } from './context';
import type { BillingConnector, BillingRecord } from './contract';
import type { BillingInquiry } from './view';

/** A source without subscriptions or payments has none of that name. */
export function relatedOf(inquiry: BillingInquiry, { readsOf }: BillingContext): RelatedOf<BillingConnector, BillingRecord> {
  return (source, record) => {
    const { invoices, subscriptions, payments } = readsOf(source);
    return {
      invoices: inquiry.read(source, invoices, record),
      ...(subscriptions === null ? {} : { subscriptions: inquiry.read(source, subscriptions, record) }),
      ...(payments === null ? {} : { payments: inquiry.read(source, payments, record) }),
    };
  };
}
