// A running connection to one Request Tracker, and what its requests share: limits of our own making (RT has none), ids, pages.
import type { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import { inChunks } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient, HttpRequest } from '../../../../platform/http/client';
import { parseRecordId, type RecordId } from '../../../../platform/record';
import type { PriorityScale } from './priorities';
import { pageOf } from './wire';

/** The installation that the answers are of. */
export interface Installation {
  source: string;
  /** Without a slash at its end. */
  url: string;
  phoneRegion: string | undefined;
  /** The custom field of users that holds other records' ids; null = none does. */
  external: { records: string; field: string } | null;
  priorities: PriorityScale;
}

export interface RequestTrackerApi {
  http: HttpClient;
  installation: Installation;
  /** The fields of users to ask for. */
  userFields: string;
}

/** RT's ids are 32 bits wide. */
export const RT_ID = /^[1-9]\d{0,8}$/;
/** Records of one page: "it may be increased up to 100". https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Paging */
export const PAGE = 100;
/** Users asked for at once: RT takes some 10 ms to show one with its custom fields, so that fifty stay well within a source's timeout. */
export const USERS_PER_CALL = 50;
/** Requests of one question side by side. RT is one machine of the house, with a few workers that people wait for as well. */
export const REQUESTS_AT_ONCE = 3;

/** `hidden: false` where RT hides none of what is asked for, so that a page that is not full is the last. */
type Collection<T> = Pick<HttpRequest<unknown>, 'method' | 'path' | 'query' | 'body'> & { item: z.ZodType<T>; hidden?: false; call: Call };

interface Page<T> {
  items: T[];
  /** null = RT does not say. */
  pages: number | null;
  total: number | null;
  /** Whether there is something behind it. */
  more: boolean;
}

/**
 * One page of a collection. `next_page` is never followed: RT 5.0.3 leaves the query of a POST out of it, and breaks that of a
 * GET. Where it does not count the pages, only an empty page is surely the last: what an account may not see is taken out of pages.
 */
export async function readPage<T>(
  { http }: RequestTrackerApi,
  { item, query, hidden, ...request }: Collection<T>,
  page: number,
): Promise<Page<T>> {
  const { body } = await http.send({ ...request, query: { ...query, per_page: PAGE, page }, reply: pageOf(item) });
  const { items, pages, total } = body;
  // RT 5.0.4 answers a page behind the last one with the last one.
  if (pages !== null) return { items, pages, total, more: page < pages };
  return { items, pages, total, more: body.next_page != null || items.length > (hidden === false ? PAGE - 1 : 0) };
}

/**
 * All of a collection, or its first `mostPages` pages; not `complete` = there are more, not `counted` = RT hides records one by one.
 * Where something changes meanwhile, a record may come twice.
 */
export async function readAll<T>(
  api: RequestTrackerApi,
  collection: Collection<T>,
  mostPages = Infinity,
): Promise<{ items: T[]; complete: boolean; counted: boolean }> {
  const first = await readPage(api, collection, 1);
  const items = [...first.items];
  if (first.pages !== null) {
    const rest = Array.from({ length: Math.max(0, Math.min(first.pages, mostPages) - 1) }, (_, index) => index + 2);
    for (const group of inChunks(rest, REQUESTS_AT_ONCE)) {
      for (const page of await allOf(group.map((number) => readPage(api, collection, number)))) items.push(...page.items);
    }
    return { items, complete: first.pages <= mostPages, counted: true };
  }
  let more = first.more;
  let read = 1;
  for (; more && read < mostPages; read += 1) {
    const page = await readPage(api, collection, read + 1);
    items.push(...page.items);
    more = page.more;
  }
  return { items, complete: !more, counted: false };
}

/** RT's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds({ source }: Installation, type: string, ids: readonly RecordId[]): Map<number, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      const own = parts !== null && parts.source === source && parts.type === type && RT_ID.test(parts.id);
      return own ? [[Number(parts.id), id] as const] : [];
    }),
  );
}
