// What connectors see of HTTP: the request, its reply and the client of one origin. How it is sent, and what keeps sender and vendor
// from harm, is behind `createHttpFactory` (factory.ts). Knows no vendor.
import type { z } from 'zod';
import type { Quota } from './budget-quota';
import type { Call } from './call';
import type { Session } from './session';

/** Repeated keys by arrays; undefined values are left out. */
export type Query = Record<string, string | number | boolean | readonly string[] | undefined>;

export interface HttpRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path behind the base URL, with its leading slash. */
  path: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as `application/x-www-form-urlencoded`, in place of `body`. */
  form?: Readonly<Record<string, string>>;
  /** Of this request alone, such as an idempotency key; in lower case. */
  headers?: Readonly<Record<string, string>>;
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
  /**
   * Sends and parses; throws `UpstreamError` for everything that is no documented answer. A call that could not be sent in time, for
   * the vendor's rate limit or its trouble, is refused without being sent.
   */
  send<T>(request: HttpRequest<T>): Promise<HttpReply<T>>;
  /** The headers of the newest reply, for rate budgets; null before the first. */
  lastHeaders(): Readonly<Record<string, string>> | null;
  close(): Promise<void>;
}

export interface HttpOptions {
  baseUrl: string;
  /** Sent with every request, as they are then; credentials live here and nowhere else. */
  headers?: () => Record<string, string>;
  /** Credentials that run out: their headers go with every request; one that is refused for them is sent once more with new ones. */
  session?: Session;
  /** The vendor's documented rate limits: a call waits for its turn in each that counts it. Left out = it documents none. */
  quotas?: readonly Quota[];
}

/** Makes a client for one origin, with the source's name and timeout already known. */
export type HttpFactory = (options: HttpOptions) => HttpClient;
