// Contacts, leads and accounts by a text, as Salesforce's own search finds them: its index first, which knows ids, then the records.
import { z } from 'zod';
import type { BatchRead, Identifier, ListedRecord, ListRead } from '../../../../platform/connector';
import { recordId, type RecordId } from '../../../../platform/record';
import type { CrmRecord } from '../../contract';
import { send, type SalesforceApi } from './api';
import type { Org } from './org';

/** Longer ones are nobody's name. */
const MAX_TEXT = 254;
/** "Search terms must be longer than one character". */
const MIN_TEXT = 2;
/** What the search gives a meaning of its own. Words are looked for wherever they stand, so that a blank does instead. */
const RESERVED = /[?&|!{}[\]()^~*:"'+\\-]/g;

const TYPES: Readonly<Record<string, string>> = { Contact: 'contact', Lead: 'lead', Account: 'account' };
const Found = z.object({
  searchRecords: z.array(z.object({ attributes: z.object({ type: z.string() }), Id: z.string() })),
});

/**
 * Records that hold every word of the text, in Salesforce's order; of each kind as many as asked for, and one more. The index may lag
 * behind by some minutes. Costs two requests.
 */
export function textSearch(
  api: SalesforceApi,
  { source }: Org,
  find: BatchRead<Identifier, readonly CrmRecord[]>,
): ListRead<{ text: string }, CrmRecord> {
  return async ({ text }, most, call) => {
    const q = text.replaceAll(RESERVED, ' ').replaceAll(/\s+/g, ' ').trim();
    if (q.length < MIN_TEXT || text.trim().length > MAX_TEXT) return { records: [], complete: true };
    // https://developer.salesforce.com/docs/platform/api-rest/guide/resources-search-parameterized-post.html: 2,000 of each at most.
    const limit = Math.min(2_000, most + 1);
    const sobjects = Object.keys(TYPES).map((name) => ({ name, fields: ['Id'], limit }));
    const { searchRecords } = await send(api, { path: '/parameterizedSearch', body: { q, in: 'ALL', sobjects }, reply: Found }, call);
    const ids = searchRecords.flatMap(({ attributes: { type }, Id }): RecordId[] => {
      const own = TYPES[type];
      return own === undefined ? [] : [recordId(source, own, Id)];
    });
    const found = await find(
      ids.map((value) => ({ by: 'id', value })),
      call,
    );
    // What the index knows, and is no more, is left out.
    const records = found.flatMap((answer) => {
      if (answer instanceof Error) throw answer;
      return answer.filter(({ movedTo }) => movedTo === null).map((record): ListedRecord<CrmRecord> => ({ record, items: [] }));
    });
    return { records: records.slice(0, most), complete: records.length <= most };
  };
}
