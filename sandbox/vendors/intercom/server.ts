// The pretend Intercom: the messenger's part of the world behind the endpoints of Intercom's REST API, started for tests, the
// benchmark and the demonstration. Reached through INTERCOM_URL and INTERCOM_TOKEN alone.
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { createContactRoutes } from './contact-routes';
import { createContactWrites } from './contact-writes';
import { WORKSPACE_ID } from './contacts';
import { createConversationRoutes } from './conversation-routes';
import { createConversationWrites } from './conversation-writes';
import { createDataAttributeRoute } from './data-attribute-route';
import { answeringRefusals, brokenDown, invalidParameter, invalidVersion, resourceNotFound, tooManyRequests, unauthorised } from './errors';
import { createIntercomMeter, type IntercomLimits, limitHeaders, PRIVATE_APP } from './limits';
import { createIntercomStore } from './store';
import { createTeammateRoute } from './teammate';
import { isKnownVersion } from './versions';
import { writeIntercomWebhook } from './webhooks';

export interface IntercomOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The access token; a fixed one when absent. */
  token?: string;
  /** Replaces the vendor's limits; 'off' = none. */
  limits?: Partial<IntercomLimits> | 'off';
  /** How far the search for contacts lags behind changes at first; 0 when absent. */
  lagSeconds?: number;
}

/** Its `env`: INTERCOM_URL, INTERCOM_TOKEN and INTERCOM_APP. */
export interface RunningIntercom extends TellingVendor {
  /** Merges a lead into a user, as `POST /contacts/merge` does: the first id is gone, the conversations are the other's. */
  mergeContacts(fromId: string, intoId: string): void;
}

const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startIntercom(options: IntercomOptions): Promise<RunningIntercom> {
  const token = options.token ?? 'sandbox-intercom-access-token';
  const store = createIntercomStore(options.world, options.lagSeconds ?? 0);
  const { now } = options.world;
  const changes = createChanges();
  const routes = [
    ...[...createContactRoutes(store), ...createConversationRoutes(store), createDataAttributeRoute(store, now), createTeammateRoute(now)],
    ...[...createContactWrites(store, changes), ...createConversationWrites(store, changes)],
  ];
  const telling = { changes, webhooks: createWebhookSender({ changes, write: writeIntercomWebhook(store), secret: randomUUID() }) };
  const emulator = await startEmulator({
    ...{ vendor: 'intercom', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.contactById(person.id) === null ? 'created' : 'updated';
      const put = store.putContact(person);
      changes.tell({ type: 'contact', id: put.id, what });
      return put;
    },
    routes: routes.map(answeringRefusals),
    dialect: {
      // https://developers.intercom.com/docs/build-an-integration/learn-more/authentication
      refuseCaller: (headers) => {
        if (headers.authorization !== `Bearer ${token}`) return unauthorised();
        return isKnownVersion(headers) ? null : invalidVersion();
      },
      unauthorised,
      unknownPath: resourceNotFound,
      unreadableBody: () => invalidParameter('the body must be JSON'),
      tooManyRequests: (retryAfterSeconds) => {
        const { perTenSeconds } = PRIVATE_APP;
        const answer = tooManyRequests(perTenSeconds, retryAfterSeconds);
        return { ...answer, headers: { ...limitHeaders(perTenSeconds, 0, (retryAfterSeconds ?? 1) * 1_000), ...answer.headers } };
      },
      brokenDown,
      normalisePath: (path) => path.replace(/\/$/, ''),
      meter: createIntercomMeter(options.limits ?? {}),
    },
  });
  const env = { INTERCOM_URL: emulator.url, INTERCOM_TOKEN: token, INTERCOM_APP: WORKSPACE_ID };
  const mergeContacts = (fromId: string, intoId: string): void => {
    store.mergeContacts(fromId, intoId);
    changes.tell({ type: 'contact', id: fromId, what: 'deleted' });
    changes.tell({ type: 'contact', id: intoId, what: 'updated' });
  };
  return { ...emulator, ...telling, env, mergeContacts };
}
