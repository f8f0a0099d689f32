// Klaviyo's paging: `page[size]`, an opaque `page[cursor]`, and absolute links to the pages beside.
// https://developers.klaviyo.com/en/docs/pagination_
import type { VendorRequest } from '../../http/message';
import { invalidParameter, Refused } from './errors';

/** `next` and `prev` are null at the ends, as the documentation shows them; its published description has them absent. */
interface PageLinks {
  self: string;
  next: string | null;
  prev: string | null;
}

interface Page<T> {
  items: readonly T[];
  links: PageLinks;
}

export interface PageSize {
  default: number;
  max: number;
}

/** @throws Refused for a size out of bounds or a cursor that is none. */
export function toPage<T>(all: readonly T[], request: VendorRequest, bounds: PageSize): Page<T> {
  const { query, origin, path } = request;
  const size = readSize(query.get('page[size]'), bounds);
  const start = readCursor(query.get('page[cursor]'));
  const link = (to: number) => {
    const beside = new URLSearchParams(query);
    beside.set('page[cursor]', toCursor(to));
    return `${origin}${path}?${beside.toString()}`;
  };
  const end = start + size;
  return {
    items: all.slice(start, end),
    links: {
      ...toOnlyPage(request),
      next: end < all.length ? link(end) : null,
      prev: start > 0 ? link(Math.max(0, start - size)) : null,
    },
  };
}

/** Links of a list that is answered whole. */
export function toOnlyPage({ query, origin, path }: VendorRequest): PageLinks {
  const search = query.toString();
  return { self: `${origin}${path}${search === '' ? '' : `?${search}`}`, next: null, prev: null };
}

function readSize(text: string | null, bounds: PageSize): number {
  if (text === null) return bounds.default;
  const size = Number(text);
  if (/^\d+$/.test(text) && size >= 1 && size <= bounds.max) return size;
  throw new Refused(invalidParameter('page[size]', `Page size must be an integer between 1 and ${bounds.max}.`));
}

function toCursor(start: number): string {
  return Buffer.from(`next::row::${start}`).toString('base64url');
}

function readCursor(text: string | null): number {
  if (text === null) return 0;
  const [, start] = /^next::row::(\d+)$/.exec(Buffer.from(text, 'base64url').toString()) ?? [];
  if (start !== undefined) return Number(start);
  throw new Refused(invalidParameter('page[cursor]', 'Invalid cursor provided.'));
}
