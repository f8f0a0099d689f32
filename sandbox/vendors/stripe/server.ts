// The pretend Stripe: the payments part of the world behind the endpoints of Stripe's API v1, started for tests, the benchmark and
// the demonstration. Reached through STRIPE_URL and STRIPE_KEY alone; the product does not know that it is one.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { refuseVersion, versionOf } from './api-version';
import { brokenDown, forbidden, invalidRequest, tooManyRequests, unauthorised, unknownUrl } from './errors';
import { createExpansion } from './expansion';
import { createStripeMeter, type StripeLimits } from './limits';
import { createListRoutes } from './list-routes';
import { createWording, type Wording } from './objects';
import { createSearchRoutes } from './search-routes';
import { createStripeStore, type StripeStore } from './store';
import { createWriteRoutes } from './write-routes';
import { writeStripeWebhook, type ObjectOf } from './webhooks';

export interface StripeOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The restricted key; a fixed one when absent. */
  token?: string;
  /** Replaces some of the vendor's limits; 'off' = none. */
  limits?: Partial<StripeLimits> | 'off';
  /** How far search lags behind changes at first; 0 when absent. */
  lagSeconds?: number;
}

/** Its `env`: STRIPE_URL and STRIPE_KEY. */
export type RunningStripe = TellingVendor;

const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startStripe(options: StripeOptions): Promise<RunningStripe> {
  const key = options.token ?? 'rk_test_sandbox';
  const store = createStripeStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const wording = createWording(store);
  const expansion = createExpansion(store, wording);
  const secret = `whsec_${randomBytes(24).toString('base64url')}`;
  const webhooks = createWebhookSender({ changes, write: writeStripeWebhook(objectsOf(store, wording)), secret });
  const telling = { changes, webhooks };
  const emulator = await startEmulator({
    ...{ vendor: 'stripe', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.customerById(person.id) === null ? 'created' : 'updated';
      const customer = store.putCustomer(person);
      changes.tell({ type: 'customer', id: customer.id, what });
      return customer;
    },
    routes: [
      ...createSearchRoutes(store, wording, expansion),
      ...createListRoutes(store, wording, expansion),
      ...createWriteRoutes(store, changes),
    ],
    dialect: {
      refuseCaller(headers) {
        const sent = keyOf(headers.authorization);
        return sent === key ? refuseVersion(headers) : unauthorised(sent);
      },
      unauthorised: () => unauthorised(key),
      forbidden,
      unknownPath: unknownUrl,
      unreadableBody: () => invalidRequest('Invalid request body', null),
      tooManyRequests: (retryAfterSeconds) => tooManyRequests('global-rate', retryAfterSeconds),
      brokenDown,
      normalisePath: (path) => path.replace(/\/$/, ''),
      // https://docs.stripe.com/api/request_ids, https://docs.stripe.com/api/versioning
      answerHeaders: (headers) => ({ 'Request-Id': `req_${randomBytes(7).toString('hex')}`, 'Stripe-Version': versionOf(headers) }),
      meter: createStripeMeter(options.limits ?? {}),
    },
  });
  return { ...emulator, ...telling, env: { STRIPE_URL: emulator.url, STRIPE_KEY: key } };
}

/** What an event carries: the object as it is now. */
function objectsOf(store: StripeStore, wording: Wording): ObjectOf {
  const worded = <T>(record: T | null, word: (record: T) => object): object | null => (record === null ? null : word(record));
  const kinds: Record<string, (id: string) => object | null> = {
    customer: (id) => worded(store.customerById(id), wording.customer),
    invoice: (id) => worded(store.invoices.byId(id), wording.invoice),
    charge: (id) => worded(store.charges.byId(id), wording.charge),
    subscription: (id) => worded(store.subscriptions.byId(id), wording.subscription),
  };
  return (type, id) => kinds[type]?.(id) ?? null;
}

/** The key as a bearer token, or as the user name of Basic: https://docs.stripe.com/api/authentication. null = none. */
function keyOf(authorization: string | undefined): string | null {
  const [, scheme, value] = /^(Bearer|Basic) (.+)$/i.exec(authorization ?? '') ?? [];
  if (value === undefined) return null;
  if (scheme?.toLowerCase() === 'bearer') return value;
  return /^[^:]+/.exec(Buffer.from(value, 'base64').toString())?.[0] ?? null;
}
