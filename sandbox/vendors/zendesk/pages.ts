// Zendesk's two ways of paging a list: https://developer.zendesk.com/api-reference/introduction/pagination/
import type { VendorAnswer, VendorRequest } from '../../http/message';
import { invalidAttribute } from './errors';

const MAX_PAGE = 100;

interface Page<T> {
  items: readonly T[];
  /** Goes beside the items: count and links, or meta and links. */
  frame: object;
}

/** Offset paging: `page`, `per_page` ≤ 100; `count` is of all pages. An answer is the refusal of a wrong parameter. */
export function toOffsetPage<T>(all: readonly T[], { query, origin, path }: VendorRequest): Page<T> | VendorAnswer {
  const bounds = toBounds(query);
  if ('status' in bounds) return bounds;
  const { page, perPage } = bounds;
  const link = (to: number) => {
    const next = new URLSearchParams(query);
    next.set('page', String(to));
    return `${origin}${path}?${next.toString()}`;
  };
  const end = page * perPage;
  return {
    items: all.slice(end - perPage, end),
    frame: { next_page: end < all.length ? link(page + 1) : null, previous_page: page > 1 ? link(page - 1) : null, count: all.length },
  };
}

/** @returns where the page asked for begins and how long it is. */
export function toBounds(query: URLSearchParams): { page: number; perPage: number } | VendorAnswer {
  const page = Number(query.get('page') ?? 1);
  const perPage = Number(query.get('per_page') ?? MAX_PAGE);
  if (!Number.isInteger(page) || page < 1) return invalidAttribute('page', 'must be an integer');
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > MAX_PAGE) {
    return invalidAttribute('per_page', `must be an integer between 1 and ${MAX_PAGE}`);
  }
  return { page, perPage };
}

/** Cursor paging when `page[size]` (≤ 100) is given, else offset paging. */
export function toListPage<T>(all: readonly T[], request: VendorRequest): Page<T> | VendorAnswer {
  const { query, origin, path } = request;
  const asked = query.get('page[size]');
  if (asked === null) return toOffsetPage(all, request);
  const size = Number(asked);
  const start = Number(query.get('page[after]') ?? 0);
  if (!Number.isInteger(size) || size < 1 || size > MAX_PAGE)
    return invalidAttribute('page[size]', `must be an integer between 1 and ${MAX_PAGE}`);
  if (!Number.isInteger(start) || start < 0) return invalidAttribute('page[after]', 'is not a valid cursor');
  const end = start + size;
  const more = end < all.length;
  const next = new URLSearchParams(query);
  next.set('page[after]', String(end));
  return {
    items: all.slice(start, end),
    frame: {
      meta: {
        has_more: more,
        after_cursor: more ? String(end) : null,
        before_cursor: start > 0 ? String(Math.max(0, start - size)) : null,
      },
      links: { next: more ? `${origin}${path}?${next.toString()}` : null, prev: null },
    },
  };
}
