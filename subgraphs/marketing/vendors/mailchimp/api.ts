// A running connection to one Mailchimp account, and what its requests share: the gate, refusals, and pages by offset.
import { z } from 'zod';
import { UpstreamError } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient, HttpRequest } from '../../../../platform/http/client';
import type { Gate } from './gate';
import type { Account } from './wire';

export interface MailchimpApi {
  http: HttpClient;
  /** Every request goes through it. */
  gate: Gate;
  account: Account;
}

/** What to get: a path behind `/3.0`, its parameters, and the schema of the answer. */
export interface Wanted<Reply> {
  path: string;
  query?: NonNullable<HttpRequest<unknown>['query']>;
  reply: z.ZodType<Reply>;
}

/** What to list: the same, with the schema of one item and the name under which the answer has them. */
export interface WantedPages<Item> {
  path: string;
  query: NonNullable<HttpRequest<unknown>['query']>;
  name: string;
  item: z.ZodType<Item>;
}

export interface Pages<Item> {
  items: Item[];
  /** False where there are more than were read. */
  complete: boolean;
}

/** Requests of one account that are open at a time. Mailchimp allows ten, for all programs of the account together: two are theirs. */
export const OPEN_REQUESTS = 8;
/** https://mailchimp.com/developer/marketing/docs/methods-parameters/#pagination: "maximum is 1000". */
export const ITEMS_A_PAGE = 1_000;
/** After a refusal without any document, which names no time. */
const SHUT_OUT_PAUSE_MS = 1_000;

/** https://mailchimp.com/developer/marketing/docs/errors/ */
const Problem = z.object({ title: z.string(), status: z.number() });

/** One answer; null where Mailchimp has no such thing (404). */
export async function ask<Reply>(api: MailchimpApi, { path, query = {}, reply }: Wanted<Reply>, call: Call): Promise<Reply | null> {
  const { status, body } = await api.gate(() =>
    api.http.send({
      method: 'GET',
      path: `/3.0${path}`,
      query,
      reply: z.union([reply.transform((value) => ({ value })), Problem.transform(() => null)]),
      accept: [403, 404],
      refusedFor,
      call,
    }),
  );
  if (status === 404) return null;
  if (status === 403) throw denied(api.account);
  if (body === null) throw new UpstreamError(api.account.source, 'UPSTREAM_CONTRACT', { cause: new Error(`a problem in a ${status}`) });
  return body.value;
}

/** What to write: a path behind `/3.0`, and what is said. */
export interface Writing {
  method: 'PATCH' | 'POST';
  path: string;
  body?: object;
}

/**
 * Sent once: whether Mailchimp did it, refused what was said (400, 405), or has no such record (404). It knows no idempotency keys.
 * Ten open requests, no other limit.
 */
export async function write(api: MailchimpApi, { method, path, body }: Writing, call: Call): Promise<'done' | 'refused' | 'unknown'> {
  const { status } = await api.gate(() =>
    api.http.send({
      ...{ method, path: `/3.0${path}`, ...(body === undefined ? {} : { body }) },
      reply: z.unknown(),
      accept: [400, 403, 404, 405],
      refusedFor,
      retry: false,
      call,
    }),
  );
  if (status === 403) throw denied(api.account);
  if (status === 404) return 'unknown';
  return status < 300 ? 'done' : 'refused';
}

/** Too many at once is 429, but now and then a bare 403, where one that refuses our rights has a problem document. */
function refusedFor(said: unknown, answered: number): number | null {
  return answered === 403 && said === undefined ? SHUT_OUT_PAUSE_MS : null;
}

function denied({ source }: Account): UpstreamError {
  return new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error('HTTP 403') });
}

/** Items of a list, page by page, until there are `most`; null where there is no such list. */
export async function readPages<Item>(
  api: MailchimpApi,
  wanted: WantedPages<Item>,
  call: Call,
  most = Infinity,
): Promise<Pages<Item> | null> {
  const { path, name, item } = wanted;
  const reply = z.preprocess(
    (page) => (page instanceof Object ? new Map(Object.entries(page)) : new Map<string, unknown>()),
    z
      .map(z.string(), z.unknown())
      .transform((page) => ({ items: page.get(name), total: page.get('total_items') }))
      .pipe(z.object({ items: z.array(item), total: z.int() })),
  );
  const items: Item[] = [];
  for (;;) {
    const query = { ...wanted.query, count: Math.min(ITEMS_A_PAGE, most), offset: items.length };
    const page = await ask(api, { path, query, reply }, call);
    if (page === null) return null;
    items.push(...page.items);
    const ended = page.items.length === 0 || items.length >= page.total;
    if (ended || items.length >= most) return { items: items.slice(0, most), complete: ended && items.length <= most };
  }
}

/** The value of `fields`: names of an answer's parts, each below `prefix`. */
export function fieldsOf(names: readonly string[], prefix = ''): string {
  return names.map((name) => `${prefix}${name}`).join(',');
}
