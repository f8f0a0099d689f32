// A running connection to one Stripe account, and what its requests share: the two ways of paging, how many at once.
import { z } from 'zod';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient } from '../../../../platform/http/client';
import type { Account } from './account';
import { missing, pageOf } from './wire';

export interface StripeApi {
  http: HttpClient;
  account: Account;
}

/** Records of one page, of lists and searches alike. */
export const PAGE = 100;
/**
 * Requests side by side to an endpoint that takes one customer each: a third of a second apiece, they stay below the 25 a second
 * that every endpoint allows, and below the limit of simultaneous requests, which Stripe does not number.
 * https://docs.stripe.com/rate-limits
 */
export const REQUESTS_AT_ONCE = 8;
/** Fewer searches: all search endpoints of an account share 20 a second. https://docs.stripe.com/search#rate-limits */
export const SEARCHES_AT_ONCE = 5;

/** What to page through. */
export interface Paged<Item extends z.ZodType> {
  path: string;
  query: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  item: Item;
  /** Pages at most; not given = to the end. */
  pages?: number;
}

export interface Items<T> {
  items: T[];
  /** False where there are more. */
  complete: boolean;
}

/**
 * A list, newest first; what names a customer there is none of has nothing.
 * https://docs.stripe.com/api/pagination: 100 a page.
 */
export async function list<Item extends z.ZodType<{ id: string }>>(
  { http }: StripeApi,
  { path, query, item, pages = Infinity }: Paged<Item>,
  call: Call,
): Promise<Items<z.infer<Item>>> {
  const items: z.infer<Item>[] = [];
  let after: string | undefined;
  for (let page = 1; page <= pages; page += 1) {
    const { body } = await http.send({
      method: 'GET',
      path,
      query: { ...query, limit: PAGE, starting_after: after },
      reply: z.union([pageOf(item), missing('customer')]),
      accept: [400],
      call,
    });
    if ('error' in body) return { items: [], complete: true };
    items.push(...body.data);
    after = body.data.at(-1)?.id;
    if (!body.has_more || after === undefined) return { items, complete: true };
  }
  return { items, complete: false };
}

/**
 * What a query finds, in no order that Stripe promises, each once. Under a minute behind the truth, as a rule.
 * https://docs.stripe.com/api/pagination/search: 100 a page.
 */
export async function search<Item extends z.ZodType<{ id: string }>>(
  { http }: StripeApi,
  { path, query, item, pages = Infinity }: Paged<Item>,
  call: Call,
): Promise<Items<z.infer<Item>>> {
  const found = new Map<string, z.infer<Item>>();
  let next: string | undefined;
  for (let page = 1; page <= pages; page += 1) {
    const { body } = await http.send({
      method: 'GET',
      path: `${path}/search`,
      query: { ...query, limit: PAGE, page: next },
      reply: pageOf(item),
      call,
    });
    for (const one of body.data) found.set(one.id, one);
    next = body.next_page ?? undefined;
    if (!body.has_more || next === undefined) return { items: [...found.values()], complete: true };
  }
  return { items: [...found.values()], complete: false };
}
