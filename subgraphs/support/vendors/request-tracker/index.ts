// Request Tracker 5 as a helpdesk: the connector. Requests are in the files beside it, mapping in records.ts; it knows no cache and
// no GraphQL.
import { findWith } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import { declarations } from '../../../../platform/lookup';
import type { SupportConnector } from '../../contract';
import type { Installation, RequestTrackerApi } from './api';
import { changesOf } from './changes';
import { commentsOfTickets } from './comments';
import { fieldsOf, userFieldsFor } from './fields';
import { userLookups } from './lookups';
import { mapping } from './mapping';
import { openTickets } from './open-tickets';
import { toPriorityScale } from './priorities';
import { settings, toAuthorization, toBaseUrl, toExternalField } from './settings';
import { ticketActions } from './ticket-actions';
import { ticketsOfUsers } from './tickets';
import { userActions } from './user-actions';
import { userSearch } from './user-search';
import { createUserSearch } from './users';

/** Rights of the account, given globally; those of tickets may be given queue by queue. https://rt-wiki.bestpractical.com/wiki/Rights */
const SCOPES = {
  find: 'AdminUsers, SeeGroup, SeeCustomField',
  search: 'AdminUsers',
  tickets: 'SeeQueue, ShowTicket',
  comments: 'SeeQueue, ShowTicket, ShowTicketComments',
  openTickets: 'SeeQueue, ShowTicket, AdminUsers',
  changes: 'SeeQueue, ShowTicket, ShowTicketComments, AdminUsers',
};

/** An installation of RT, 5.0.2 or later. Settings: settings.ts. */
export const requestTracker = defineConnector<SupportConnector>()({
  vendor: 'request-tracker',
  settings,
  connect({ source, settings: given, current, http: createHttp, phoneRegion, customPaths = [] }) {
    const url = toBaseUrl(given);
    const http = createHttp({ baseUrl: `${url}/REST/2.0`, headers: () => ({ authorization: toAuthorization(current()) }) });
    const priorities = toPriorityScale(given.PRIORITIES) ?? [];
    const installation: Installation = { source, url, phoneRegion, external: toExternalField(given), priorities };
    const api: RequestTrackerApi = { http, installation, userFields: userFieldsFor(customPaths) };
    const search = createUserSearch(api);
    const lookups = userLookups(api, search);
    return {
      lookups: declarations(lookups),
      scopes: SCOPES,
      mapping,
      find: findWith(lookups),
      search: userSearch(api.installation, search),
      tickets: ticketsOfUsers(api),
      comments: commentsOfTickets(api),
      openTickets: openTickets(api),
      changes: changesOf(api),
      actions: { ...ticketActions(api, given.QUEUE), ...userActions(api) },
      fields: fieldsOf(api),
      close: () => http.close(),
    };
  },
});
