// Shopify as a shop: the connector. Requests are in the files beside it, mapping in the two wire files; it knows no cache.
import { defineConnector } from '../../../../platform/connector';
import type { SalesConnector } from '../../contract';
import { shopifyActions } from './actions';
import { createShopifyApi } from './api';
import { contentsOfOrders } from './contents';
import { findCustomers, lookupsOf, searchCustomers } from './customers';
import { shopifyMapping } from './mapping';
import { metafieldsIn } from './metafields';
import { ordersOfCustomers } from './orders';
import { settings, toBaseUrl } from './settings';
import { webhook } from './webhook';
import { ownersOfOrders } from './whose';
import { customerPaths, type Account } from './wire';

/** https://shopify.dev/docs/api/usage/access-scopes */
const SCOPES = {
  ...{ find: 'read_customers', search: 'read_customers' },
  ...{ orders: 'read_orders', contents: 'read_orders, read_returns', whose: 'read_orders' },
};

/** A Shopify shop. Settings: settings.ts; why it is asked this way: docs/decisions/shopify.md. */
export const shopify = defineConnector<SalesConnector>()({
  vendor: 'shopify',
  settings,
  webhook,
  connect({ source, settings: given, current, http: createHttp, phoneRegion, customPaths = [] }) {
    // https://shopify.dev/docs/api/admin-graphql/2026-07#authentication
    const http = createHttp({ baseUrl: toBaseUrl(given), headers: () => ({ 'x-shopify-access-token': current().TOKEN }) });
    const api = createShopifyApi(source, http);
    const metafields = metafieldsIn(customPaths);
    const account: Account = { source, shop: given.SHOP, phoneRegion, salesTag: given.SALES_TAG, metafields };
    const staff = given.STAFF === 'member';
    return {
      lookups: lookupsOf(account),
      scopes: SCOPES,
      mapping: shopifyMapping(account, { staff }),
      find: findCustomers(api, account),
      search: searchCustomers(api, account),
      orders: ordersOfCustomers(api, account, staff),
      contents: contentsOfOrders(api, account),
      actions: shopifyActions(api, source),
      whose: ownersOfOrders(api, source),
      fields: () => Promise.resolve(customerPaths(account)),
      budgetLeft: () => api.budgetLeft(),
      close: () => api.close(),
    };
  },
});
