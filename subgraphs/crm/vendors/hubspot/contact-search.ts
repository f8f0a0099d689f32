// Contacts by a text, as HubSpot's own search box finds them.
import type { ListRead } from '../../../../platform/connector';
import type { CrmRecord } from '../../contract';
import type { HubspotApi } from './objects';
import { searchObjects } from './search';
import { toCrmRecord, type Account } from './wire';

/** No name, company or address is longer. */
const MAX_TEXT = 254;

/**
 * Contacts whose name, company, address or number holds the text, in HubSpot's order: the oldest first. The properties searched:
 * https://developers.hubspot.com/docs/api-reference/latest/crm/search-the-crm#search-default-searchable-properties
 */
export function contactSearch(api: HubspotApi, account: Account, properties: readonly string[]): ListRead<{ text: string }, CrmRecord> {
  return async ({ text }, most, call) => {
    const query = text.trim();
    // A search without a text is one for everybody.
    if (query === '' || query.length > MAX_TEXT) return { records: [], complete: true };
    const { objects, complete } = await searchObjects(api, { type: 'contacts', properties, query }, most, call);
    return { records: objects.map((contact) => ({ record: toCrmRecord(contact, account), items: [] })), complete };
  };
}
