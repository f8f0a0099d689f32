// The pretend Klaviyo: the marketing part of the world behind the endpoints of Klaviyo's API, started for tests, the benchmark and
// the demonstration. Reached through KLAVIYO_URL and KLAVIYO_KEY alone; the product does not know that it is one.
import type { IncomingHttpHeaders } from 'node:http';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { VendorAnswer } from '../../http/message';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { createCampaignRoutes } from './campaign-routes';
import {
  answeringRefusals,
  brokenDown,
  forbidden,
  invalidRevision,
  tooManyRequests,
  unauthorised,
  unknownPath,
  unreadableBody,
} from './errors';
import { createEventRoutes } from './event-routes';
import { createGroupRoutes } from './group-routes';
import { createJobRoutes } from './job-routes';
import { createKlaviyoMeter, type KlaviyoLimits } from './limits';
import { createProfileRoutes } from './profile-routes';
import { createKlaviyoStore } from './store';
import { writeKlaviyoWebhook } from './webhooks';

export interface KlaviyoOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The private API key; a fixed one when absent. */
  token?: string;
  /** Replaces the rates of some kinds of request; 'off' = none. */
  limits?: Partial<KlaviyoLimits> | 'off';
  /** How far lists of profiles lag behind changes at first; 0 when absent: the documentation tells of no delay. */
  lagSeconds?: number;
}

/** Its `env`: KLAVIYO_URL and KLAVIYO_KEY. */
export interface RunningKlaviyo extends TellingVendor {
  /**
   * Merges one profile into another, as `POST /api/profile-merge` does once its task has run: the first one is deleted, its events
   * are the other's. https://developers.klaviyo.com/en/reference/merge_profiles
   */
  mergeProfiles(fromId: string, intoId: string): void;
}

/** The one revision it speaks; the real API also takes the earlier ones it still supports, with other answers. */
const REVISION = '2026-07-15';
const personSchema = z.looseObject({ id: z.string() });
/** Sent when a 429 on demand names no time: Klaviyo's own always do. */
const DEFAULT_RETRY_SECONDS = 1;

/** Starts it; rejects when the port is taken. */
export async function startKlaviyo(options: KlaviyoOptions): Promise<RunningKlaviyo> {
  const token = options.token ?? 'pk_sandbox00000000000000000000000000';
  const store = createKlaviyoStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const routes = [
    ...createProfileRoutes(store),
    ...createEventRoutes(store),
    ...createGroupRoutes(store),
    ...createCampaignRoutes(store),
    ...createJobRoutes(store, changes),
  ];
  const telling = {
    changes,
    webhooks: createWebhookSender({ changes, write: writeKlaviyoWebhook, secret: randomBytes(24).toString('base64url') }),
  };
  const emulator = await startEmulator({
    ...{ vendor: 'klaviyo', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.profileById(person.id) === null ? 'created' : 'updated';
      const put = store.putProfile(person);
      changes.tell({ type: 'profile', id: put.id, what });
      return put;
    },
    routes: routes.map(answeringRefusals),
    dialect: {
      refuseCaller: (headers) => refuseCaller(headers, token),
      unauthorised,
      forbidden,
      unknownPath,
      unreadableBody,
      tooManyRequests: (retryAfterSeconds) => tooManyRequests(retryAfterSeconds ?? DEFAULT_RETRY_SECONDS),
      brokenDown,
      // Older documentation writes paths with a slash at the end.
      normalisePath: (path) => path.replace(/\/$/, ''),
      meter: createKlaviyoMeter(options.limits ?? {}),
    },
  });
  const mergeProfiles = (fromId: string, intoId: string): void => {
    store.mergeProfiles(fromId, intoId);
    for (const id of [fromId, intoId]) changes.tell({ type: 'profile', id, what: 'updated' });
  };
  return { ...emulator, ...telling, mergeProfiles, env: { KLAVIYO_URL: emulator.url, KLAVIYO_KEY: token } };
}

/** https://developers.klaviyo.com/en/docs/authenticate_, https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy */
function refuseCaller({ authorization, revision }: IncomingHttpHeaders, token: string): VendorAnswer | null {
  if (authorization !== `Klaviyo-API-Key ${token}`) return unauthorised();
  if (revision === REVISION) return null;
  return invalidRevision(revision === undefined ? 'The revision header is required.' : 'The revision header is not a valid revision.');
}
