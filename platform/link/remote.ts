// A link to a subgraph over HTTP: one keep-alive pool, a deadline, a bounded body. Fetches are never sent twice: a mutation
// among them must not be, and the subgraph retries its own reads.
import { errors, Pool } from 'undici';
import { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../errors';
import type { SubgraphLink, SubgraphResponse } from './link';

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const CONNECTIONS = 128;
/** Above the longest request deadline: the deadline itself travels in the headers and in the signal. */
const SOCKET_TIMEOUT_MS = 60_000;

const errorsShape = z
  .array(
    z.object({
      message: z.string(),
      // Some servers write null where the specification wants the member left out.
      path: z.array(z.union([z.string(), z.number()])).nullish(),
      extensions: z.record(z.string(), z.unknown()).nullish(),
    }),
  )
  .nullish();

/** Connects lazily: a dead subgraph does not keep a gateway from starting. */
export function createRemoteLink(name: string, url: string): SubgraphLink {
  const { origin, pathname, search } = new URL(url);
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: SOCKET_TIMEOUT_MS,
    bodyTimeout: SOCKET_TIMEOUT_MS,
    maxResponseSize: MAX_BODY_BYTES,
  });
  return {
    name,
    takesText: true,
    async send({ query, variables, operationName, body, headers, signal }) {
      try {
        const { status, text } = await post(pool, {
          path: pathname + search,
          headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
          body: body ?? JSON.stringify({ query, variables, operationName }),
          signal,
        });
        const response = toResponse(text);
        if (response !== null) return response;
        throw new UpstreamError(name, status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT', {
          cause: new Error(`HTTP ${status} without a GraphQL answer`),
        });
      } catch (cause) {
        if (cause instanceof UpstreamError) throw cause;
        throw new UpstreamError(name, signal?.aborted === true ? 'UPSTREAM_TIMEOUT' : codeOfFailure(cause), { cause });
      }
    },
    close: () => pool.destroy(),
  };
}

interface Post {
  path: string;
  headers: Record<string, string>;
  body: string;
  signal: AbortSignal | undefined;
}

/** By the dispatcher itself: the streams of its other ways cost as much as all the rest of a request. */
function post(pool: Pool, { path, headers, body, signal }: Post): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    let status = 0;
    const chunks: Buffer[] = [];
    let giveUp = (): void => undefined;
    const onAbort = (): void => giveUp();
    const end = (): void => signal?.removeEventListener('abort', onAbort);
    giveUp = () => reject(new DOMException('nobody waits any more', 'AbortError'));
    if (signal?.aborted === true) return giveUp();
    signal?.addEventListener('abort', onAbort, { once: true });
    pool.dispatch(
      { method: 'POST', path, headers, body },
      {
        onRequestStart(controller) {
          giveUp = () => {
            const reason = new DOMException('nobody waits any more', 'AbortError');
            controller.abort(reason);
            reject(reason);
          };
          if (signal?.aborted === true) giveUp();
        },
        onResponseStart(_controller, statusCode) {
          status = statusCode;
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          end();
          resolve({ status, text: (chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)).toString('utf8') });
        },
        onResponseError(_controller, error) {
          end();
          reject(error);
        },
      },
    );
  });
}

/** Any status may carry a GraphQL answer; null for a body that is none. */
function toResponse(text: string): SubgraphResponse | null {
  const body = parseJson(text);
  if (!isObject(body)) return null;
  const { data, extensions } = body;
  const errors = errorsShape.safeParse(body['errors']);
  if (!errors.success || (data == null && errors.data == null)) return null;
  if (data != null && !isObject(data)) return null;
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors.data == null
      ? {}
      : {
          errors: errors.data.map(({ message, path, extensions: given }) => ({
            message,
            ...(path ? { path } : {}),
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...given },
          })),
        }),
    ...(isObject(extensions) ? { extensions } : {}),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOfFailure(cause: unknown): UpstreamCode {
  if (cause instanceof errors.ResponseExceededMaxSizeError) return 'UPSTREAM_CONTRACT';
  const timeouts = [errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.ConnectTimeoutError];
  return timeouts.some((Timeout) => cause instanceof Timeout) ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
}
