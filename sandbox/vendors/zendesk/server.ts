// The pretend Zendesk: the helpdesk part of the world behind the endpoints of Zendesk's Support API, started for tests, the
// benchmark and the demonstration. Reached through ZENDESK_URL, ZENDESK_EMAIL and ZENDESK_TOKEN alone.
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { brokenDown, forbidden, invalidAttribute, invalidEndpoint, tooManyRequests, unauthorised } from './errors';
import { createZendeskMeter, type ZendeskLimits } from './limits';
import { createSearchRoutes } from './search-routes';
import { createZendeskStore } from './store';
import { createTicketRoutes } from './ticket-routes';
import { createTicketWrites } from './ticket-writes';
import { createUserFieldRoute } from './user-field-route';
import { createUserRoutes } from './user-routes';
import { createUserWrites } from './user-writes';
import { writeZendeskWebhook } from './webhooks';

export interface ZendeskOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The API token; a fixed one when absent. It is also taken as an OAuth bearer token. */
  token?: string;
  /** The agent the token belongs to. */
  email?: string;
  /** Replaces the vendor's limits; 'off' = none. */
  limits?: Partial<ZendeskLimits> | 'off';
  /** How far search lags behind changes at first; 0 when absent. */
  lagSeconds?: number;
}

/** Its `env`: ZENDESK_URL, ZENDESK_EMAIL and ZENDESK_TOKEN. */
export interface RunningZendesk extends TellingVendor {
  /** Merges one end user into another, as `PUT /api/v2/users/{id}/merge` does: the first id is gone, the tickets are the other's. */
  mergeUsers(fromId: string, intoId: string): void;
}

const personSchema = z.looseObject({ id: z.string() });
/** Sent when a 429 on demand names no time: Zendesk's own always do. */
const DEFAULT_RETRY_SECONDS = 1;

/** Starts it; rejects when the port is taken. */
export async function startZendesk(options: ZendeskOptions): Promise<RunningZendesk> {
  const token = options.token ?? 'sandbox-zendesk-api-token';
  const email = options.email ?? 'agent@sandbox.example';
  const basic = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`;
  const store = createZendeskStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const telling = {
    changes,
    webhooks: createWebhookSender({ changes, write: writeZendeskWebhook(store), secret: randomBytes(32).toString('base64') }),
  };
  const emulator = await startEmulator({
    ...{ vendor: 'zendesk', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.userById(person.id) === null ? 'created' : 'updated';
      const put = store.putUser(person);
      changes.tell({ type: 'user', id: put.id, what });
      return put;
    },
    routes: [
      ...createSearchRoutes(store),
      ...createUserRoutes(store),
      createUserFieldRoute(store),
      ...createTicketRoutes(store),
      ...createTicketWrites(store, changes),
      ...createUserWrites(store, changes),
    ],
    dialect: {
      // https://developer.zendesk.com/api-reference/introduction/security-and-auth/
      refuseCaller: ({ authorization }) => (authorization === basic || authorization === `Bearer ${token}` ? null : unauthorised()),
      unauthorised,
      forbidden,
      unknownPath: invalidEndpoint,
      unreadableBody: () => invalidAttribute('body', 'must be JSON'),
      tooManyRequests: (retryAfterSeconds) => tooManyRequests(retryAfterSeconds ?? DEFAULT_RETRY_SECONDS),
      brokenDown,
      // Paths are documented with and without `.json`.
      normalisePath: (path) => path.replace(/\.json$/, ''),
      meter: createZendeskMeter(options.limits ?? {}),
    },
  });
  const mergeUsers = (fromId: string, intoId: string): void => {
    store.mergeUsers(fromId, intoId);
    changes.tell({ type: 'user', id: fromId, what: 'deleted' });
    changes.tell({ type: 'user', id: intoId, what: 'updated' });
  };
  return { ...emulator, ...telling, mergeUsers, env: { ZENDESK_URL: emulator.url, ZENDESK_EMAIL: email, ZENDESK_TOKEN: token } };
}
