// HubSpot as a CRM: the connector. Requests are in the files beside it, mapping in wire.ts; it knows no cache and no GraphQL.
import { allOf, chunked, findWith } from '../../../../platform/batch-read';
import { defineConnector, type BatchRead } from '../../../../platform/connector';
import { budgetLeft } from '../../../../platform/http/budget-left';
import type { Quota } from '../../../../platform/http/budget-quota';
import { newestFirst } from '../../../../platform/newest-first';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { Activity, Company, CrmConnector, Deal } from '../../contract';
import { hubspotActions } from './actions';
import { associatedObjects, MAX_INPUTS, type AssociatedObjects } from './associations';
import { closingDeals } from './closing-deals';
import { companyProperties, toCompany } from './company-wire';
import { fieldsOf, propertiesIn } from './fields';
import { recordLookups } from './lookups';
import { hubspotMapping } from './mapping';
import { MAX_OBJECTS, ownIds, readObjects, type HubspotApi } from './objects';
import { ownersById } from './owners';
import { peopleOf } from './people';
import { settings, toCrosswalk, toParts } from './settings';
import { textSearch } from './text-search';
import { webhook } from './webhook';
import { ownersOfDeals } from './whose';
import {
  contactProperties,
  DEAL_PROPERTIES,
  ENGAGEMENTS,
  engagementProperties,
  toActivity,
  toDeal,
  type Account,
  type HubspotObject,
} from './wire';

/** https://developers.hubspot.com/docs/apps/developer-platform/build-apps/authentication/scopes */
const SCOPES = {
  find: 'crm.objects.contacts.read',
  search: 'crm.objects.contacts.read',
  deals: 'crm.objects.deals.read',
  closingDeals: 'crm.objects.deals.read',
  activities: 'crm.objects.contacts.read, and sales-email-read for emails',
  owners: 'crm.objects.owners.read',
  companies: 'crm.objects.companies.read',
  whose: 'crm.objects.deals.read',
};

const isSearch = ({ path }: { path: string }): boolean => path.endsWith('/search');
/**
 * Of a private app on the plans below those with an API add-on, which the header corrects. Searches have their own limit and count in no
 * other. https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
 */
const QUOTAS: readonly Quota[] = [
  { name: 'calls', calls: 190, perMs: 10_000, counts: (call) => (isSearch(call) ? null : ''), toldBy: 'x-hubspot-ratelimit-max' },
  { name: 'searches', calls: 5, perMs: 1_000, counts: (call) => (isSearch(call) ? '' : null) },
];

/** A HubSpot account. Settings: settings.ts. */
export const hubspot = defineConnector<CrmConnector>()({
  vendor: 'hubspot',
  settings,
  webhook,
  connect({
    source,
    settings: { URL, PORTAL_ID, CURRENCY, PROPERTIES, CROSSWALK },
    current,
    http: createHttp,
    phoneRegion,
    customPaths = [],
  }) {
    const http = createHttp({ baseUrl: URL, headers: () => ({ authorization: `Bearer ${current().TOKEN}` }), quotas: QUOTAS });
    const api: HubspotApi = { source, http };
    const account: Account = {
      ...{ source, portalId: PORTAL_ID, currency: CURRENCY, phoneRegion, crosswalk: toCrosswalk(CROSSWALK) },
      custom: propertiesIn(customPaths),
    };
    const properties = contactProperties(account, toParts(PROPERTIES));
    const lookups = recordLookups(api, account, properties);
    return {
      lookups,
      scopes: SCOPES,
      mapping: hubspotMapping(account),
      find: findWith(lookups),
      search: textSearch(api, account, properties),
      people: peopleOf(api, account, properties),
      deals: dealsOfRecords(api, account),
      activities: activitiesOfRecords(api, account),
      owners: ownersById(api, account),
      companies: companiesById(api, account),
      closingDeals: closingDeals(api, account, properties),
      actions: hubspotActions(api, account),
      fields: fieldsOf(api),
      whose: ownersOfDeals(api),
      // Of the ten-second limit; searches have their own, and answer without these.
      // https://developers.hubspot.com/docs/developer-tooling/platform/usage-guidelines
      budgetLeft: budgetLeft(http, { remaining: 'x-hubspot-ratelimit-remaining', limit: 'x-hubspot-ratelimit-max' }),
      close: () => http.close(),
    };
  },
});

/** The types of records that have deals and activities, as in our ids and as in HubSpot's paths. */
const OWNERS = [
  { type: 'contact', from: 'contacts' },
  { type: 'company', from: 'companies' },
] as const;

/** What each record is associated with, by its global id; contacts and companies are asked apart. */
async function associatedWith<Value>(
  api: HubspotApi,
  recordIds: readonly RecordId[],
  what: Omit<AssociatedObjects, 'from'>,
  toValue: (record: RecordId, objects: HubspotObject[]) => Value,
  call: Call,
): Promise<Map<RecordId, Value | Error>> {
  const answers = await allOf(
    OWNERS.map(async ({ type, from }) => {
      const asked = ownIds(api.source, type, recordIds);
      const found = await associatedObjects(api, { ...what, from }, [...asked.keys()], call);
      return [...found].flatMap(([id, objects]) => {
        const record = asked.get(id);
        return record === undefined ? [] : [[record, objects instanceof Error ? objects : toValue(record, objects)] as const];
      });
    }),
  );
  return new Map(answers.flat());
}

function dealsOfRecords(api: HubspotApi, account: Account): BatchRead<RecordId, readonly Deal[]> {
  // The published description has deals as `0-3`; associations take the name.
  const what = { associationType: 'deals', objects: { type: '0-3', properties: DEAL_PROPERTIES } };
  return chunked<readonly Deal[]>({
    absent: [],
    keysPerCall: MAX_INPUTS,
    read: (recordIds, call) =>
      associatedWith<readonly Deal[]>(
        api,
        recordIds,
        what,
        (record, objects) =>
          newestFirst(
            objects.map((object) => toDeal(object, record, account)),
            ({ createdAt }) => createdAt,
          ),
        call,
      ),
  });
}

/** Newest engagements of each record and kind. */
const MAX_ACTIVITIES = 100;

function activitiesOfRecords(api: HubspotApi, account: Account): BatchRead<RecordId, readonly Activity[]> {
  return chunked<readonly Activity[]>({
    absent: [],
    keysPerCall: MAX_INPUTS,
    async read(recordIds, call) {
      // A list that lacks a kind would look complete: all five, or none.
      const kinds = await allOf(
        ENGAGEMENTS.map((engagement) => {
          const objects = { type: engagement.type, properties: engagementProperties(engagement) };
          const what = { associationType: engagement.type, objects, newest: MAX_ACTIVITIES };
          return associatedWith(
            api,
            recordIds,
            what,
            (record, found) => found.map((one) => toActivity(one, engagement, record, account)),
            call,
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
      const companies = await readObjects(api, { type: 'companies', properties: companyProperties() }, ids, call);
      return new Map(companies.map((company) => toCompany(company, account)).map((company) => [company.id, company]));
    },
  });
}
