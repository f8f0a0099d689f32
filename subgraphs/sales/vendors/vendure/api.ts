// Vendure's Admin API of one shop: one address, queries as plain text. What Vendure says beside the data is read here.
import { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient } from '../../../../platform/http/client';

export interface Query<Data> {
  document: string;
  variables: Readonly<Record<string, unknown>>;
  /** What `data` is. */
  data: z.ZodType<Data>;
  /** False for what changes something. */
  retry?: boolean;
}

export interface VendureApi {
  /** An answer with any error in it throws, whatever else it has: what is missing must not look like nothing. */
  ask<Data>(query: Query<Data>, call: Call): Promise<Data>;
}

const Reply = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ extensions: z.object({ code: z.string().optional() }).optional() })).optional(),
});

/** `http` sends to the address of the API, with credentials. */
export function createVendureApi(source: string, http: HttpClient): VendureApi {
  return {
    async ask<Data>({ document, variables, data, retry = true }: Query<Data>, call: Call): Promise<Data> {
      const { body } = await http.send({ method: 'POST', path: '', body: { query: document, variables }, reply: Reply, retry, call });
      const [error] = body.errors ?? [];
      if (error !== undefined) {
        const code = error.extensions?.code ?? 'no code';
        throw new UpstreamError(source, CODES[code] ?? 'UPSTREAM_CONTRACT', { cause: new Error(code) });
      }
      const parsed = data.safeParse(body.data);
      if (parsed.success) return parsed.data;
      // The issues name paths and types, never values.
      const where = parsed.error.issues.map((issue) => `data.${issue.path.join('.')}: ${issue.code}`).join('; ');
      throw new UpstreamError(source, 'UPSTREAM_CONTRACT', { cause: new Error(where) });
    },
  };
}

/** https://docs.vendure.io/guides/developer-guide/error-handling/; an error of its database has no code. Others mean that our query is wrong. */
const CODES: Readonly<Record<string, UpstreamCode>> = {
  FORBIDDEN: 'UPSTREAM_DENIED',
  UNAUTHORIZED: 'UPSTREAM_DENIED',
  INTERNAL_SERVER_ERROR: 'UPSTREAM_UNAVAILABLE',
  'no code': 'UPSTREAM_UNAVAILABLE',
};
