// Shopify's Admin API of one shop: one address, one client, queries as plain text. What Shopify says beside the data (errors,
// points) is read here and nowhere else.
import { z } from 'zod';
import { UpstreamError, type UpstreamCode } from '../../../../platform/errors';
import type { Call } from '../../../../platform/http/call';
import type { HttpClient } from '../../../../platform/http/client';

/** Each version is served for a year at least. https://shopify.dev/docs/api/usage/versioning */
const PATH = '/admin/api/2026-07/graphql.json';
/** "The recommended backoff time is one second." https://shopify.dev/docs/api/usage/limits */
const BACKOFF_MS = 1_000;

export interface Query<Data> {
  document: string;
  variables: Readonly<Record<string, unknown>>;
  /** What `data` is. */
  data: z.ZodType<Data>;
  /** False for what changes something. */
  retry?: boolean;
}

export interface ShopifyApi {
  /**
   * Asks once more where Shopify throttles and the points come back within the source's timeout. An answer with any error in it
   * throws, whatever else it has: what is missing must not look like nothing.
   */
  ask<Data>(query: Query<Data>, call: Call): Promise<Data>;
  /** Share of the shop's points that the newest answer left, 0 to 1; null before the first. */
  budgetLeft(): number | null;
  close(): Promise<void>;
}

const Cost = z.object({
  requestedQueryCost: z.number().nullish(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number() }),
});
const Errors = z.array(z.object({ extensions: z.object({ code: z.string().optional() }).optional() })).optional();
const Reply = z.object({ data: z.unknown().optional(), errors: Errors, extensions: z.object({ cost: Cost.optional() }).optional() });
type Reply = z.infer<typeof Reply>;

export function createShopifyApi(source: string, http: HttpClient): ShopifyApi {
  let budget: number | null = null;

  function noteBudget({ extensions }: Reply): void {
    const status = extensions?.cost?.throttleStatus;
    if (status !== undefined && status.maximumAvailable > 0) budget = clamp(status.currentlyAvailable / status.maximumAvailable);
  }

  return {
    async ask<Data>({ document, variables, data, retry = true }: Query<Data>, call: Call): Promise<Data> {
      const { body } = await http.send({
        method: 'POST',
        path: PATH,
        body: { query: document, variables },
        reply: Reply,
        retry,
        refusedFor(answer) {
          const reply = Reply.safeParse(answer).data;
          if (reply === undefined) return null;
          noteBudget(reply);
          return pauseOf(reply);
        },
        call,
      });
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
    budgetLeft: () => budget,
    close: () => http.close(),
  };
}

/** https://shopify.dev/docs/api/admin-graphql/2026-07#status-and-error-codes; others mean that our query is wrong. */
const CODES: Readonly<Record<string, UpstreamCode>> = {
  ACCESS_DENIED: 'UPSTREAM_DENIED',
  SHOP_INACTIVE: 'UPSTREAM_DENIED',
  INTERNAL_SERVER_ERROR: 'UPSTREAM_UNAVAILABLE',
};

/**
 * Shopify throttles with status 200. A query runs when the bucket holds what it may cost at most, so that it is known when that
 * will be. null = not throttled. https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits
 */
function pauseOf({ errors, extensions }: Reply): number | null {
  if (errors?.some((error) => error.extensions?.code === 'THROTTLED') !== true) return null;
  const cost = extensions?.cost;
  if (cost?.requestedQueryCost == null || cost.throttleStatus.restoreRate <= 0) return BACKOFF_MS;
  const { currentlyAvailable, restoreRate } = cost.throttleStatus;
  return Math.ceil((Math.max(1, cost.requestedQueryCost - currentlyAvailable) / restoreRate) * 1_000);
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
