// The support subgraph: `schema/support.graphql`, `SUPPORT_SOURCES`, `SUPPORT_SUBGRAPH_URL`.
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import type { PersonRecord } from '../../platform/record';
import type { SupportContext } from './context';
import type { SupportConnector } from './contract';
import { resolvers } from './resolvers';
import { zendesk } from './vendors/zendesk/index';

export const support = defineDomainSubgraph<SupportConnector, PersonRecord, SupportContext>({
  name: 'support',
  domain: 'SUPPORT',
  vendors: [zendesk],
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      tickets: cached('tickets', connector.tickets, ttlOfType('Ticket')),
      comments: cached('comments', connector.comments, ttlOfType('Comment')),
    }));
    return (session) => ({ session, readsOf });
  },
});
