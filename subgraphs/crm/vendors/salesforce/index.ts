// Salesforce as a CRM: the connector. Requests are in the files beside it, mapping in the wire files; it knows no cache and no GraphQL.
import { defineConnector } from '../../../../platform/connector';
import { createSession } from '../../../../platform/http/session';
import type { CrmConnector } from '../../contract';
import { activitiesOfRecords } from './activities';
import type { SalesforceApi } from './api';
import { companiesById, ownersById } from './by-id';
import { closingDeals } from './closing-deals';
import { contactFields } from './contact-wire';
import { dealsOfRecords } from './deals';
import { checkFields } from './field-check';
import { loginWith } from './login';
import { findRecords, LOOKUPS } from './lookups';
import { salesforceMapping } from './mapping';
import type { Org } from './org';
import { peopleOf } from './people';
import { settings, toCrosswalk, toParts } from './settings';
import { textSearch } from './text-search';
import { usageLeft } from './usage';

/** A Salesforce org. Settings: settings.ts. */
export const salesforce = defineConnector<CrmConnector>()({
  vendor: 'salesforce',
  settings,
  async connect({ source, settings: given, http: createHttp, phoneRegion }) {
    const url = given.URL.replace(/\/+$/, '');
    const loginHttp = createHttp({ baseUrl: url });
    const http = createHttp({ baseUrl: url, session: createSession({ login: loginWith(source, loginHttp, given) }) });
    const close = async (): Promise<void> => void (await Promise.all([http.close(), loginHttp.close()]));
    const api: SalesforceApi = { source, http };
    try {
      await checkFields(api, given);
    } catch (error) {
      await close();
      throw error;
    }
    const org: Org = { source, url, currency: given.CURRENCY, phoneRegion, crosswalk: toCrosswalk(given.EXTERNAL_ID) };
    const fields = contactFields(org, toParts(given.CUSTOM_FIELDS));
    const find = findRecords(api, org, fields);
    return {
      lookups: LOOKUPS,
      mapping: salesforceMapping(org),
      find,
      search: textSearch(api, org, find),
      people: peopleOf(api, org, fields),
      deals: dealsOfRecords(api, org),
      activities: activitiesOfRecords(api, org),
      owners: ownersById(api),
      companies: companiesById(api, org),
      closingDeals: closingDeals(api, org, find),
      budgetLeft: usageLeft(http),
      close,
    };
  },
});
