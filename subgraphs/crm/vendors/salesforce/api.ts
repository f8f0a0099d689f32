// Requests to Salesforce: queries, up to five of them in one composite request, and records by id. All of the connector's reads and
// writes end here; what is written is in writes.ts. Every further page of a query is a request of its own.
import { z } from 'zod';
import { allOf } from '../../../../platform/batch-read';
import { inChunks } from '../../../../platform/connector';
import { UpstreamError, type UpstreamCode } from '../../../../platform/errors';
import type { HttpClient } from '../../../../platform/http/client';
import type { Call } from '../../../../platform/http/call';

/** A running connection to one org. `http` logs in by itself. */
export interface SalesforceApi {
  source: string;
  http: HttpClient;
}

/** Where the version that everything here is written for lives. */
export const DATA = '/services/data/v66.0';
/** Of a composite request's 25 parts, so many may be queries. */
export const QUERIES_PER_CALL = 5;
/** Ids of one collection. */
export const MAX_IDS = 2_000;

/** A query, and what is expected of each row. */
export interface Query<Row> {
  soql: string;
  row: z.ZodType<Row>;
  /** Rows of the recycle bin as well. */
  deleted?: boolean;
  /** Reads no further page when there are so many rows; not given = all. */
  most?: number;
}

/** Salesforce's own words for what went wrong: a list, of which the first one counts. */
const Faults = z.array(z.looseObject({ errorCode: z.string() })).min(1);
const Composite = z.object({
  compositeResponse: z.array(z.object({ body: z.unknown(), httpStatusCode: z.int(), referenceId: z.string() })),
});

function pageOf<Row>(row: z.ZodType<Row>) {
  return z.object({ done: z.boolean(), nextRecordsUrl: z.string().optional(), records: z.array(row) });
}

/**
 * The rows of each query, in the queries' order and each query's own; any number of queries, each five one request. Rejects when any
 * of them fails.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-composite-post.html: one API call, whatever is in it.
 */
export async function runQueries<Row>(api: SalesforceApi, queries: readonly Query<Row>[], call: Call): Promise<Row[][]> {
  const found = await allOf(inChunks(queries, QUERIES_PER_CALL).map((chunk) => runTogether(api, chunk, call)));
  return found.flat();
}

/** The rows of one query. */
export async function runQuery<Row>(api: SalesforceApi, query: Query<Row>, call: Call): Promise<Row[]> {
  const [rows = []] = await runTogether(api, [query], call);
  return rows;
}

async function runTogether<Row>(api: SalesforceApi, queries: readonly Query<Row>[], call: Call): Promise<Row[][]> {
  if (queries.length === 0) return [];
  const compositeRequest = queries.map(({ soql, deleted = false }, index) => ({
    method: 'GET',
    url: `${DATA}/${deleted ? 'queryAll' : 'query'}?q=${encodeURIComponent(soql)}`,
    referenceId: `query${index}`,
  }));
  const { compositeResponse } = await send(api, { path: '/composite', body: { compositeRequest }, reply: Composite }, call);
  const answers = new Map(compositeResponse.map((answer) => [answer.referenceId, answer]));
  const pages = queries.map(({ row }, index) => {
    const answer = answers.get(`query${index}`);
    if (answer === undefined) throw broken(api, 'a part of a composite answer is missing');
    if (answer.httpStatusCode !== 200) throw toError(api, answer.httpStatusCode, answer.body);
    return parse(api, pageOf(row), answer.body);
  });
  return allOf(queries.map(({ row, most = Infinity }, index) => readOn(api, pages[index], row, most, call)));
}

/** A page and those after it. https://developer.salesforce.com/docs/platform/api-rest/guide/resources-query-more-results.html: 2,000 rows each. */
export async function readOn<Row>(
  api: SalesforceApi,
  first: { done: boolean; nextRecordsUrl?: string | undefined; records: readonly Row[] } | undefined,
  row: z.ZodType<Row>,
  most: number,
  call: Call,
): Promise<Row[]> {
  const rows = [...(first?.records ?? [])];
  let next = first?.done === true ? undefined : first?.nextRecordsUrl;
  while (next !== undefined && rows.length < most) {
    // Nobody but this org is asked, whatever address an answer names.
    if (!next.startsWith(`${DATA}/query`)) throw broken(api, 'a further page is somewhere else');
    const page = await send(api, { path: next.slice(DATA.length), reply: pageOf(row) }, call);
    rows.push(...page.records);
    next = page.done ? undefined : page.nextRecordsUrl;
  }
  return rows;
}

/**
 * Records of one object by their ids, at most 2,000; unknown, unreadable and deleted ones are left out.
 * https://developer.salesforce.com/docs/platform/api-rest/guide/resources-composite-sobjects-collections-retrieve-post.html
 */
export async function readRecords<Row>(
  api: SalesforceApi,
  { object, fields, row }: { object: string; fields: readonly string[]; row: z.ZodType<Row> },
  ids: readonly string[],
  call: Call,
): Promise<Row[]> {
  if (ids.length === 0) return [];
  const records = await send(api, { path: `/composite/sobjects/${object}`, body: { ids, fields }, reply: z.array(row.nullable()) }, call);
  return records.filter((record) => record !== null);
}

/** Sends to the data API; without a body a GET. Throws an `UpstreamError` for everything that is no documented answer. */
export async function send<T>(
  api: SalesforceApi,
  { path, body, reply }: { path: string; body?: unknown; reply: z.ZodType<T> },
  call: Call,
): Promise<T> {
  const answer = await api.http.send({
    ...(body === undefined ? { method: 'GET' as const } : { method: 'POST' as const, body }),
    path: DATA + path,
    // 403 tells of rights, or of the day's limit: the body says which.
    accept: [403],
    ...UNREAD,
    call,
  });
  if (answer.status === 403) throw toError(api, 403, answer.body);
  return parse(api, reply, answer.body);
}

/**
 * Sends what changes something, once: Salesforce documents no idempotency keys. The answer, also where Salesforce refuses what was
 * written; throws an `UpstreamError` for everything else.
 */
export async function sendWrite(
  api: SalesforceApi,
  { method, path, body }: { method: 'POST' | 'PATCH' | 'DELETE'; path: string; body?: unknown },
  call: Call,
): Promise<{ status: number; body: unknown }> {
  const answer = await api.http.send({
    ...(body === undefined ? { method } : { method, body }),
    path: DATA + path,
    accept: [400, 403, 404],
    ...UNREAD,
    retry: false,
    call,
  });
  if (answer.status === 403) throw toError(api, 403, answer.body);
  return answer;
}

/** The limit is one of 24 hours: no pause within a request cures it. */
const NO_SECOND_ATTEMPT = Infinity;

/** The body is read here, whatever the status says. */
const UNREAD = {
  reply: z.unknown(),
  refusedFor: (answered: unknown) => (codeOf(answered) === 'REQUEST_LIMIT_EXCEEDED' ? NO_SECOND_ATTEMPT : null),
};

/** Salesforce's own word for what went wrong; null = the body says none. */
export function codeOf(body: unknown): string | null {
  const faults = Faults.safeParse(body);
  return faults.success ? (faults.data[0]?.errorCode ?? null) : null;
}

const CODES: Readonly<Record<string, UpstreamCode>> = {
  REQUEST_LIMIT_EXCEEDED: 'UPSTREAM_RATE_LIMITED',
  SERVER_UNAVAILABLE: 'UPSTREAM_UNAVAILABLE',
  QUERY_TIMEOUT: 'UPSTREAM_TIMEOUT',
  INSUFFICIENT_ACCESS: 'UPSTREAM_DENIED',
  API_DISABLED_FOR_ORG: 'UPSTREAM_DENIED',
  // "sObject type is not supported": every object asked for is a standard one, so that it is there, and not for this user.
  INVALID_TYPE: 'UPSTREAM_DENIED',
};

function toError({ source }: SalesforceApi, status: number, body: unknown): UpstreamError {
  const code = codeOf(body);
  const byStatus = status === 401 || status === 403 ? 'UPSTREAM_DENIED' : status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT';
  // The code alone: messages repeat the statement, and that has addresses in it.
  return new UpstreamError(source, CODES[code ?? ''] ?? byStatus, { cause: new Error(`HTTP ${status} ${code ?? ''}`) });
}

/** Throws `UPSTREAM_CONTRACT` for an answer of another shape. */
export function parse<T>(api: SalesforceApi, schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw broken(api, parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; '));
}

function broken({ source }: SalesforceApi, what: string): UpstreamError {
  return new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error(what) });
}
