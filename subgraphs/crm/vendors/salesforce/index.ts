// Salesforce as a CRM: the connector. Requests are in the files beside it, mapping in the wire files; it knows no cache and no GraphQL.
import { defineConnector } from '../../../../platform/connector';
import { createSession } from '../../../../platform/http/session';
import type { CrmConnector } from '../../contract';
import { salesforceActions } from './actions';
import { activitiesOfRecords } from './activities';
import type { SalesforceApi } from './api';
import { companiesById, ownersById } from './by-id';
import { changesOf } from './changes';
import { closingDeals } from './closing-deals';
import { dealsOfRecords } from './deals';
import { checkFields } from './field-check';
import { createDescriptions, fieldsOf, readFields } from './fields';
import { loginWith } from './login';
import { findRecords, LOOKUPS } from './lookups';
import { salesforceMapping } from './mapping';
import type { Org } from './org';
import { peopleOf } from './people';
import { settings, toCrosswalk, toParts } from './settings';
import { textSearch } from './text-search';
import { usageLeft } from './usage';

/**
 * Object permissions and user permissions of whom the app acts as, by the names in Setup, and the app's own scope.
 * https://developer.salesforce.com/docs/platform/mobile-sdk/guide/oauth-scope-parameter-values.html, and
 * https://help.salesforce.com/s/articleView?id=sf.users_profiles_object_perms.htm
 */
const SCOPES = {
  find: 'Read on Contacts, Leads and Accounts; the OAuth scope api',
  search: 'Read on Contacts, Leads and Accounts; the OAuth scope api',
  people: 'Read on Contacts; the OAuth scope api',
  deals: 'Read on Opportunities, Contacts and Accounts; the OAuth scope api',
  closingDeals: 'Read on Opportunities, Contacts and Accounts; the OAuth scope api',
  activities: 'Access Activities; Read on Cases, Contacts, Leads and Accounts; the OAuth scope api',
  companies: 'Read on Accounts; the OAuth scope api',
  changes: 'Read on Contacts, Leads, Accounts and Opportunities; the OAuth scope api',
  // Of users there is no object permission.
  owners: 'the OAuth scope api',
};

/** A Salesforce org. Settings: settings.ts. */
export const salesforce = defineConnector<CrmConnector>()({
  vendor: 'salesforce',
  settings,
  async connect({ source, settings: given, current, http: createHttp, phoneRegion, customPaths = [] }) {
    const url = given.URL.replace(/\/+$/, '');
    const loginHttp = createHttp({ baseUrl: url });
    const http = createHttp({ baseUrl: url, session: createSession({ login: loginWith(source, loginHttp, current) }) });
    const close = async (): Promise<void> => void (await Promise.all([http.close(), loginHttp.close()]));
    const api: SalesforceApi = { source, http };
    const describe = createDescriptions(api);
    try {
      await checkFields(source, describe, given);
    } catch (error) {
      await close();
      throw error;
    }
    const org: Org = { source, url, currency: given.CURRENCY, phoneRegion, crosswalk: toCrosswalk(given.EXTERNAL_ID) };
    const fields = readFields(org, describe, toParts(given.CUSTOM_FIELDS), customPaths);
    const find = findRecords(api, org, fields);
    return {
      lookups: LOOKUPS,
      scopes: SCOPES,
      mapping: salesforceMapping(org),
      find,
      search: textSearch(api, org, find),
      people: peopleOf(api, org, fields),
      deals: dealsOfRecords(api, org),
      activities: activitiesOfRecords(api, org),
      owners: ownersById(api),
      companies: companiesById(api, org),
      closingDeals: closingDeals(api, org, find),
      actions: salesforceActions(api, find),
      changes: changesOf(api),
      fields: fieldsOf(describe),
      budgetLeft: usageLeft(http),
      close,
    };
  },
});
