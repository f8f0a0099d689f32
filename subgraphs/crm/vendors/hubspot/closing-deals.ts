// Open deals by the day they are expected to close, as a list of their contacts: deals are searched, then their contacts read.
import { allOf } from '../../../../platform/batch-read';
import { inChunks, type ListedItem, type ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { associatedIds } from './associations';
import { MAX_OBJECTS, readObjects, type HubspotApi } from './objects';
import { SEARCH_PAGE, searchPage, type ObjectSearch } from './search';
import { DEAL_PROPERTIES, toCrmRecord, toDeal, type Account, type HubspotObject } from './wire';

/** Deals read for one list, however few contacts they have. */
const MAX_DEALS = 1_000;
const DAY_MS = 86_400_000;

/**
 * Contacts of open deals that close between two days (in UTC, as deals show them), the earliest deal first. Costs three calls for
 * up to 100 contacts of 200 deals. Where the list is not complete, a contact's later deals may be missing among the items. Deals
 * without a contact are left out.
 */
export function closingDeals(
  api: HubspotApi,
  account: Account,
  properties: readonly string[],
): ListRead<{ from: string; to: string }, CrmRecord> {
  return async ({ from, to }, most, call) => {
    const { dealsByContact, complete } = await searchDeals(api, dealSearch(from, to), most, call);
    const ids = [...dealsByContact.keys()];
    const wanted = ids.slice(0, most);
    const read = inChunks(wanted, MAX_OBJECTS).map((chunk) => readObjects(api, { type: 'contacts', properties }, chunk, call));
    // A list that lacks a hundred contacts would look complete: all of them, or none.
    const contacts = new Map((await allOf(read)).flat().map((contact) => [contact.id, contact]));
    const records = wanted.flatMap((id) => {
      const contact = contacts.get(id);
      if (contact === undefined) return [];
      const record = toCrmRecord(contact, account);
      return [{ record, items: (dealsByContact.get(id) ?? []).map((deal) => toItem(deal, record.id, account)) }];
    });
    return { records, complete: complete && ids.length <= most };
  };
}

/** `closedate` is an instant, searched by milliseconds. */
function dealSearch(from: string, to: string): ObjectSearch {
  const filters = [
    { propertyName: 'closedate', operator: 'GTE' as const, value: String(Date.parse(from)) },
    { propertyName: 'closedate', operator: 'LT' as const, value: String(Date.parse(to) + DAY_MS) },
    { propertyName: 'hs_is_closed', operator: 'EQ' as const, value: 'false' },
  ];
  return {
    type: '0-3',
    properties: DEAL_PROPERTIES,
    filterGroups: [{ filters }],
    sorts: [{ propertyName: 'closedate', direction: 'ASCENDING' }],
  };
}

/** Pages of deals until `most` contacts are known; each contact with its deals, in their order. */
async function searchDeals(
  api: HubspotApi,
  search: ObjectSearch,
  most: number,
  call: Call,
): Promise<{ dealsByContact: Map<string, HubspotObject[]>; complete: boolean }> {
  const dealsByContact = new Map<string, HubspotObject[]>();
  const seen = new Set<string>();
  let after: string | undefined;
  do {
    const page = await searchPage(api, search, SEARCH_PAGE, after, call);
    // Pages may overlap while deals change.
    const deals = page.objects.filter(({ id }) => !seen.has(id));
    for (const { id } of deals) seen.add(id);
    const contactIds = await associatedIds(
      api,
      { from: 'deals', to: 'contacts' },
      deals.map(({ id }) => id),
      call,
    );
    for (const deal of deals) {
      for (const id of new Set(contactIds.get(deal.id))) dealsByContact.set(id, [...(dealsByContact.get(id) ?? []), deal]);
    }
    after = page.after;
  } while (after !== undefined && dealsByContact.size < most && seen.size < MAX_DEALS);
  return { dealsByContact, complete: after === undefined };
}

function toItem(object: HubspotObject, record: RecordId, account: Account): ListedItem {
  const { id, url, name, closeDate, amount, currency } = toDeal(object, record, account);
  return { id, url, title: name, at: closeDate, amount: amount === null || currency === null ? null : { amount, currency } };
}
