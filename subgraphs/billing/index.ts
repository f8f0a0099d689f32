// The billing subgraph: `schema/billing.graphql`, `BILLING_SOURCES`, `BILLING_SUBGRAPH_URL`.
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import type { PersonRecord } from '../../platform/record';
import type { BillingContext } from './context';
import type { BillingConnector } from './contract';
import { resolvers } from './resolvers';
import { sql } from './vendors/sql/index';

export const billing = defineDomainSubgraph<BillingConnector, PersonRecord, BillingContext>({
  name: 'billing',
  domain: 'BILLING',
  vendors: [sql],
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      invoices: cached('invoices', connector.invoices, ttlOfType('Invoice')),
    }));
    return (session) => ({ session, readsOf });
  },
});
