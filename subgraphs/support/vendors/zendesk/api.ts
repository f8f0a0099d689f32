// A running connection to one Zendesk account, and what its requests share: ids, and addresses that must not grow too long.
import type { HttpClient } from '../../../../platform/http/client';
import { parseRecordId, type RecordId } from '../../../../platform/record';
import type { Account } from './wire';

export interface ZendeskApi {
  http: HttpClient;
  account: Account;
}

/** Ids of one `show_many`. https://developer.zendesk.com/api-reference/ticketing/users/users/#show-many-users */
export const MAX_IDS = 100;
/** Records of one page, of lists and searches alike. */
export const PAGE = 100;
/** Requests side by side where one question takes many. */
export const REQUESTS_AT_ONCE = 5;
/** Of a query value, encoded: leaves room in the 2,000 characters that every proxy takes. */
export const MAX_QUERY_CHARACTERS = 1_700;

/** Cuts values into requests by their number and by how long they are in the address. */
export function splitByLength<T>(values: readonly T[], most: number, termOf: (value: T) => string): T[][] {
  const chunks: T[][] = [];
  let room = 0;
  for (const value of values) {
    const length = encodeURIComponent(` ${termOf(value)}`).length;
    const last = chunks.at(-1);
    if (last === undefined || last.length >= most || length > room) {
      chunks.push([value]);
      room = MAX_QUERY_CHARACTERS - length;
    } else {
      last.push(value);
      room -= length;
    }
  }
  return chunks;
}

/** Zendesk's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds({ source }: Account, type: string, ids: readonly RecordId[]): Map<number, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      const own = parts !== null && parts.source === source && parts.type === type && /^[1-9]\d{0,14}$/.test(parts.id);
      return own ? [[Number(parts.id), id] as const] : [];
    }),
  );
}
