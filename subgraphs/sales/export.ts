// What hangs on a shop's record, for a copy of all that is held of a customer.
import type { RelatedOf } from '../../platform/domain/export';
import type { SalesContext } from './context';
import type { SalesConnector, SalesRecord } from './contract';
import type { SalesInquiry } from './view';

/** Orders come with what is inside them: all or none, for half a list would look whole. */
export function relatedOf(inquiry: SalesInquiry, { readsOf }: SalesContext): RelatedOf<SalesConnector, SalesRecord> {
  return (source, record) => ({
    orders: (async () => {
      const { orders, contents } = readsOf(source);
      const found = await inquiry.read(source, orders, record);
      return Promise.all(found.map(async (order) => ({ ...order, contents: await inquiry.read(source, contents, order.id) })));
    })(),
  });
}
