// What an emulator and its shared HTTP kit say to each other: a vendor's route sees a parsed request and returns an answer,
// and a `Dialect` words what every vendor has in its own way (refusals, rate limits). No vendor is named here.
import type { IncomingHttpHeaders } from 'node:http';
import type { ZodType } from 'zod';

/** A request for a vendor's route: authorised, within the limits, its body already parsed. */
export interface VendorRequest {
  method: string;
  /** Path without query and without origin. */
  path: string;
  /** Named parts of the route's path, percent-decoded. */
  params: Record<string, string>;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: IncomingHttpHeaders;
  /** Parsed JSON, or the fields of a form; null when there was none. */
  body: unknown;
  /** Characters of the body as sent. */
  bodyLength: number;
  /** The emulator's own origin, for links in answers. */
  origin: string;
}

export interface VendorAnswer {
  status: number;
  /** Sent as JSON; a Buffer is sent as it is, and of null nothing. */
  body: unknown;
  headers?: Record<string, string>;
}

/** One endpoint of a vendor. */
export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `:name` stands for one path segment. */
  path: string;
  handle(request: VendorRequest): VendorAnswer;
  /** Shape of an answer below 400, written from the vendor's documentation; an answer breaking it is sent as a 500. */
  shape?: ZodType;
  /** How many ids or addresses the caller asked for; 1 when absent. */
  keys?(request: VendorRequest): number;
  /** What was asked, where all is asked by one path; null when the caller did not name it. */
  operation?(request: VendorRequest): string | null;
}

/** How a vendor words what all of them do. */
export interface Dialect {
  /** null = let in. */
  refuseCaller(headers: IncomingHttpHeaders, target: { path: string; uri: string }): VendorAnswer | null;
  unauthorised(): VendorAnswer;
  /** What a caller gets who is known and may not do this; when absent, as `unauthorised`, with 403. */
  forbidden?(): VendorAnswer;
  unknownPath(path: string): VendorAnswer;
  unreadableBody(): VendorAnswer;
  tooManyRequests(retryAfterSeconds: number | null): VendorAnswer;
  brokenDown(status: 500 | 503): VendorAnswer;
  /** Brings the path into the form the routes are written in (a trailing slash, `.json`). */
  normalisePath(path: string): string;
  /** Headers of every answer, refusals and faults too; none when absent. The answer's own come on top. */
  answerHeaders?(headers: IncomingHttpHeaders): Record<string, string>;
  /** For vendors that limit how many requests are open at a time: one arrived, and no fault has struck yet; null = it may go on. */
  arrived?(): VendorAnswer | null;
  /** One that arrived is answered, or its caller is gone. */
  ended?(): void;
  /** Counts a request against the vendor's limits. */
  meter(request: MeteredRequest): Metered;
}

/** What a vendor's limits may look at. */
export interface MeteredRequest {
  method: string;
  path: string;
  query: URLSearchParams;
}

/** `refusal` null = within the limits; `headers` go on whatever is answered. */
export interface Metered {
  refusal: VendorAnswer | null;
  headers: Record<string, string>;
}
