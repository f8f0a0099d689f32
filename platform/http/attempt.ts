// One request over the wire and its answer, whole and within bounds. The one who asks decides what an answer means, and whether to
// ask again.
import { errors, type Pool } from 'undici';
import { UpstreamError, type UpstreamCode } from '../errors';
import type { Patience } from '../request/patience';
import type { HttpReply, HttpRequest } from './client';
import { flatten, toContent, toQueryString } from './message';

/** Tells vendors, and the judge of recorded traffic, who asks. */
const USER_AGENT = 'customer-graph';
export const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface Attempt {
  source: string;
  pool: Pool;
  /** Of the base URL, without a slash at the end. */
  prefix: string;
  headers: Readonly<Record<string, string>>;
  /** Ends it, its socket included, however far it is. */
  patience: Patience;
}

/**
 * Any answer of at most `MAX_BODY_BYTES`, redirects included, which are not followed. Else `UPSTREAM_TIMEOUT`, `UPSTREAM_UNAVAILABLE`,
 * or `UPSTREAM_CONTRACT` for one that is too large, or packed though nobody asked for that: a small one could unpack to anything.
 */
export async function sendOnce(
  { source, pool, prefix, headers: given, patience }: Attempt,
  request: HttpRequest<unknown>,
): Promise<HttpReply<string> | UpstreamError> {
  const { type, content } = toContent(request);
  const abort = new AbortController();
  const patient = patience.onceOver(() => abort.abort());
  try {
    const { statusCode, headers, body } = await pool.request({
      method: request.method,
      path: prefix + request.path + toQueryString(request.query),
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': USER_AGENT,
        ...given,
        ...(type === null ? {} : { 'content-type': type }),
        ...request.headers,
      },
      body: content,
      signal: abort.signal,
    });
    const flat = flatten(headers);
    if (!/^(identity)?$/i.test(flat['content-encoding'] ?? '')) {
      abort.abort();
      await body.dump().catch(() => undefined);
      return new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error('an answer that is packed') });
    }
    return { status: statusCode, headers: flat, body: await body.text() };
  } catch (cause) {
    return new UpstreamError(source, patience.isOver ? 'UPSTREAM_TIMEOUT' : codeOfFailure(cause), { cause });
  } finally {
    patient();
  }
}

function codeOfFailure(cause: unknown): UpstreamCode {
  if (cause instanceof errors.ResponseExceededMaxSizeError) return 'UPSTREAM_CONTRACT';
  return [errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.ConnectTimeoutError].some((Timeout) => cause instanceof Timeout)
    ? 'UPSTREAM_TIMEOUT'
    : 'UPSTREAM_UNAVAILABLE';
}
