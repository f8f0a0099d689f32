// The pretend Shopify: the shop part of the world behind Shopify's Admin API (GraphQL, version 2026-07), started for tests, the
// benchmark and the demonstration. Reached through SHOPIFY_URL and SHOPIFY_TOKEN alone.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import type { ConnectionCost } from './cost';
import { createEndpoint } from './endpoint';
import { accessDenied, brokenDown, notFound, queryMissing, throttled, unauthorised } from './errors';
import { createBucket, type ShopifyLimits } from './limits';
import { createMutations } from './mutations';
import { createRoot } from './root';
import { loadAdminSchema } from './schema';
import { createShopifyStore } from './store';
import { writeShopifyWebhook } from './webhooks';

export interface ShopifyOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The app's access token; a fixed one when absent. */
  token?: string;
  /** Replaces the standard plan's bucket; 'off' = one that never empties. No query may cost more than 1,000 points either way. */
  limits?: Partial<ShopifyLimits> | 'off';
  /** How a connection's cost grows with its page; `measured` when absent. */
  connectionCost?: ConnectionCost;
  /** How far search lags behind changes at first; 0 when absent. */
  lagSeconds?: number;
  /** Whether the app may read staff (`read_users`, on the Advanced and Plus plans alone); true when absent. */
  tellsStaff?: boolean;
}

/** Its `env`: SHOPIFY_URL and SHOPIFY_TOKEN. */
export interface RunningShopify extends TellingVendor {
  /** Merges two customers, as `customerMerge` does, and answers the id of the one that Shopify keeps. */
  mergeCustomers(oneId: string, twoId: string): string;
}

const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startShopify(options: ShopifyOptions): Promise<RunningShopify> {
  const token = options.token ?? 'shpat_sandbox0000000000000000000000000';
  const store = createShopifyStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const bucket = createBucket(options.limits ?? {});
  const endpoint = createEndpoint({
    schema: loadAdminSchema(),
    root: { ...createRoot(store, options.tellsStaff ?? true), ...createMutations(store, changes) },
    bucket,
    connectionCost: options.connectionCost ?? 'measured',
  });
  const telling = {
    changes,
    webhooks: createWebhookSender({ changes, write: writeShopifyWebhook(store), secret: `shpss_${randomBytes(16).toString('hex')}` }),
  };
  const emulator = await startEmulator({
    ...{ vendor: 'shopify', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.customerById(person.id) === null ? 'created' : 'updated';
      const put = store.putCustomer(person);
      changes.tell({ type: 'customer', id: put.id, what });
      return put;
    },
    routes: [endpoint],
    dialect: {
      // https://shopify.dev/docs/api/admin-graphql/2026-07#authentication
      refuseCaller: (headers) => (headers['x-shopify-access-token'] === token ? null : unauthorised()),
      unauthorised,
      forbidden: accessDenied,
      unknownPath: notFound,
      unreadableBody: queryMissing,
      // Shopify throttles by 200 and names no time to wait; one ordered is sent as a header all the same.
      tooManyRequests: (retryAfterSeconds) => ({
        ...throttled({ requestedQueryCost: 1, actualQueryCost: null, throttleStatus: { ...bucket.status(), currentlyAvailable: 0 } }),
        headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
      }),
      brokenDown,
      normalisePath: (path) => path,
      // Points are counted by the endpoint, which knows the query.
      meter: () => ({ refusal: null, headers: {} }),
    },
  });
  const mergeCustomers = (oneId: string, twoId: string): string => {
    const kept = store.mergeCustomers(oneId, twoId);
    for (const id of [oneId, twoId]) changes.tell({ type: 'customer', id, what: id === kept ? 'updated' : 'deleted' });
    return kept;
  };
  return { ...emulator, ...telling, mergeCustomers, env: { SHOPIFY_URL: emulator.url, SHOPIFY_TOKEN: token } };
}
