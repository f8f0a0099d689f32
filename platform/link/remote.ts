// A link to a subgraph over HTTP: one keep-alive pool, a deadline, a bounded body. Fetches are never sent twice: a mutation
// among them must not be, and the subgraph retries its own reads.
import { Pool } from 'undici';
import { z } from 'zod';
import { UpstreamError } from '../errors';
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
        path: z.array(z.union([z.string(), z.number()])).optional(),
        extensions: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  extensions: z.record(z.string(), z.unknown()).optional(),
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
    async send({ query, variables, operationName, headers, signal }) {
      try {
        const { body } = await pool.request({
          method: 'POST',
          path: pathname + search,
          headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
          body: JSON.stringify({ query, variables, operationName }),
          ...(signal === undefined ? {} : { signal }),
        });
        return toResponse(await body.json());
      } catch (cause) {
        throw new UpstreamError(name, isTimeout(cause) ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE', { cause });
      }
    },
    close: () => pool.destroy(),
  };
}

/** Any status may carry a GraphQL answer; a body that is none is a failure of the subgraph. */
function toResponse(body: unknown): SubgraphResponse {
  const { data, errors, extensions } = graphqlResponse.parse(body);
  if (data === undefined && errors === undefined) throw new Error('neither data nor errors');
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined
      ? {}
      : {
          errors: errors.map(({ message, path, extensions: given }) => ({
            message,
            ...(path ? { path } : {}),
            extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...given },
          })),
        }),
    ...(extensions === undefined ? {} : { extensions }),
  };
}

function isTimeout(cause: unknown): boolean {
  return cause instanceof Error && (cause.name === 'TimeoutError' || cause.name === 'AbortError' || cause.name.endsWith('TimeoutError'));
}
