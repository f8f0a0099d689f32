// What hangs on a helpdesk's record, for a copy of all that is held of a customer.
import type { RelatedOf } from '../../platform/domain/export';
import type { PersonRecord } from '../../platform/record';
import type { SupportContext } from './context';
import type { SupportConnector } from './contract';
import type { SupportInquiry } from './view';

/** Tickets come with what was written in them, what staff wrote among themselves included: all or none, for half a list would look whole. */
export function relatedOf(inquiry: SupportInquiry, { readsOf }: SupportContext): RelatedOf<SupportConnector, PersonRecord> {
  return (source, record) => ({
    tickets: (async () => {
      const { tickets, comments } = readsOf(source);
      const found = await inquiry.read(source, tickets, record);
      return Promise.all(found.map(async (ticket) => ({ ...ticket, comments: await inquiry.read(source, comments, ticket.id) })));
    })(),
  });
}
