// The sales subgraph: `schema/sales.graphql`, `SALES_SOURCES`, `SALES_SUBGRAPH_URL`.
import { bindActions } from '../../platform/actions/offer';
import { withFilter } from '../../platform/domain/list-of';
import { readsBySource } from '../../platform/domain/reads';
import { defineDomainSubgraph } from '../../platform/domain/subgraph';
import { salesActions } from './actions';
import type { SalesContext } from './context';
import type { SalesConnector, SalesRecord } from './contract';
import { resolvers } from './resolvers';
import { tryReads } from './try-reads';
import { shopify } from './vendors/shopify/index';
import { sql } from './vendors/sql/index';
import { vendure } from './vendors/vendure/index';

export const sales = defineDomainSubgraph<SalesConnector, SalesRecord, SalesContext>({
  name: 'sales',
  domain: 'SALES',
  vendors: [shopify, sql, vendure],
  listOf: (connector, query) => (query.kind === 'SEARCH' ? withFilter(connector.search, query, query) : undefined),
  actionsOf: ({ actions }) => bindActions(salesActions, actions),
  tryReads,
  fieldReads: {
    'Customer.salesEvents': ['find', 'orders'],
    'SalesView.orders': ['orders'],
    'SalesView.orderCount': ['orders?'],
    'SalesView.lifetimeValue': ['orders?'],
    'SalesView.salesPerson': ['orders'],
    'SalesView.returns': ['orders', 'contents?'],
    'Order.items': ['contents'],
    'Order.returns': ['contents?'],
  },
  resolvers,
  prepare(sources, ttlOfType) {
    const readsOf = readsBySource(sources, ({ cached, connector }) => ({
      orders: cached('orders', connector.orders, ttlOfType('Order')),
      contents: cached('contents', connector.contents, ttlOfType('OrderItem')),
    }));
    return (session) => ({ session, readsOf });
  },
});
