// Zendesk as a helpdesk: the connector. Requests are in the files beside it, mapping in wire.ts; it knows no cache and no GraphQL.
import { findWith } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Quota } from '../../../../platform/http/budget-quota';
import { budgetLeft } from '../../../../platform/http/budget-left';
import type { SupportConnector } from '../../contract';
import type { ZendeskApi } from './api';
import { fieldsOf } from './fields';
import { userLookups } from './lookups';
import { zendeskMapping } from './mapping';
import { openTickets } from './open-tickets';
import { settings, toAuthorization, toBaseUrl } from './settings';
import { ticketActions } from './ticket-actions';
import { commentsOfTickets, ticketsOfUsers } from './tickets';
import { userActions } from './user-actions';
import { userSearch } from './user-search';
import { webhook } from './webhook';

/** https://developer.zendesk.com/documentation/ticketing/working-with-oauth/oauth-grant-type-authorization/#setting-the-scope */
const SCOPES = {
  find: 'users:read of an agent',
  search: 'users:read of an agent',
  tickets: 'tickets:read of an agent who sees all tickets',
  comments: 'tickets:read of an agent who sees all tickets',
  openTickets: 'tickets:read of an agent who sees all tickets',
};

/** Of an Enterprise plan; the header tells of others. https://developer.zendesk.com/api-reference/introduction/rate-limits/ */
const QUOTAS: readonly Quota[] = [{ name: 'account', calls: 700, perMs: 60_000, toldBy: 'ratelimit-limit' }];

/** A Zendesk account. Settings: settings.ts. */
export const zendesk = defineConnector<SupportConnector>()({
  vendor: 'zendesk',
  settings,
  webhook,
  connect({ source, settings: given, current, http: createHttp, phoneRegion }) {
    const url = toBaseUrl(given);
    const http = createHttp({ baseUrl: url, headers: () => ({ authorization: toAuthorization(current()) }), quotas: QUOTAS });
    const api: ZendeskApi = { http, account: { source, url, phoneRegion, externalId: given.EXTERNAL_ID } };
    const lookups = userLookups(api);
    return {
      lookups: lookups.map(({ by, keysPerCall, caseSensitive, lagSeconds }) => ({ by, keysPerCall, caseSensitive, lagSeconds })),
      scopes: SCOPES,
      mapping: zendeskMapping(api.account),
      find: findWith(lookups),
      search: userSearch(api),
      tickets: ticketsOfUsers(api),
      comments: commentsOfTickets(api),
      openTickets: openTickets(api),
      actions: { ...ticketActions(api), ...userActions(api) },
      fields: fieldsOf(api),
      // Of the requests a minute. https://developer.zendesk.com/api-reference/introduction/rate-limits/
      budgetLeft: budgetLeft(http, { remaining: 'ratelimit-remaining', limit: 'ratelimit-limit' }),
      close: () => http.close(),
    };
  },
});
