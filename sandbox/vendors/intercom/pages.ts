// Intercom's pages: a cursor that the next request must hand back. It is stateless, and nobody should look into it.
// https://developers.intercom.com/docs/build-an-integration/learn-more/rest-apis/pagination
import { z } from 'zod';
import { invalidParameter, Refused } from './errors';

/** "The max amount for any API is 150." What becomes of more is not documented; here it is refused. */
const MAX_PAGE = 150;

export interface Page<T> {
  items: readonly T[];
  /** `total_count` and `pages` of the answer. */
  frame: { total_count: number; pages: object };
}

const paginationSchema = z.looseObject({
  pagination: z.looseObject({ per_page: z.int().optional(), starting_after: z.string().nullish() }).nullish(),
});
const cursorSchema = z.tuple([z.int().min(1)]);

/** The page that the body of a search asks for. @throws Refused for one that cannot be. */
export function toSearchPage<T>(all: readonly T[], body: unknown, perPage: number): Page<T> {
  const parsed = paginationSchema.safeParse(body);
  if (!parsed.success) throw new Refused(invalidParameter('pagination has per_page, a number, and starting_after, a text'));
  const { per_page, starting_after } = parsed.data.pagination ?? {};
  return toPage(all, per_page ?? perPage, starting_after ?? null);
}

/** The page that the query of a list asks for. @throws Refused for one that cannot be. */
export function toListPage<T>(all: readonly T[], query: URLSearchParams, perPage: number): Page<T> {
  return toPage(all, Number(query.get('per_page') ?? perPage), query.get('starting_after'));
}

function toPage<T>(all: readonly T[], perPage: number, cursor: string | null): Page<T> {
  if (!Number.isInteger(perPage) || perPage < 1 || perPage > MAX_PAGE)
    throw new Refused(invalidParameter(`per_page must be between 1 and ${MAX_PAGE}`));
  const start = cursor === null ? 0 : readCursor(cursor);
  const end = start + perPage;
  const page = Math.floor(start / perPage) + 1;
  const next = end < all.length ? { next: { page: page + 1, per_page: perPage, starting_after: writeCursor(end) } } : {};
  return {
    items: all.slice(start, end),
    frame: {
      total_count: all.length,
      pages: { type: 'pages', ...next, page, per_page: perPage, total_pages: Math.ceil(all.length / perPage) },
    },
  };
}

function writeCursor(start: number): string {
  return Buffer.from(JSON.stringify([start])).toString('base64');
}

function readCursor(cursor: string): number {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(cursor, 'base64').toString()))[0];
  } catch {
    throw new Refused(invalidParameter('starting_after is not a valid cursor'));
  }
}
