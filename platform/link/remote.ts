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

const graphqlResponse = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z
    .array(
      z.object({
        message: z.string(),
        // Some servers write null where the specification wants the member left out.
        path: z.array(z.union([z.string(), z.number()])).nullish(),
        extensions: z.record(z.string(), z.unknown()).nullish(),
      }),
    )
    .nullish(),
  extensions: z.record(z.string(), z.unknown()).nullish(),
});

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
    async send({ query, variables, operationName, body: text, headers, signal }) {
      try {
        const { statusCode, body } = await pool.request({
          method: 'POST',
          path: pathname + search,
          headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
          body: text ?? JSON.stringify({ query, variables, operationName }),
          ...(signal === undefined ? {} : { signal }),
        });
        const response = toResponse(await body.text());
        if (response !== null) return response;
        throw new UpstreamError(name, statusCode >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT', {
          cause: new Error(`HTTP ${statusCode} without a GraphQL answer`),
        });
      } catch (cause) {
        if (cause instanceof UpstreamError) throw cause;
        throw new UpstreamError(name, signal?.aborted === true ? 'UPSTREAM_TIMEOUT' : codeOfFailure(cause), { cause });
      }
    },
    close: () => pool.destroy(),
  };
}

/** Any status may carry a GraphQL answer; null for a body that is none. */
function toResponse(text: string): SubgraphResponse | null {
  const parsed = graphqlResponse.safeParse(parseJson(text));
  if (!parsed.success) return null;
  const { data, errors, extensions } = parsed.data;
  if (data == null && errors == null) return null;
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors == null
      ? {}
      : {
          errors: errors.map(({ message, path, extensions: given }) => ({
            message,
            ...(path ? { path } : {}),
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...given },
          })),
        }),
    ...(extensions == null ? {} : { extensions }),
  };
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
