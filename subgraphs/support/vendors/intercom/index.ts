// Intercom as a helpdesk: the connector. Requests are in the files beside it, mapping in wire.ts and conversation-wire.ts; it knows
// no cache and no GraphQL.
import { findWith } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { Quota } from '../../../../platform/http/budget-quota';
import { budgetLeft } from '../../../../platform/http/budget-left';
import { declarations } from '../../../../platform/lookup';
import type { SupportConnector } from '../../contract';
import { MERGES_VERSION, VERSION, type IntercomApi } from './api';
import { contactActions } from './contact-actions';
import { conversationActions } from './conversation-actions';
import { fieldsOf } from './fields';
import { contactLookups } from './lookups';
import { intercomMapping } from './mapping';
import { openTickets } from './open-tickets';
import { settings, toBaseUrl, toWorkspaceUrl } from './settings';
import { textSearch } from './text-search';
import { commentsOfConversations, ticketsOfContacts } from './tickets';
import { webhook } from './webhook';

/** https://developers.intercom.com/docs/build-an-integration/learn-more/authentication/oauth-scopes */
const SCOPES = {
  find: 'Read and list users and companies',
  search: 'Read and list users and companies',
  tickets: 'Read conversations',
  comments: 'Read conversations',
  openTickets: 'Read conversations, Read and list users and companies',
};

/**
 * Of a private app: 10,000 a minute, dealt out in windows of 10 seconds; the header tells of others.
 * https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
 */
const QUOTAS: readonly Quota[] = [{ name: 'app', calls: 1_666, perMs: 10_000, toldBy: 'x-ratelimit-limit' }];

/** An Intercom workspace. Settings: settings.ts. */
export const intercom = defineConnector<SupportConnector>()({
  vendor: 'intercom',
  settings,
  webhook,
  connect({ source, settings: given, current, http: createHttp, phoneRegion }) {
    const inVersion = (version: string) =>
      createHttp({
        baseUrl: toBaseUrl(given),
        headers: () => ({ authorization: `Bearer ${current().TOKEN}`, 'intercom-version': version }),
        quotas: QUOTAS,
      });
    const api: IntercomApi = {
      http: inVersion(VERSION),
      mergesHttp: inVersion(MERGES_VERSION),
      account: { source, workspaceUrl: toWorkspaceUrl(given), phoneRegion, externalId: given.EXTERNAL_ID },
    };
    const lookups = contactLookups(api);
    const find = findWith(lookups);
    return {
      lookups: declarations(lookups),
      scopes: SCOPES,
      mapping: intercomMapping(api.account),
      find,
      search: textSearch(api),
      tickets: ticketsOfContacts(api),
      comments: commentsOfConversations(api),
      openTickets: openTickets(api, find),
      actions: { ...conversationActions(api), ...contactActions(api) },
      fields: fieldsOf(api),
      // Of the requests in a window of 10 seconds. https://developers.intercom.com/docs/references/rest-api/errors/rate-limiting
      budgetLeft: budgetLeft(api.http, { remaining: 'x-ratelimit-remaining', limit: 'x-ratelimit-limit' }),
      close: async () => {
        await Promise.all([api.http.close(), api.mergesHttp.close()]);
      },
    };
  },
});
