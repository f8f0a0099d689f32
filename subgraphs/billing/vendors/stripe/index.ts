// Stripe as a billing system: the connector. Requests are in the files beside it, mapping in records.ts and recurring.ts; it
// knows no cache and no GraphQL.
import { defineConnector } from '../../../../platform/connector';
import type { Quota } from '../../../../platform/http/budget-quota';
import type { BillingConnector } from '../../contract';
import { stripeActions } from './actions';
import type { StripeApi } from './api';
import { invoicesOfCustomers, paymentsOfCustomers, subscriptionsOfCustomers } from './children';
import { overdueCustomers, searchCustomers } from './lists';
import { CUSTOMER_FIELDS } from './fields';
import { findCustomers, lookupsOf } from './lookups';
import { stripeMapping } from './mapping';
import { settings, toCrosswalk } from './settings';
import { webhook } from './webhook';
import { API_VERSION } from './wire';

/** Permissions of a restricted key, as the dashboard names them. https://docs.stripe.com/keys/restricted-api-keys */
const SCOPES = {
  find: 'Customers: Read',
  search: 'Customers: Read',
  invoices: 'Invoices: Read',
  overdue: 'Invoices: Read',
  subscriptions: 'Subscriptions: Read',
  payments: 'Charges and Refunds: Read',
};

/** Of an account, in live mode or in a sandbox, whose keys say so. https://docs.stripe.com/rate-limits */
const quotasOf = (key: string): readonly Quota[] => [
  { name: 'account', calls: /^.k_test_/.test(key) ? 25 : 100, perMs: 1_000 },
  { name: 'endpoint', calls: 25, perMs: 1_000, counts: ({ method, path }) => `${method} ${path.replace(/\/[a-z]+_\w+$/, '/{id}')}` },
  { name: 'searches', calls: 20, perMs: 1_000, counts: ({ path }) => (path.endsWith('/search') ? '' : null) },
];

/** A Stripe account. Settings: settings.ts. Stripe does not say what is left of its rate limits. */
export const stripe = defineConnector<BillingConnector>()({
  vendor: 'stripe',
  settings,
  webhook,
  connect({ source, settings: { KEY, URL, ACCOUNT, EXTERNAL_ID }, current, http: createHttp, phoneRegion }) {
    const headers = () => ({ authorization: `Bearer ${current().KEY}`, 'stripe-version': API_VERSION });
    const http = createHttp({ baseUrl: URL, headers, quotas: quotasOf(KEY) });
    const api: StripeApi = { http, account: { source, id: ACCOUNT, phoneRegion, crosswalk: toCrosswalk(EXTERNAL_ID) } };
    return {
      lookups: lookupsOf(api.account),
      scopes: SCOPES,
      mapping: stripeMapping(api.account),
      find: findCustomers(api),
      search: searchCustomers(api),
      invoices: invoicesOfCustomers(api),
      subscriptions: subscriptionsOfCustomers(api),
      payments: paymentsOfCustomers(api),
      overdue: overdueCustomers(api),
      actions: stripeActions(api),
      fields: () => Promise.resolve(CUSTOMER_FIELDS),
      close: () => http.close(),
    };
  },
});
