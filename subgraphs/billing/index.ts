// The billing subgraph: `schema/billing.graphql`, `BILLING_SOURCES`, `BILLING_SUBGRAPH_URL`.
import { bindActions } from '../../platform/actions/offer';
import { withFilter } from '../../platform/domain/list-of';
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import { billingActions } from './actions';
import type { BillingContext } from './context';
import type { BillingConnector, BillingRecord } from './contract';
import { resolvers } from './resolvers';
import { tryReads } from './try-reads';
import { sql } from './vendors/sql/index';
import { stripe } from './vendors/stripe/index';

export const billing = defineDomainSubgraph<BillingConnector, BillingRecord, BillingContext>({
  name: 'billing',
  domain: 'BILLING',
  vendors: [sql, stripe],
  listOf(connector, query) {
    if (query.kind === 'SEARCH') return withFilter(connector.search, query, query);
    return query.kind === 'OVERDUE' ? withFilter(connector.overdue, query, query) : undefined;
  },
  actionsOf: ({ actions }) => bindActions(billingActions, actions),
  tryReads,
  fieldReads: {
    'Customer.billingEvents': ['find', 'invoices', 'subscriptions', 'payments'],
    'BillingView.invoices': ['invoices'],
    'BillingView.invoicedTotal': ['invoices'],
    'BillingView.balance': ['invoices'],
    'BillingView.overdueBalance': ['invoices'],
    'BillingView.subscriptions': ['subscriptions'],
    'BillingView.monthlyRecurring': ['subscriptions'],
    'BillingView.payments': ['payments'],
  },
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      invoices: cached('invoices', connector.invoices, ttlOfType('Invoice')),
      subscriptions:
        connector.subscriptions === undefined ? null : cached('subscriptions', connector.subscriptions, ttlOfType('Subscription')),
      payments: connector.payments === undefined ? null : cached('payments', connector.payments, ttlOfType('Payment')),
    }));
    return (session) => ({ session, readsOf });
  },
});
