// Salesforce's ids within ours. The same record has an id of 15 characters and one of 18, which is the first with a check behind it;
// other systems may store either, and Salesforce takes both. https://help.salesforce.com/s/articleView?id=000385585
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';

/** Types of our ids, and the first characters of Salesforce's. */
const PREFIXES = { contact: '003', lead: '00Q', account: '001', user: '005' } as const;
export type OwnType = keyof typeof PREFIXES;

const SHORT = 15;

/** An id of 15 or 18 characters, of whatever object. */
export const SALESFORCE_ID = /^[A-Za-z0-9]{15}([A-Za-z0-9]{3})?$/;

/** What identifies a record in Salesforce's eyes, however its id is written. */
export function shortId(id: string): string {
  return id.slice(0, SHORT);
}

/** Salesforce's ids among global ids, short, each with the global ids that mean it. Ids of other sources and types are never sent. */
export function ownIds(source: string, type: OwnType, ids: readonly RecordId[]): Map<string, RecordId[]> {
  const own = new Map<string, RecordId[]>();
  for (const id of ids) {
    const parts = parseRecordId(id);
    if (parts?.source !== source || parts.type !== type || !isId(parts.id, type)) continue;
    const short = shortId(parts.id);
    own.set(short, [...(own.get(short) ?? []), id]);
  }
  return own;
}

function isId(id: string, type: OwnType): boolean {
  return id.startsWith(PREFIXES[type]) && SALESFORCE_ID.test(id);
}

/** Both ways to write a record's id. */
export function idsOf(source: string, type: OwnType, id: string): RecordId[] {
  return [...new Set([recordId(source, type, id), recordId(source, type, shortId(id))])];
}
