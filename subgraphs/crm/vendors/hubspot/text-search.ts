// Contacts and companies by a text, as HubSpot's own search box finds them.
import { allOf } from '../../../../platform/batch-read';
import type { ListedRecord, ListRead } from '../../../../platform/connector';
import type { CrmRecord } from '../../contract';
import { companyProperties, toCompanyRecord } from './company-wire';
import type { HubspotApi } from './objects';
import { searchObjects } from './search';
import { toCrmRecord, type Account } from './wire';

/** No name, company or address is longer. */
const MAX_TEXT = 254;

/**
 * Contacts whose name, company, address or number holds the text, and companies whose name, domain or number does: taking turns, each
 * in HubSpot's order, the oldest first. Two searches a page: whoever looks for a firm by its name means the firm as well as the people
 * who work there. The properties searched:
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm#search-default-searchable-properties
 */
export function textSearch(api: HubspotApi, account: Account, properties: readonly string[]): ListRead<{ text: string }, CrmRecord> {
  return async ({ text }, most, call) => {
    const query = text.trim();
    // A search without a text is one for everybody.
    if (query === '' || query.length > MAX_TEXT) return { records: [], complete: true };
    const [contacts, companies] = await allOf([
      searchObjects(api, { type: 'contacts', properties, query }, most, call),
      searchObjects(api, { type: 'companies', properties: companyProperties(account), query }, most, call),
    ]);
    const found = inTurns([
      (contacts?.objects ?? []).map((contact) => toCrmRecord(contact, account)),
      (companies?.objects ?? []).map((company) => toCompanyRecord(company, account)),
    ]);
    const complete = contacts?.complete === true && companies?.complete === true && found.length <= most;
    return { records: found.slice(0, most).map((record): ListedRecord<CrmRecord> => ({ record, items: [] })), complete };
  };
}

function inTurns<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}
