// The pretend Request Tracker: its part of the world behind REST 2, as RT 5.0.3 of Debian 12 answers it, started for tests, the
// benchmark and the demonstration. Reached through REQUEST_TRACKER_URL and REQUEST_TRACKER_TOKEN alone.
import { z } from 'zod';
import { createChanges, type Changes } from '../../changes';
import { startEmulator, type RunningVendor } from '../../http/server';
import type { World } from '../../world/story';
import { createCustomFieldRoutes } from './custom-field-route';
import { badRequest, brokenDown, methodNotAllowed, notFound, tooManyRequests, unauthorised } from './errors';
import { SERVICE_ACCOUNT, type Rights } from './rights';
import { createRequestTrackerStore } from './store';
import { createTicketRoutes } from './ticket-routes';
import { createTicketWrites } from './ticket-writes';
import { createTransactionRoutes } from './transaction-routes';
import { createUserRoutes } from './user-routes';
import { createUserWrites } from './user-writes';

export interface RequestTrackerOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** The authentication token; a fixed one when absent. */
  token?: string;
  /** The user the token is of, and the password that is taken in its place. */
  user?: string;
  password?: string;
  /** What that user may not do of what a service account should. */
  rights?: Partial<Omit<Rights, 'self'>>;
}

/** One that is heard in the same process when something changes; RT itself tells nobody. */
export interface RunningRequestTracker extends RunningVendor {
  changes: Changes;
}

const personSchema = z.looseObject({ id: z.string() });

/** How the house of the pretend world uses RT's numbers. */
const PRIORITIES = 'low=0,normal=50,high=80,urgent=100';

/**
 * Starts it; rejects when the port is taken. RT has no rate limits and no index that lags: only a 429 that a test orders. Its `env`:
 * REQUEST_TRACKER_URL, REQUEST_TRACKER_TOKEN, REQUEST_TRACKER_PRIORITIES and REQUEST_TRACKER_EXTERNAL_ID.
 */
export async function startRequestTracker(options: RequestTrackerOptions): Promise<RunningRequestTracker> {
  const token = options.token ?? '1-30-5a4db0c5e6a94f9e8d7c6b5a49382716';
  const { user = SERVICE_ACCOUNT.self, password = 'sandbox-rt-password' } = options;
  const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const rights = { ...SERVICE_ACCOUNT, ...options.rights, self: user };
  const store = createRequestTrackerStore(options.world);
  const changes = createChanges();
  const routes = [
    ...[...createUserRoutes(store, rights), ...createCustomFieldRoutes(store, rights)],
    ...[...createTicketRoutes(store, rights), ...createTransactionRoutes(store, rights)],
    ...[...createTicketWrites(store, rights, changes), ...createUserWrites(store, rights, changes)],
  ];
  const known = routes.map(({ path }) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/:id/g, '[^/]+')}$`));
  const emulator = await startEmulator({
    ...{ vendor: 'request-tracker', port: options.port, routes },
    setLagSeconds: () => undefined,
    putPerson: (body) => store.putUser(personSchema.parse(body)),
    dialect: {
      // https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Authentication-Methods; the word before the token in any case.
      refuseCaller: ({ authorization = '' }) =>
        authorization === basic || /^token (.*)$/i.exec(authorization)?.[1] === token ? null : unauthorised(),
      unauthorised,
      unknownPath: (path) => (known.some((pattern) => pattern.test(path)) ? methodNotAllowed() : notFound()),
      unreadableBody: () => badRequest('JSON parse error: malformed JSON string'),
      ...{ tooManyRequests, brokenDown },
      normalisePath: (path) => path.replace(/(?<=.)\/$/, ''),
      meter: () => ({ refusal: null, headers: {} }),
    },
  });
  const env = { URL: emulator.url, TOKEN: token, PRIORITIES, EXTERNAL_ID: 'hubspot:contact=CRM Id' };
  return { ...emulator, changes, env: Object.fromEntries(Object.entries(env).map(([name, value]) => [`REQUEST_TRACKER_${name}`, value])) };
}
