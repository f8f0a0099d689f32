// The CRM subgraph: `schema/crm.graphql`, `CRM_SOURCES`, `CRM_SUBGRAPH_URL`.
import { bindActions } from '../../platform/actions/offer';
import { withFilter } from '../../platform/domain/list-of';
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import { crmActions } from './actions';
import type { CrmContext } from './context';
import type { CrmConnector, CrmRecord } from './contract';
import { resolvers } from './resolvers';
import { tryReads } from './try-reads';
import { hubspot } from './vendors/hubspot/index';
import { salesforce } from './vendors/salesforce/index';

export const crm = defineDomainSubgraph<CrmConnector, CrmRecord, CrmContext>({
  name: 'crm',
  domain: 'CRM',
  vendors: [hubspot, salesforce],
  listOf(connector, query) {
    if (query.kind === 'SEARCH') return withFilter(connector.search, query, query);
    if (query.kind === 'PEOPLE') return withFilter(connector.people, query, query);
    return query.kind === 'CLOSING' ? withFilter(connector.closingDeals, query, query) : undefined;
  },
  actionsOf: ({ actions }) => bindActions(crmActions, actions),
  tryReads,
  fieldReads: {
    'Customer.crmEvents': ['find', 'deals', 'activities'],
    'CrmView.owner': ['owners?'],
    'CrmView.company': ['companies?'],
    'CrmView.opportunities': ['deals'],
    'CrmView.activities': ['activities'],
    'Opportunity.owner': ['owners?'],
    'Activity.owner': ['owners?'],
  },
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      deals: cached('deals', connector.deals, ttlOfType('Opportunity')),
      activities: cached('activities', connector.activities, ttlOfType('Activity')),
      owners: cached('owners', connector.owners, ttlOfType('SalesPerson')),
      companies: cached('companies', connector.companies, ttlOfType('Company')),
    }));
    return (session) => ({ session, readsOf });
  },
});
