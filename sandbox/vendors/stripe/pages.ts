// Stripe's two ways of paging. Lists: newest first, `limit` and the id of a record to go on after or end before
// (https://docs.stripe.com/api/pagination). Searches: `limit` and an opaque `page` (https://docs.stripe.com/api/pagination/search).
import type { VendorAnswer } from '../../http/message';
import { invalidRequest, noSuch } from './errors';
import type { Known, Parameters } from './parameters';

/** What every list takes. */
export const LIST_PARAMETERS = { limit: 'integer', starting_after: 'text', ending_before: 'text' } as const satisfies Known;
/** What every search takes. */
export const SEARCH_PARAMETERS = { query: 'text', limit: 'integer', page: 'text' } as const satisfies Known;

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

interface Listed {
  id: string;
  createdAt: string;
}

/** For sorting: newest first, the id deciding between records of one second. */
export function newestFirst(a: Listed, b: Listed): number {
  return toSeconds(b.createdAt) - toSeconds(a.createdAt) || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Stripe's instants: whole Unix seconds. */
export function toSeconds(instant: string): number {
  return Math.floor(Date.parse(instant) / 1000);
}

/**
 * @param records all that the filters let through, newest first.
 * @param find finds the record a cursor names among all of the kind, whether the filters let it through or not.
 */
export function toListPage<T extends Listed>(
  records: readonly T[],
  { texts }: Parameters,
  noun: string,
  find: (id: string) => Listed | null,
): { items: readonly T[]; hasMore: boolean } | VendorAnswer {
  const limit = toLimit(texts);
  if (typeof limit !== 'number') return limit;
  const cursors: Record<string, Listed> = {};
  for (const name of ['starting_after', 'ending_before']) {
    const id = texts.get(name);
    const cursor = id === undefined ? undefined : find(id);
    if (cursor === null) return noSuch(noun, id ?? '', name);
    if (cursor !== undefined) cursors[name] = cursor;
  }
  const { starting_after: after, ending_before: before } = cursors;
  if (after !== undefined && before !== undefined) {
    return invalidRequest('Received both starting_after and ending_before parameters. Please pass in only one.', null);
  }
  if (before !== undefined) {
    const newer = records.filter((record) => newestFirst(record, before) < 0);
    return { items: newer.slice(-limit), hasMore: newer.length > limit };
  }
  const rest = after === undefined ? records : records.filter((record) => newestFirst(record, after) > 0);
  return { items: rest.slice(0, limit), hasMore: rest.length > limit };
}

/** @param records all that were found. */
export function toSearchPage<T>(
  records: readonly T[],
  { texts }: Parameters,
): { items: readonly T[]; nextPage: string | null } | VendorAnswer {
  const limit = toLimit(texts);
  if (typeof limit !== 'number') return limit;
  const page = texts.get('page');
  const start = page === undefined ? 0 : Number(/^offset:(\d+)$/.exec(Buffer.from(page, 'base64url').toString())?.[1]);
  if (Number.isNaN(start)) return invalidRequest('Invalid page', null, 'page');
  const end = start + limit;
  const nextPage = end < records.length ? Buffer.from(`offset:${end}`).toString('base64url') : null;
  return { items: records.slice(start, end), nextPage };
}

function toLimit(texts: ReadonlyMap<string, string>): number | VendorAnswer {
  const limit = Number(texts.get('limit') ?? DEFAULT_LIMIT);
  if (limit < 1) return invalidRequest('This value must be greater than or equal to 1.', 'parameter_invalid_integer', 'limit');
  if (limit <= MAX_LIMIT) return limit;
  const message = `This value must be less than or equal to ${MAX_LIMIT} (it currently is '${limit}').`;
  return invalidRequest(message, 'parameter_invalid_integer', 'limit');
}
