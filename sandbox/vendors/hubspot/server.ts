// The pretend HubSpot: the CRM part of the world behind the endpoints of HubSpot's CRM API, started for tests, the benchmark and
// the demonstration. Reached through HUBSPOT_URL and HUBSPOT_TOKEN alone; the product does not know that it is one.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { createAssociationRoute } from './association-route';
import { createBatchRoutes } from './batch-routes';
import { invalid, missingScopes, toHubspotError, tooManyRequests, unauthorised } from './errors';
import { createHubspotMeter, type HubspotLimits } from './limits';
import { createOwnerRoutes } from './owner-routes';
import { createPropertyRoute } from './property-route';
import { createSearchRoute } from './search-route';
import { createHubspotStore } from './store';
import { createWriteRoutes } from './write-routes';
import { writeHubspotWebhook } from './webhooks';

export interface HubspotOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The private app's token; a fixed one when absent. */
  token?: string;
  /** Replaces some of the vendor's limits; 'off' = none. */
  limits?: Partial<HubspotLimits> | 'off';
  /** How far search lags behind changes at first; 0 when absent. */
  lagSeconds?: number;
}

/** Its `env`: HUBSPOT_URL and HUBSPOT_TOKEN. */
export interface RunningHubspot extends TellingVendor {
  /** Merges two contacts as somebody would in HubSpot, and answers the id of the contact that they became. */
  mergeContacts(primaryId: string, otherId: string): string;
}

const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startHubspot(options: HubspotOptions): Promise<RunningHubspot> {
  const token = options.token ?? 'pat-sandbox-00000000-0000-0000-0000-000000000000';
  const store = createHubspotStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const telling = { changes, webhooks: createWebhookSender({ changes, write: writeHubspotWebhook, secret: randomUUID() }) };
  const emulator = await startEmulator({
    ...{ vendor: 'hubspot', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.contactById(person.id) === null ? 'created' : 'updated';
      const contact = store.putContact(person);
      changes.tell({ type: 'contact', id: contact.id, what });
      return contact;
    },
    routes: [
      createSearchRoute(store),
      ...createBatchRoutes(store),
      createAssociationRoute(store),
      ...createOwnerRoutes(store.owners),
      createPropertyRoute(store),
      ...createWriteRoutes(store, changes),
    ],
    dialect: {
      // https://developers.hubspot.com/docs/api/intro-to-auth
      refuseCaller: ({ authorization }) => (authorization === `Bearer ${token}` ? null : unauthorised()),
      unauthorised,
      forbidden: missingScopes,
      unknownPath: () => toHubspotError(404, 'OBJECT_NOT_FOUND', 'resource not found'),
      unreadableBody: () => invalid('Invalid input JSON: the request body is not valid JSON'),
      tooManyRequests: (retryAfterSeconds) => tooManyRequests('TEN_SECONDLY_ROLLING', retryAfterSeconds),
      brokenDown: (status) => toHubspotError(status, 'INTERNAL_ERROR', 'internal error'),
      normalisePath: (path) => path.replace(/\/$/, ''),
      meter: createHubspotMeter(options.limits ?? {}),
    },
  });
  const mergeContacts = (primaryId: string, otherId: string): string => {
    const { id } = store.mergeContacts(primaryId, otherId);
    changes.tell({ type: 'contact', id, what: 'created' });
    for (const gone of [primaryId, otherId]) changes.tell({ type: 'contact', id: gone, what: 'deleted' });
    return id;
  };
  return { ...emulator, ...telling, mergeContacts, env: { HUBSPOT_URL: emulator.url, HUBSPOT_TOKEN: token } };
}
