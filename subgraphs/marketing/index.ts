// The marketing subgraph: `schema/marketing.graphql`, `MARKETING_SOURCES`, `MARKETING_SUBGRAPH_URL`.
import { bindActions } from '../../platform/actions/offer';
import { withFilter } from '../../platform/domain/list-of';
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import { marketingActions } from './actions';
import type { MarketingContext } from './context';
import type { MarketingConnector, MarketingRecord } from './contract';
import { resolvers } from './resolvers';
import { tryReads } from './try-reads';
import { klaviyo } from './vendors/klaviyo/index';
import { mailchimp } from './vendors/mailchimp/index';

export const marketing = defineDomainSubgraph<MarketingConnector, MarketingRecord, MarketingContext>({
  name: 'marketing',
  domain: 'MARKETING',
  vendors: [klaviyo, mailchimp],
  listOf(connector, query) {
    if (query.kind === 'SEARCH') return withFilter(connector.search, query, query);
    return query.kind === 'MEMBERS' ? withFilter(connector.members, query, query) : undefined;
  },
  actionsOf: ({ actions }) => bindActions(marketingActions, actions),
  tryReads,
  fieldReads: {
    'Query.audiences': ['audiences'],
    'Customer.marketingEvents': ['find', 'engagement'],
    'MarketingView.segments': ['segments'],
    'MarketingView.lists': ['lists'],
    'MarketingView.campaigns': ['engagement'],
    'MarketingView.feedback': ['engagement'],
  },
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      engagement: cached('engagement', connector.engagement, ttlOfType('CampaignTouch')),
      segments: cached('segments', connector.segments, ttlOfType('Audience')),
      lists: cached('lists', connector.lists, ttlOfType('Audience')),
      audiences: cached('audiences', (keys, call) => Promise.all(keys.map(() => connector.audiences(call))), ttlOfType('Audience')),
    }));
    return (session) => ({ session, readsOf });
  },
});
