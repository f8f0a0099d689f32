// A running connection to one Intercom workspace, and what its requests share: searches page by page, and ids.
import type { z } from 'zod';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient } from '../../../../platform/http/client';
import { ownIds as idsOf } from '../../../../platform/lookup';
import type { RecordId } from '../../../../platform/record';
import type { Account, PageInfo } from './wire';

export interface IntercomApi {
  http: HttpClient;
  /** The same workspace, spoken to in the version that tells what became of a merged contact. */
  mergesHttp: HttpClient;
  account: Account;
}

/** The version of everything but that: https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io */
export const VERSION = '2.15';
/** The first in which a merged contact answers 410 and says where it went; before, it is not found. */
export const MERGES_VERSION = '2.16';

/**
 * Values of one IN. Their number is not documented; IN is called a "shortcut for OR queries", and a group of those takes 15.
 * https://developers.intercom.com/docs/references/2.15/rest-api/api.intercom.io/contacts/searchcontacts
 */
export const MAX_VALUES = 15;
/** Records of a page: "the max amount for any API is 150". https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination */
export const PAGE = 150;
/** Requests side by side where one question takes many. */
export const REQUESTS_AT_ONCE = 5;

export interface Filter {
  field: string;
  operator: '=' | 'IN' | '~';
  value: string | boolean | readonly string[];
}
export interface Group {
  operator: 'AND' | 'OR';
  value: readonly (Filter | Group)[];
}

export interface Search<Reply, Item> {
  path: '/contacts/search' | '/conversations/search';
  query: Filter | Group;
  reply: z.ZodType<Reply>;
  itemsOf(reply: Reply): readonly Item[];
}

/** Items of a search, page after page until there are more than `most` of them or no more pages; `more` = there are further ones. */
export async function searchAll<Reply extends { pages?: PageInfo }, Item>(
  { http }: IntercomApi,
  { path, query, reply, itemsOf }: Search<Reply, Item>,
  most: number,
  call: Call,
): Promise<{ items: Item[]; more: boolean }> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const pagination: { per_page: number; starting_after?: string } = {
      per_page: PAGE,
      ...(cursor === null ? {} : { starting_after: cursor }),
    };
    const { body }: { body: Reply } = await http.send({ method: 'POST', path, body: { query, pagination }, reply, call });
    items.push(...itemsOf(body));
    cursor = body.pages?.next?.starting_after ?? null;
  } while (cursor !== null && items.length <= most);
  return { items, more: cursor !== null };
}

/**
 * Intercom's ids among global ids, each with its global id. Those of other sources and types are unknown here, and never sent; nor
 * is what cannot be an id, as ids are part of addresses.
 */
export function ownIds({ source }: Account, type: 'contact' | 'conversation', ids: readonly RecordId[]): Map<string, RecordId> {
  const form = type === 'contact' ? /^[\w-]{1,64}$/ : /^[1-9]\d{0,18}$/;
  return new Map([...idsOf(source, type, ids)].filter(([id]) => form.test(id)));
}
