// A running connection to one Klaviyo account, and what its requests share: JSON:API documents, their pages, and ids.
import { z } from 'zod';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient, HttpRequest } from '../../../../platform/http/client';
import { parseRecordId, type RecordId } from '../../../../platform/record';
import type { Account } from './wire';

export interface KlaviyoApi {
  http: HttpClient;
  account: Account;
}

/** What to get: a path, its parameters, and the schema of one resource. */
export interface Wanted<Item> {
  path: string;
  query: NonNullable<HttpRequest<unknown>['query']>;
  item: z.ZodType<Item>;
}

export interface Pages<Item> {
  items: Item[];
  /** False where there are more than were read. */
  complete: boolean;
}

/** https://developers.klaviyo.com/en/docs/pagination_: absent, or null, on the last page. Only its cursor is used: it names no other host. */
const Links = z
  .object({
    next: z
      .url()
      .refine((link) => cursorOf(link) !== null)
      .nullish(),
  })
  .nullish();
/** https://developers.klaviyo.com/en/docs/rate_limits_and_error_handling */
const Refusal = z.object({ errors: z.array(z.object({ status: z.number() })) });

/** Resources of a list, page by page, until there are `most`; null where Klaviyo knows no such path (404). */
export async function readPages<Item>(api: KlaviyoApi, wanted: Wanted<Item>, call: Call, most = Infinity): Promise<Pages<Item> | null> {
  const document = z.object({ data: z.array(wanted.item), links: Links });
  const items: Item[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await api.http.send({
      method: 'GET',
      path: wanted.path,
      query: { ...wanted.query, 'page[cursor]': cursor },
      reply: z.union([document, Refusal]),
      accept: [404],
      call,
    });
    if (status === 404) return null;
    if ('errors' in body) throw new UpstreamError(api.account.source, 'UPSTREAM_CONTRACT', { cause: new Error('errors in a 200') });
    items.push(...body.data);
    cursor = cursorOf(body.links?.next ?? null) ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items: items.slice(0, most), complete: cursor === undefined && items.length <= most };
}

function cursorOf(link: string | null): string | null {
  return link === null ? null : new URL(link).searchParams.get('page[cursor]');
}

/** Klaviyo's ids among global ids, each with the global id. Ids of other sources and types are unknown here, and never sent. */
export function ownIds({ source }: Account, type: string, ids: readonly RecordId[]): Map<string, RecordId> {
  return new Map(
    ids.flatMap((id) => {
      const parts = parseRecordId(id);
      const own = parts !== null && parts.source === source && parts.type === type && /^[A-Za-z0-9]+$/.test(parts.id);
      return own ? [[parts.id, id] as const] : [];
    }),
  );
}
