// Klaviyo as a marketing system: the connector. Requests are in the files beside it, mapping in wire.ts and touches.ts; it knows
// no cache and no GraphQL. There is no search: Klaviyo documents none by a piece of a name or address.
import { findWith } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { MarketingConnector } from '../../contract';
import { klaviyoActions } from './actions';
import type { KlaviyoApi } from './api';
import { allAudiences, audiencesOfProfiles, membersOfAudience } from './audiences';
import { klaviyoBudgetLeft } from './budget';
import { engagementOfProfiles } from './engagement';
import { profileLookups } from './lookups';
import { klaviyoMapping } from './mapping';
import { QUOTAS } from './quotas';
import { settings, toHeaders } from './settings';
import { webhook } from './webhook';
import { PROFILE_PATHS } from './wire';

/** https://developers.klaviyo.com/en/docs/authenticate_#available-scopes */
const SCOPES = {
  find: 'profiles:read, subscriptions:read',
  engagement: 'events:read, metrics:read, campaigns:read',
  segments: 'profiles:read, segments:read',
  lists: 'profiles:read, lists:read',
  audiences: 'segments:read, lists:read',
};

/** A Klaviyo account. Settings: settings.ts. */
export const klaviyo = defineConnector<MarketingConnector>()({
  vendor: 'klaviyo',
  settings,
  webhook,
  connect({ source, settings: { URL, EXTERNAL_ID }, current, http: createHttp, phoneRegion }) {
    const http = createHttp({ baseUrl: URL, headers: () => toHeaders(current().KEY), quotas: QUOTAS });
    const api: KlaviyoApi = { http, account: { source, phoneRegion, externalId: EXTERNAL_ID } };
    const lookups = profileLookups(api);
    return {
      lookups,
      scopes: SCOPES,
      mapping: klaviyoMapping(api.account),
      find: findWith(lookups),
      engagement: engagementOfProfiles(api),
      segments: audiencesOfProfiles(api, 'segment'),
      lists: audiencesOfProfiles(api, 'list'),
      audiences: (call) => allAudiences(api, call),
      members: membersOfAudience(api),
      actions: klaviyoActions(api),
      fields: () => Promise.resolve(PROFILE_PATHS),
      budgetLeft: klaviyoBudgetLeft(http),
      close: () => http.close(),
    };
  },
});
