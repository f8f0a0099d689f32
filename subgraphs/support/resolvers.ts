// How `schema/support.graphql` is answered. Everything is read through the inquiry, which reads nothing twice.
import { toConnection } from '../../platform/connection';
import { collectEvents } from '../../platform/domain/events';
import { exportRecords } from '../../platform/domain/export';
import { toRecordRef, toShownRecord } from '../../platform/domain/records';
import { valueAt } from '../../platform/record';
import { toEvents } from './events';
import { relatedOf } from './export';
import type { Resolvers } from './types.gen';
import { commentsOf, everyTicketOf, ratingsOf, satisfactionOf, ticketsOf, toView } from './view';

export const resolvers: Resolvers = {
  Query: {
    _supportRecords: (_, { query }, { session }) => session.records(query),
    _supportList: (_, { query }, { session }) => session.list(query),
    _supportSources: (_, { sample }, { session }) => session.reports(sample),
    _supportExport(_, { keys }, context) {
      const inquiry = context.session.inquiry(keys);
      return exportRecords('SUPPORT', inquiry, relatedOf(inquiry, context));
    },
    _supportActions: (_, __, { session }) => session.offeredActions(),
  },
  Mutation: { _supportAction: (_, { request }, { session }) => session.act(request) },
  Customer: {
    __resolveReference: (reference) => reference,
    support: ({ matchKeys }, _, { session }) => toView(session.inquiry(matchKeys)),
    supportEvidence: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).evidence(),
    supportEvents({ matchKeys }, _, context) {
      const inquiry = context.session.inquiry(matchKeys);
      return collectEvents('SUPPORT', inquiry, async () => toEvents(await ticketsOf(inquiry, context)));
    },
    supportReport: ({ matchKeys }, _, { session }) => session.inquiry(matchKeys).report(),
  },
  SupportView: {
    records: ({ linked }) => linked.map(toShownRecord),
    missing: ({ inquiry }) => inquiry.missing(),
    async tickets({ inquiry }, { first, after, status }, context) {
      const tickets = await ticketsOf(inquiry, context);
      const asked = tickets.filter((ticket) => status === null || status === undefined || status.includes(ticket.status));
      return toConnection(
        asked.map((ticket) => ({ ...ticket, inquiry })),
        { first, after },
      );
    },
    openTickets: async ({ inquiry }, _, context) =>
      (await everyTicketOf(inquiry, context)).filter(({ status }) => status !== 'CLOSED').length,
    slaBreached: async ({ inquiry }, _, context) =>
      (await everyTicketOf(inquiry, context)).filter(({ status, sla }) => status !== 'CLOSED' && sla === 'BREACHED').length,
    feedback: async ({ inquiry }, _, context) => ratingsOf(await ticketsOf(inquiry, context)),
    satisfaction: async ({ inquiry }, _, context) => satisfactionOf(ratingsOf(await everyTicketOf(inquiry, context))),
  },
  Ticket: {
    rating: (ticket) => (ticket.rating === null ? null : { ...ticket.rating, ticket }),
    comments: (ticket, _, context) => commentsOf(ticket, context),
    record: ({ record }) => toRecordRef(record),
  },
  Feedback: { kind: () => 'ticket-rating', record: ({ ticket }) => toRecordRef(ticket.id, ticket.url) },
  SourceRecord: { raw: ({ whole }, { path }) => valueAt(whole, path) },
};
