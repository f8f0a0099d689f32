// Who works for an organisation: the contacts associated with a company, or with the company of a function's mailbox.
import { inChunks, type ListedRecord, type ListRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { RecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { associatedIds } from './associations';
import { MAX_OBJECTS, ownIds, readObjects, type HubspotApi } from './objects';
import { toCrmRecord, type Account } from './wire';

/**
 * Persons associated with any of the companies, the oldest contact first; mailboxes of a function are none. Where only such a mailbox
 * is given, those of its companies. Costs one call for the associations (two for a mailbox alone), and one for every 100 contacts.
 */
export function peopleOf(
  api: HubspotApi,
  account: Account,
  properties: readonly string[],
): ListRead<{ organizations: readonly RecordId[] }, CrmRecord> {
  return async ({ organizations }, most, call) => {
    const mailboxes = [...ownIds(account.source, 'contact', organizations).keys()];
    const companies = [...ownIds(account.source, 'company', organizations).keys()];
    const employers = companies.length > 0 ? companies : await associated(api, { from: 'contacts', to: 'companies' }, mailboxes, call);
    const contacts = await associated(api, { from: 'companies', to: 'contacts' }, employers, call);
    const ids = contacts.filter((id) => !mailboxes.includes(id)).sort((a, b) => Number(a) - Number(b));

    const people: CrmRecord[] = [];
    let unread = ids.length;
    for (const chunk of inChunks(ids, MAX_OBJECTS)) {
      if (people.length > most) break;
      const read = new Map((await readObjects(api, { type: 'contacts', properties }, chunk, call)).map((contact) => [contact.id, contact]));
      // In the order of the ids, which answers do not keep.
      const records = chunk.flatMap((id) => read.get(id) ?? []).map((contact) => toCrmRecord(contact, account));
      people.push(...records.filter(({ kind }) => kind === 'PERSON'));
      unread -= chunk.length;
    }
    const records = people.slice(0, most).map((record): ListedRecord<CrmRecord> => ({ record, items: [] }));
    return { records, complete: unread === 0 && people.length <= most };
  };
}

async function associated(api: HubspotApi, types: { from: string; to: string }, ids: readonly string[], call: Call): Promise<string[]> {
  return [...new Set([...(await associatedIds(api, types, ids, call)).values()].flat())];
}
