// The pretend Mailchimp: its part of the world behind the endpoints of the Marketing API 3.0, started for tests and the
// demonstration. Reached through MAILCHIMP_URL and MAILCHIMP_KEY alone; the product does not know that it is one.
import type { IncomingHttpHeaders } from 'node:http';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { VendorAnswer } from '../../http/message';
import { createChanges } from '../../changes';
import { startEmulator, type TellingVendor } from '../../http/server';
import { createWebhookSender } from '../../webhooks/sender';
import type { World } from '../../world/story';
import { createActivityRoutes } from './activity-routes';
import { createCampaignRoutes } from './campaign-routes';
import { countOpenRequests, type MailchimpLimits } from './connections';
import { answeringRefusals, brokenDown, keyInvalid, keyMissing, notFound, tooManyRequests, unreadableBody } from './errors';
import { createListRoutes } from './list-routes';
import { createMemberRoutes } from './member-routes';
import { createMemberWrites } from './member-writes';
import { createMergeFieldRoutes } from './merge-field-routes';
import { createSearchRoutes } from './search-routes';
import { createSegmentRoutes } from './segment-routes';
import { createMailchimpStore } from './store';
import { createTagWrites } from './tag-writes';
import { writeMailchimpWebhook } from './webhooks';

export interface MailchimpOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The API key, its data centre behind a hyphen; a fixed one when absent. */
  token?: string;
  /** Replaces the numbers of open requests; 'off' = none is too many. */
  limits?: Partial<MailchimpLimits> | 'off';
  /** How far the search lags behind changes at first; 0 when absent: the documentation names no delay. */
  lagSeconds?: number;
}

/** Its `env`: MAILCHIMP_URL and MAILCHIMP_KEY. */
export interface RunningMailchimp extends TellingVendor {
  /** The most requests that were open at a time so far. */
  widest(): number;
}

const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startMailchimp(options: MailchimpOptions): Promise<RunningMailchimp> {
  const token = options.token ?? 'sandbox00000000000000000000000000-us0';
  const store = createMailchimpStore(options.world.mailchimp, options.lagSeconds ?? 0);
  const open = countOpenRequests(options.limits ?? {});
  const changes = createChanges();
  const routes = [
    ...[...createMemberWrites(store, changes), ...createTagWrites(store, changes)],
    ...[...createListRoutes(store), ...createMemberRoutes(store), ...createActivityRoutes(store), ...createSegmentRoutes(store)],
    ...[...createMergeFieldRoutes(store), ...createSearchRoutes(store), ...createCampaignRoutes(store)],
  ];
  const telling = {
    changes,
    webhooks: createWebhookSender({ changes, write: writeMailchimpWebhook(store), secret: randomBytes(24).toString('base64url') }),
  };
  const emulator = await startEmulator({
    ...{ vendor: 'mailchimp', telling },
    port: options.port,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const put = store.putMember(personSchema.parse(body));
      changes.tell({ type: 'member', id: put.contactId, what: 'updated' });
      return put;
    },
    routes: routes.map(answeringRefusals),
    dialect: {
      refuseCaller: (headers) => refuseCaller(headers, token),
      unauthorised: keyInvalid,
      unknownPath: notFound,
      unreadableBody,
      tooManyRequests,
      brokenDown,
      normalisePath: (path) => path.replace(/\/$/, ''),
      arrived: open.arrived,
      ended: open.ended,
      meter: () => ({ refusal: null, headers: {} }),
    },
  });
  return { ...emulator, ...telling, widest: open.widest, env: { MAILCHIMP_URL: emulator.url, MAILCHIMP_KEY: token } };
}

/** Basic with any name and the key for a password: https://mailchimp.com/developer/marketing/docs/fundamentals/#connecting-to-the-api */
function refuseCaller({ authorization }: IncomingHttpHeaders, token: string): VendorAnswer | null {
  const [, credentials] = /^Basic (\S+)$/i.exec(authorization ?? '') ?? [];
  if (credentials === undefined) return keyMissing();
  const [, key] = /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  return key === token ? null : keyInvalid();
}
