// What a vendor's answer means: an answer, a refusal or a failure with its stable code. Sends nothing.
import { UpstreamError, type UpstreamCode } from '../errors';
import type { HttpReply, HttpRequest } from './client';

/** How one attempt ended: with any answer of the vendor, or without one. `refusedForMs`: for its rate limit, though the status says otherwise. */
export type Outcome = (HttpReply<string> & { refusedForMs: number | null }) | UpstreamError;

/** The reply as the request's schema has it; throws `UpstreamError` for everything that is no documented answer. */
export function toReply<T>(source: string, request: HttpRequest<T>, outcome: Outcome): HttpReply<T> {
  if (outcome instanceof UpstreamError) throw outcome;
  const { status, headers, body, refusedForMs } = outcome;
  if (refusedForMs !== null) throw new UpstreamError(source, 'UPSTREAM_RATE_LIMITED', { cause: new Error(`HTTP ${status}, a refusal`) });
  if (!isAnswer(request, status)) throw new UpstreamError(source, codeOf(status), { cause: new Error(`HTTP ${status}`) });
  const parsed = request.reply.safeParse(parseJson(body));
  if (parsed.success) return { status, headers, body: parsed.data };
  // The issues name paths and types, never values.
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.code}`).join('; ');
  throw new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error(where) });
}

export function isAnswer(request: HttpRequest<unknown>, status: number): boolean {
  return (status >= 200 && status < 300) || request.accept?.includes(status) === true;
}

function codeOf(status: number): UpstreamCode {
  if (status === 429) return 'UPSTREAM_RATE_LIMITED';
  if (status === 401 || status === 403) return 'UPSTREAM_DENIED';
  return status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT';
}

/** Seconds, or a date: both are allowed by RFC 9110. null = it says neither. */
export function retryAfterMs(value: string | undefined): number | null {
  if (value === undefined) return null;
  const seconds = Number(value);
  const pauseMs = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(pauseMs) ? Math.max(0, pauseMs) : null;
}

/** A body that is no JSON is as good as none: the reply's schema refuses it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
