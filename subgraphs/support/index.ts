// The support subgraph: `schema/support.graphql`, `SUPPORT_SOURCES`, `SUPPORT_SUBGRAPH_URL`.
import { bindActions } from '../../platform/actions/offer';
import { withFilter } from '../../platform/domain/list-of';
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import type { PersonRecord } from '../../platform/record';
import { supportActions } from './actions';
import type { SupportContext } from './context';
import type { SupportConnector } from './contract';
import { resolvers } from './resolvers';
import { tryReads } from './try-reads';
import { intercom } from './vendors/intercom/index';
import { requestTracker } from './vendors/request-tracker/index';
import { sql } from './vendors/sql/index';
import { zendesk } from './vendors/zendesk/index';

export const support = defineDomainSubgraph<SupportConnector, PersonRecord, SupportContext>({
  name: 'support',
  domain: 'SUPPORT',
  vendors: [zendesk, intercom, requestTracker, sql],
  listOf(connector, query) {
    if (query.kind === 'SEARCH') return withFilter(connector.search, query, query);
    return query.kind === 'OPEN_TICKETS' ? withFilter(connector.openTickets, query, query) : undefined;
  },
  actionsOf: ({ actions }) => bindActions(supportActions, actions),
  tryReads,
  fieldReads: {
    'Customer.supportEvents': ['find', 'tickets'],
    'SupportView.tickets': ['tickets'],
    'SupportView.openTickets': ['tickets'],
    'SupportView.slaBreached': ['tickets'],
    'SupportView.feedback': ['tickets'],
    'SupportView.satisfaction': ['tickets'],
    'Ticket.comments': ['comments'],
  },
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      tickets: cached('tickets', connector.tickets, ttlOfType('Ticket')),
      comments: cached('comments', connector.comments, ttlOfType('Comment')),
    }));
    return (session) => ({ session, readsOf });
  },
});
