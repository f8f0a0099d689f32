// A link to a subgraph over HTTP: one keep-alive pool, a deadline, a bounded body. Fetches are never sent twice: a mutation
// among them must not be, and the subgraph retries its own reads.
import { errors, Pool } from 'undici';
import { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../errors';
import type { SubgraphError, SubgraphLink, SubgraphResponse } from './link';
import { post } from './post';
import { createSigner, SIGNATURE_HEADER, type SigningSecrets } from './signature';

const MAX_BODY_BYTES = 32 * 1024 * 1024;
const CONNECTIONS = 128;
/** Above the longest request deadline: the deadline itself travels in the headers, and ends the patience. */
const SOCKET_TIMEOUT_MS = 60_000;

const errorsShape = z.array(
  z.object({
    message: z.string(),
    // Some servers write null where the specification wants the member left out.
    path: z.array(z.union([z.string(), z.number()])).nullish(),
    extensions: z.record(z.string(), z.unknown()).nullish(),
  }),
);

/** Connects lazily: a dead subgraph does not keep a gateway from starting. With `signing` each request is signed. */
export function createRemoteLink(name: string, url: string, signing?: SigningSecrets): SubgraphLink {
  const sign = signing === undefined ? undefined : createSigner(signing);
  const { origin, pathname, search } = new URL(url);
  const path = pathname + search;
  const pool = new Pool(origin, {
    connections: CONNECTIONS,
    headersTimeout: SOCKET_TIMEOUT_MS,
    bodyTimeout: SOCKET_TIMEOUT_MS,
    maxResponseSize: MAX_BODY_BYTES,
  });
  return {
    name,
    takesText: true,
    async send({ query, variables, operationName, body: given, headers: unsigned, patience }) {
      try {
        const body = given ?? JSON.stringify({ query, variables, operationName });
        const headers =
          sign === undefined ? unsigned : { ...unsigned, [SIGNATURE_HEADER]: sign({ method: 'POST', path, body, headers: unsigned }) };
        const { status, text } = await post(pool, { path, headers, body, patience });
        const response = toResponse(text);
        if (response !== null) return response;
        throw new UpstreamError(name, codeOfStatus(status), {
          cause: new Error(`HTTP ${status} without a GraphQL answer`),
        });
      } catch (cause) {
        if (cause instanceof UpstreamError) throw cause;
        throw new UpstreamError(name, patience?.isOver === true ? 'UPSTREAM_TIMEOUT' : codeOfFailure(cause), { cause });
      }
    },
    close: () => pool.destroy(),
  };
}

/** Any status may carry a GraphQL answer; null for a body that is none. */
function toResponse(text: string): SubgraphResponse | null {
  const body = parseJson(text);
  if (!isObject(body)) return null;
  const { data, extensions } = body;
  if (data != null && !isObject(data)) return null;
  const errors = toErrors(body['errors']);
  if (errors === null || (data == null && errors === undefined)) return null;
  const response: SubgraphResponse = {};
  if (data !== undefined) response.data = data;
  if (errors !== undefined) response.errors = errors;
  if (isObject(extensions)) response.extensions = extensions;
  return response;
}

/** null = they are none. */
function toErrors(given: unknown): SubgraphError[] | null | undefined {
  if (given === undefined || given === null) return undefined;
  const parsed = errorsShape.safeParse(given);
  if (!parsed.success) return null;
  return parsed.data.map(({ message, path, extensions }) => ({
    message,
    ...(path ? { path } : {}),
    extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', ...extensions },
  }));
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

function codeOfStatus(status: number): UpstreamCode {
  if (status === 401 || status === 403) return 'UPSTREAM_DENIED';
  return status >= 500 ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_CONTRACT';
}

function codeOfFailure(cause: unknown): UpstreamCode {
  if (cause instanceof errors.ResponseExceededMaxSizeError) return 'UPSTREAM_CONTRACT';
  const timeouts = [errors.HeadersTimeoutError, errors.BodyTimeoutError, errors.ConnectTimeoutError];
  return timeouts.some((Timeout) => cause instanceof Timeout) ? 'UPSTREAM_TIMEOUT' : 'UPSTREAM_UNAVAILABLE';
}
