// The only HTTP client of the connectors: deadline, one retry of reads, parsed replies, stable error codes. Knows no vendor.
// Rate budgets, breakers and bulkheads belong here too; they come with the cache that never lies.
import { setTimeout as sleep } from 'node:timers/promises';
import { errors, Pool } from 'undici';
import type { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../errors';
import type { Call } from './call';
import type { Session } from './session';

/** Tells vendors, and the judge of recorded traffic, who asks. */
const USER_AGENT = 'customer-graph';
const MAX_BODY_BYTES = 10 * 1024 * 1024;
/** Pause before the one retry where the vendor names none. */
const RETRY_PAUSE_MS = 100;
/** The same after a refusal for a rate limit: the shortest windows vendors count in are seconds. */
const RATE_LIMIT_PAUSE_MS = 1_000;

/** Repeated keys by arrays; undefined values are left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface HttpRequest<T> {
  method: 'GET' | 'POST';
  /** Path behind the base URL, with its leading slash. */
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, in place of `body`. */
  form?: Readonly<Record<string, string>>;
  /** What the vendor documents; a reply that does not fit is `UPSTREAM_CONTRACT`. */
  reply: z.ZodType<T>;
  call: Call;
  /** False for requests that change something: they are never sent twice. Default true. */
  retry?: boolean;
  /** Status codes that are answers, not failures (HubSpot's 207, a 404 that means "absent"). 2xx always are. */
  accept?: readonly number[];
  /**
   * For vendors that refuse for their rate limit with a status that is an answer: the milliseconds after which the same request
   * may be sent again, null = no refusal. It is shown the body of every answer, as parsed JSON (undefined = it is none), and the status.
   */
  refusedFor?(body: unknown, status: number): number | null;
}

export interface HttpReply<T> {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: T;
}

export interface HttpClient {
  /** Sends and parses; throws `UpstreamError` for everything that is no documented answer. */
  send<T>(request: HttpRequest<T>): Promise<HttpReply<T>>;
  /** The headers of the newest reply, for rate budgets; null before the first. */
  lastHeaders(): Readonly<Record<string, string>> | null;
  close(): Promise<void>;
}

export interface HttpOptions {
  baseUrl: string;
  /** Sent with every request; credentials live here and nowhere else. */
  headers?: Record<string, string>;
  /** Credentials that run out: their headers go with every request; one that is refused for them is sent once more with new ones. */
  session?: Session;
}

/** Makes a client for one origin, with the source's name and timeout already known. */
export type HttpFactory = (options: HttpOptions) => HttpClient;

export interface SourceHttpOptions {
  source: string;
  /** For one attempt and its retry together. */
  timeoutMs: number;
  /** Parallel connections to the vendor. */
  connections: number;
  /** Told the `Date` of each answer, '' where it has none: whose clock is wrong. */
  dated?(date: string): void;
}

/** Makes the client of one source. Each attempt runs inside the source's timeout and the call's own patience. */
export function createHttpFactory({ source, timeoutMs, connections, dated }: SourceHttpOptions): HttpFactory {
  return ({ baseUrl, headers: fixedHeaders = {}, session }) => {
    const base = new URL(baseUrl);
    const prefix = base.pathname.replace(/\/$/, '');
    const pool = new Pool(base.origin, { connections, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, maxResponseSize: MAX_BODY_BYTES });
    let newestHeaders: Readonly<Record<string, string>> | null = null;

    /** Logs in where that is needed, and once more where the session turns out to be over. */
    async function attempt<T>(request: HttpRequest<T>, signal: AbortSignal): Promise<Outcome> {
      if (session === undefined) return sendOnce(request, {}, signal);
      const known = await loggedIn(session, request.call, signal);
      if (known instanceof UpstreamError) return known;
      const outcome = await sendOnce(request, known, signal);
      if (!isRefusal(session, outcome)) return outcome;
      session.refused(known);
      const renewed = await loggedIn(session, request.call, signal);
      if (renewed instanceof UpstreamError) return renewed;
      const second = await sendOnce(request, renewed, signal);
      if (!isRefusal(session, second)) return second;
      return new UpstreamError(source, 'UPSTREAM_DENIED', { cause: new Error('refused after a new log-in') });
    }

    async function loggedIn(current: Session, call: Call, signal: AbortSignal): Promise<Readonly<Record<string, string>> | UpstreamError> {
      try {
        // A log-in of our own ends with our patience, so that none is under way, or unpaid for, when we have given up.
        return await current.headers({ ...call, signal });
      } catch (cause) {
        return cause instanceof UpstreamError ? cause : new UpstreamError(source, 'UPSTREAM_TIMEOUT', { cause });
      }
    }

    async function sendOnce<T>(
      request: HttpRequest<T>,
      sessionHeaders: Readonly<Record<string, string>>,
      signal: AbortSignal,
    ): Promise<Outcome> {
      if (signal.aborted) return new UpstreamError(source, 'UPSTREAM_TIMEOUT', { cause: signal.reason });
      const { type, content } = toContent(request);
      const started = performance.now();
      try {
        const { statusCode, headers, body } = await pool.request({
          method: request.method,
          path: prefix + request.path + toQueryString(request.query),
          headers: {
            accept: 'application/json',
            'user-agent': USER_AGENT,
            ...fixedHeaders,
            ...sessionHeaders,
            ...(type === null ? {} : { 'content-type': type }),
          },
          body: content,
          signal,
        });
        const text = await body.text();
        newestHeaders = flatten(headers);
        dated?.(newestHeaders['date'] ?? '');
        const answered = isAnswer(request, statusCode);
        const refusedForMs = answered && request.refusedFor !== undefined ? request.refusedFor(parseJson(text), statusCode) : null;
        const refused = refusedForMs !== null || session?.isRefusal(statusCode, parseJson(text)) === true;
        request.call.sent(performance.now() - started, refused || (statusCode >= 400 && !answered));
        return { status: statusCode, headers: newestHeaders, body: text, refusedForMs };
      } catch (cause) {
        request.call.sent(performance.now() - started, true);
        return new UpstreamError(source, signal.aborted ? 'UPSTREAM_TIMEOUT' : codeOfFailure(cause), { cause });
      }
    }

    function read<T>(request: HttpRequest<T>, outcome: Outcome): HttpReply<T> {
      if (outcome instanceof UpstreamError) throw outcome;
      const { status, headers, body, refusedForMs } = outcome;
      if (refusedForMs !== null)
        throw new UpstreamError(source, 'UPSTREAM_RATE_LIMITED', { cause: new Error(`HTTP ${status}, a refusal`) });
      if (!isAnswer(request, status)) throw new UpstreamError(source, codeOf(status), { cause: new Error(`HTTP ${status}`) });
      const parsed = request.reply.safeParse(parseJson(body));
      if (parsed.success) return { status, headers, body: parsed.data };
      // The issues name paths and types, never values.
      const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
      throw new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error(where) });
    }

    return {
      async send(request) {
        const deadline = Date.now() + timeoutMs;
        const signal = AbortSignal.any([request.call.signal, AbortSignal.timeout(timeoutMs)]);
        const first = await attempt(request, signal);
        const pauseMs = pauseBeforeRetry(request, first, timeoutMs);
        if (pauseMs === null || Date.now() + pauseMs >= deadline) return read(request, first);
        // Given up in the meantime: the second attempt notices.
        await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
        return read(request, await attempt(request, signal));
      },
      lastHeaders: () => newestHeaders,
      close: () => pool.destroy(),
    };
  };
}

/** How one attempt ended: with any answer of the vendor, or without one. */
type Outcome = (HttpReply<string> & { refusedForMs: number | null }) | UpstreamError;

/** Answers that a second attempt may cure; 500 is left out, since vendors answer it for their own bugs. */
const RETRIED: ReadonlySet<number> = new Set([429, 502, 503, 504]);

/** null = a second attempt is not allowed, or cures nothing. */
function pauseBeforeRetry(request: HttpRequest<unknown>, outcome: Outcome, timeoutMs: number): number | null {
  if (request.retry === false) return null;
  if (outcome instanceof UpstreamError) return outcome.code === 'UPSTREAM_UNAVAILABLE' ? RETRY_PAUSE_MS : null;
  if (outcome.refusedForMs !== null) return outcome.refusedForMs;
  if (isAnswer(request, outcome.status) || !RETRIED.has(outcome.status)) return null;
  return (
    retryAfterMs(outcome.headers['retry-after']) ?? (outcome.status === 429 ? Math.min(RATE_LIMIT_PAUSE_MS, timeoutMs / 3) : RETRY_PAUSE_MS)
  );
}

function isRefusal(session: Session, outcome: Outcome): boolean {
  return !(outcome instanceof UpstreamError) && session.isRefusal(outcome.status, parseJson(outcome.body));
}

function toContent({ body, form }: HttpRequest<unknown>): { type: string | null; content: string | null } {
  if (form !== undefined) return { type: 'application/x-www-form-urlencoded', content: new URLSearchParams(form).toString() };
  return body === undefined ? { type: null, content: null } : { type: 'application/json', content: JSON.stringify(body) };
}

function isAnswer(request: HttpRequest<unknown>, status: number): boolean {
  return (status >= 200 && status < 300) || request.accept?.includes(status) === true;
}

function codeOf(status: number): UpstreamCode {
  if (status === 429) return 'UPSTREAM_RATE_LIMITED';
  if (status === 401 || status === 403) return 'UPSTREAM_DENIED';
  return status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT';
}

function codeOfFailure(cause: unknown): UpstreamCode {
  if (cause instanceof errors.ResponseExceededMaxSizeError) return 'UPSTREAM_CONTRACT';
  return [errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.ConnectTimeoutError].some((Timeout) => cause instanceof Timeout)
    ? 'UPSTREAM_TIMEOUT'
    : 'UPSTREAM_UNAVAILABLE';
}

/** Seconds, or a date: both are allowed by RFC 9110. */
function retryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  const pauseMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(pauseMs) ? Math.max(0, pauseMs) : null;
}

function toQueryString(query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one));
  }
  const text = pairs.toString();
  return text === '' ? '' : `?${text}`;
}

function flatten(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  );
}

/** A body that is no JSON is as good as none: the reply's schema refuses it. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
