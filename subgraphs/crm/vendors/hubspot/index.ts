// HubSpot as a CRM: the connector. Requests are in the files beside it, mapping in wire.ts; it knows no cache and no GraphQL.
import { allOf, chunked, findWith } from '../../../../platform/batch-read';
import { defineConnector, type BatchRead } from '../../../../platform/connector';
import { budgetLeft } from '../../../../platform/http/budget';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Activity, Company, CrmConnector, Deal } from '../../contract';
import { associatedObjects, MAX_CONTACTS } from './associations';
import { closingDeals } from './closing-deals';
import { contactSearch } from './contact-search';
import { contactLookups } from './lookups';
import { MAX_OBJECTS, ownIds, readObjects, type HubspotApi } from './objects';
import { ownersById } from './owners';
import { settings, toCrosswalk, toParts } from './settings';
import {
  COMPANY_PROPERTIES,
  contactProperties,
  DEAL_PROPERTIES,
  ENGAGEMENTS,
  engagementProperties,
  toActivity,
  toCompany,
  toDeal,
  type Account,
} from './wire';

/** A HubSpot account. Settings: settings.ts. */
export const hubspot = defineConnector<CrmConnector>()({
  vendor: 'hubspot',
  settings,
  connect({ source, settings: { TOKEN, URL, PORTAL_ID, CURRENCY, PROPERTIES, CROSSWALK }, http: createHttp, phoneRegion }) {
    const http = createHttp({ baseUrl: URL, headers: { authorization: `Bearer ${TOKEN}` } });
    const api: HubspotApi = { source, http };
    const account: Account = { source, portalId: PORTAL_ID, currency: CURRENCY, phoneRegion, crosswalk: toCrosswalk(CROSSWALK) };
    const properties = contactProperties(account, toParts(PROPERTIES));
    const lookups = contactLookups(api, account, properties);
    return {
      lookups,
      find: findWith(lookups),
      search: contactSearch(api, account, properties),
      deals: dealsOfContacts(api, account),
      activities: activitiesOfContacts(api, account),
      owners: ownersById(api, account),
      companies: companiesById(api, account),
      closingDeals: closingDeals(api, account, properties),
      // Of the ten-second limit; searches have their own, and answer without these.
      // https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
      budgetLeft: budgetLeft(http, { remaining: 'x-hubspot-ratelimit-remaining', limit: 'x-hubspot-ratelimit-max' }),
      close: () => http.close(),
    };
  },
});

function dealsOfContacts(api: HubspotApi, account: Account): BatchRead<RecordId, readonly Deal[]> {
  // The published description has deals as `0-3`; associations take the name.
  const what = { associationType: 'deals', objects: { type: '0-3', properties: DEAL_PROPERTIES } };
  return chunked<readonly Deal[]>({
    absent: [],
    keysPerCall: MAX_CONTACTS,
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'contact', recordIds);
      const byContact = await associatedObjects(api, what, [...asked.keys()], call);
      return renamed(asked, byContact, (contact, objects) =>
        newestFirst(
          objects.map((object) => toDeal(object, contact, account)),
          ({ createdAt }) => createdAt,
        ),
      );
    },
  });
}

/** Newest engagements of each contact and kind. */
const MAX_ACTIVITIES = 100;

function activitiesOfContacts(api: HubspotApi, account: Account): BatchRead<RecordId, readonly Activity[]> {
  return chunked<readonly Activity[]>({
    absent: [],
    keysPerCall: MAX_CONTACTS,
    async read(recordIds, call) {
      const asked = ownIds(account.source, 'contact', recordIds);
      // A list that lacks a kind would look complete: all five, or none.
      const kinds = await allOf(
        ENGAGEMENTS.map(async (engagement) => {
          const objects = { type: engagement.type, properties: engagementProperties(engagement) };
          const what = { associationType: engagement.type, objects, newest: MAX_ACTIVITIES };
          return renamed(asked, await associatedObjects(api, what, [...asked.keys()], call), (contact, found) =>
            found.map((object) => toActivity(object, engagement, contact, account)),
          );
        }),
      );
      return new Map(
        recordIds.map((id) => {
          const lists = kinds.map((kind) => kind.get(id) ?? []);
          const failure = lists.find((list) => list instanceof Error);
          const activities = lists.flatMap((list) => (list instanceof Error ? [] : list));
          return [id, failure ?? newestFirst(activities, ({ at }) => at)];
        }),
      );
    },
  });
}

function companiesById(api: HubspotApi, account: Account): BatchRead<RecordId, Company | null> {
  return chunked<Company | null>({
    absent: null,
    keysPerCall: MAX_OBJECTS,
    async read(recordIds, call) {
      const ids = [...ownIds(account.source, 'company', recordIds).keys()];
      const companies = await readObjects(api, { type: 'companies', properties: COMPANY_PROPERTIES }, ids, call);
      return new Map(companies.map((company) => toCompany(company, account)).map((company) => [company.id, company]));
    },
  });
}

/** Answers by HubSpot's contact id, under the global ids that were asked. */
function renamed<Found, Value>(
  asked: ReadonlyMap<string, RecordId>,
  byContact: ReadonlyMap<string, Found | Error>,
  toValue: (contactId: string, found: Found) => Value,
): Map<RecordId, Value | Error> {
  return new Map(
    [...byContact].flatMap(([contact, found]) => {
      const id = asked.get(contact);
      return id === undefined ? [] : [[id, found instanceof Error ? found : toValue(contact, found)] as const];
    }),
  );
}
