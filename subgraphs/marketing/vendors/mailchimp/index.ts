// Mailchimp as a marketing system: the connector. Requests are in the files beside it, mapping in wire.ts and touches.ts; it knows
// no cache and no GraphQL. There is no `budgetLeft`: no header tells of the one limit there is, and gate.ts keeps it.
import { findWith } from '../../../../platform/batch-read';
import { defineConnector } from '../../../../platform/connector';
import type { MarketingConnector } from '../../contract';
import { mailchimpActions } from './actions';
import { OPEN_REQUESTS, type MailchimpApi } from './api';
import { createAudienceBook } from './audience-book';
import { engagementOfMembers } from './engagement';
import { fieldsOf, furtherFieldsIn } from './fields';
import { createGate } from './gate';
import { allGroups } from './groups';
import { memberLookups } from './lookups';
import { mailchimpMapping } from './mapping';
import { membersOfGroup } from './members';
import { listsOfMembers, segmentsOfMembers } from './memberships';
import { searchMembers } from './search';
import { settings, toAudienceIds, toCrosswalk, toDataCentre, toHeaders } from './settings';
import { webhook } from './webhook';
import { membersMeant } from './whose';
import type { Account } from './wire';

/** "Users with Manager permissions can generate their own API keys", and there are no scopes. https://mailchimp.com/help/about-api-keys/ */
const ROLE = 'the user level Manager, Admin or Owner, of the user whose key it is';
const SCOPES = Object.fromEntries(
  ['find', 'search', 'engagement', 'segments', 'lists', 'audiences', 'members', 'whose'].map((read) => [read, ROLE]),
);

/** A Mailchimp account. Settings: settings.ts. */
export const mailchimp = defineConnector<MarketingConnector>()({
  vendor: 'mailchimp',
  settings,
  webhook,
  connect({ source, settings: { KEY, URL, AUDIENCES, EXTERNAL_ID }, current, http: createHttp, phoneRegion, customPaths = [] }) {
    const dataCentre = toDataCentre(KEY);
    const crosswalk = toCrosswalk(EXTERNAL_ID);
    const http = createHttp({ baseUrl: URL ?? `https://${dataCentre}.api.mailchimp.com`, headers: () => toHeaders(current().KEY) });
    const account: Account = { source, dataCentre, phoneRegion, crosswalk, further: furtherFieldsIn(customPaths) };
    const api: MailchimpApi = { http, gate: createGate(OPEN_REQUESTS), account };
    const book = createAudienceBook(api, toAudienceIds(AUDIENCES));
    const lookups = memberLookups(api, book);
    return {
      lookups,
      scopes: SCOPES,
      mapping: mailchimpMapping(crosswalk),
      find: findWith(lookups),
      search: searchMembers(api, book),
      engagement: engagementOfMembers(api, book),
      segments: segmentsOfMembers(api, book),
      lists: listsOfMembers(api, book),
      audiences: (call) => allGroups(api, book, call),
      members: membersOfGroup(api, book),
      actions: mailchimpActions(api, book),
      fields: fieldsOf(api, book),
      whose: membersMeant(api),
      close: () => http.close(),
    };
  },
});
