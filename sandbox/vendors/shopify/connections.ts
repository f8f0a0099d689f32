// Shopify's paged lists: https://shopify.dev/docs/api/usage/pagination-graphql (250 a page, forwards by first and after, backwards by
// last and before; one of first and last is required). A cursor says where in the order a record stands, so pages hold while it changes.
import { badRequest } from './errors';

const MAX_PAGE = 250;

/** A record in a list, before it is paged. */
export interface Entry {
  /** The vendor's number. */
  id: string;
  /** What the list is ordered by; equal ones stand by id. */
  order: string | number;
  /** What the caller gets of it. */
  view(): object;
}

export interface PageArguments {
  first?: number | null;
  after?: string | null;
  last?: number | null;
  before?: string | null;
  reverse?: boolean | null;
}

/** @returns edges, nodes and pageInfo; throws Shopify's refusal of wrong arguments. */
export function toConnection(entries: readonly Entry[], { first, after, last, before, reverse }: PageArguments): object {
  checkSize(first ?? null, last ?? null);
  const sign = reverse === true ? -1 : 1;
  const compare = (a: Place, b: Place) => sign * (compareOrders(a.order, b.order) || Number(a.id) - Number(b.id));
  const sorted = [...entries].sort(compare);
  const [start, end] = [toPlace(after), toPlace(before)];
  const within = sorted.filter((entry) => (start === null || compare(entry, start) > 0) && (end === null || compare(entry, end) < 0));
  const page = typeof first === 'number' ? within.slice(0, first) : within.slice(within.length - Math.min(within.length, last ?? 0));
  const [head] = page;
  const tail = page.at(-1);
  const edges = page.map((entry) => ({ cursor: toCursor(entry), node: entry.view() }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: {
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
      hasPreviousPage: head === undefined ? start !== null && sorted.length > 0 : sorted[0] !== head,
      hasNextPage: tail === undefined ? first === 0 && within.length > 0 : sorted.at(-1) !== tail,
    },
  };
}

function checkSize(first: number | null, last: number | null): void {
  if (first === null && last === null) throw badRequest('you must provide one of first or last');
  if (first !== null && last !== null) throw badRequest('providing both first and last is not supported');
  const [name, size] = first === null ? ['last', last ?? 0] : ['first', first];
  if (size > MAX_PAGE) throw badRequest(`${name} cannot exceed ${MAX_PAGE}`);
  if (size < 0) throw badRequest(`${name} must be greater than or equal to 0`);
}

type Place = Pick<Entry, 'id' | 'order'>;

function compareOrders(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

function toCursor({ id, order }: Place): string {
  return Buffer.from(JSON.stringify({ last_id: Number(id), last_value: order })).toString('base64');
}

function toPlace(cursor: string | null | undefined): Place | null {
  if (cursor === null || cursor === undefined) return null;
  const place = parse(Buffer.from(cursor, 'base64').toString('utf8'));
  if (typeof place !== 'object' || place === null || !('last_id' in place) || !('last_value' in place))
    throw badRequest('Malformed cursor');
  const { last_id: id, last_value: order } = place;
  if (typeof order !== 'string' && typeof order !== 'number') throw badRequest('Malformed cursor');
  return { id: String(id), order };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
