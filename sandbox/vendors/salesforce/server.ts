// The pretend Salesforce: the house's second CRM behind the endpoints of the REST API, started for tests, the benchmark and the
// demonstration. Reached through SALESFORCE_URL and the credentials in its `env` alone; the product does not know that it is one.
import { generateKeyPairSync } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { createChanges, type Changes } from '../../changes';
import type { VendorAnswer } from '../../http/message';
import { startEmulator, type RunningVendor } from '../../http/server';
import type { World } from '../../world/story';
import { createCompositeRoute } from './composite-route';
import { answeringRefusals, invalidSession, notFound, requestLimitExceeded, toError } from './errors';
import { createInfoRoutes } from './info-routes';
import { createSalesforceMeter, type SalesforceLimits } from './limits';
import { createQueryRoutes } from './query-routes';
import { createRecordRoutes } from './record-routes';
import { createSearchRoutes } from './search-route';
import { createSessions } from './sessions';
import { createSalesforceStore } from './store';
import { createTokenRoute, type ClientApp } from './token-route';
import { createWriteRoutes } from './write-routes';
import { createRecordWriter } from './writing';

export interface SalesforceOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** Replaces the vendor's limits; 'off' = none. */
  limits?: Partial<SalesforceLimits> | 'off';
  /** How far search lags behind changes at first; 0 when absent. Queries see a change at once. */
  lagSeconds?: number;
  /** Rows of a page of a query; 2,000 when absent. */
  pageRows?: number;
  /** How long a token holds unused; two hours when absent. */
  sessionSeconds?: number;
}

/** Its `env`: SALESFORCE_URL, SALESFORCE_CLIENT_ID, SALESFORCE_CLIENT_SECRET and SALESFORCE_CURRENCY. */
export interface RunningSalesforce extends RunningVendor {
  /** Of contacts put by hand, and of everything that is written. It sends no webhooks of them. */
  changes: Changes;
  /** What the JWT bearer flow needs in place of the secret. */
  jwt(): { username: string; privateKey: string };
  /** A token as a log-in gives it, for callers that do not log in themselves. */
  openSession(): string;
  /** Every token has run out: the next request with one is refused with 401 INVALID_SESSION_ID. */
  expireSessions(): void;
  mergeContacts(masterId: string, otherId: string): void;
  convertLead(leadId: string, contactId: string): void;
}

/** The versions that it speaks, all with the same answers. */
const VERSIONS = ['50.0', '62.0', '64.0', '66.0'];
const CLIENT_ID = '3MVG9sandboxConsumerKey0000000000000000000000000000000000';
const CLIENT_SECRET = 'sandbox-salesforce-consumer-secret';
const USERNAME = 'integration@lumenfield.example.com';
/** Of the URI, and of the URI with the headers. */
const MOST_BYTES = 16_384;
const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. */
export async function startSalesforce(options: SalesforceOptions): Promise<RunningSalesforce> {
  const store = createSalesforceStore(options.world, options.lagSeconds ?? 0);
  const changes = createChanges();
  const writer = createRecordWriter(store, changes);
  const sessions = createSessions(options.sessionSeconds ?? 7_200);
  const meter = createSalesforceMeter(options.limits ?? {});
  const app: ClientApp = { clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, username: USERNAME, publicKey: () => keyPair().publicKey };
  const resources = [
    ...createQueryRoutes(store, options.pageRows ?? 2_000),
    ...createInfoRoutes(meter, VERSIONS),
    ...createRecordRoutes(store),
    ...createWriteRoutes(store, writer),
  ];
  const composable = resources.map(answeringRefusals);
  const others = [createTokenRoute(app, sessions), createCompositeRoute(composable, writer.atomically), ...createSearchRoutes(store)];
  const emulator = await startEmulator({
    vendor: 'salesforce',
    port: options.port,
    maxHeaderBytes: 4 * MOST_BYTES,
    setLagSeconds: store.lag.setSeconds,
    putPerson(body) {
      const person = personSchema.parse(body);
      const what = store.row(person.id) === null ? 'created' : 'updated';
      const contact = store.putContact(person);
      changes.tell({ type: 'Contact', id: contact.id, what });
      return contact;
    },
    routes: [...others.map(answeringRefusals), ...composable],
    dialect: {
      refuseCaller: (headers, target) => refuseLength(headers, target.uri) ?? refuseToken(headers, target.path, sessions.holds),
      unauthorised: invalidSession,
      unknownPath: notFound,
      unreadableBody: () => toError(400, 'JSON_PARSER_ERROR', 'The HTTP entity body is required, but this request has no entity body.'),
      tooManyRequests: requestLimitExceeded,
      brokenDown: (status) =>
        status === 503
          ? toError(503, 'SERVER_UNAVAILABLE', 'We can’t process your request right now.')
          : toError(500, 'UNKNOWN_EXCEPTION', 'An unexpected error occurred.'),
      normalisePath: (path) => path.replace(/\/$/, ''),
      meter: meter.meter,
    },
  });
  return {
    ...emulator,
    changes,
    jwt: () => ({ username: USERNAME, privateKey: keyPair().privateKey }),
    openSession: sessions.open,
    expireSessions: sessions.expireAll,
    mergeContacts: store.mergeContacts,
    convertLead: store.convertLead,
    env: {
      ...{ SALESFORCE_URL: emulator.url, SALESFORCE_CLIENT_ID: CLIENT_ID, SALESFORCE_CLIENT_SECRET: CLIENT_SECRET },
      // The org has several currencies: each deal names its own.
      SALESFORCE_CURRENCY: 'multi',
    },
  };
}

let pair: { publicKey: string; privateKey: string } | null = null;

/** Made when first needed: it takes its time, and few log in with it. The same for all orgs of this process. */
function keyPair(): { publicKey: string; privateKey: string } {
  pair ??= generateKeyPairSync('rsa', {
    modulusLength: 2_048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return pair;
}

/** https://developer.salesforce.com/docs/platform/api-rest/guide/errorcodes.html: 414 and 431. */
function refuseLength(headers: IncomingHttpHeaders, uri: string): VendorAnswer | null {
  if (uri.length > MOST_BYTES) return toError(414, 'URI_TOO_LONG', 'The length of the URI exceeds the 16,384-byte limit.');
  const whole = Object.entries(headers).reduce((sum, [name, value]) => sum + name.length + String(value).length + 4, uri.length);
  return whole > MOST_BYTES
    ? toError(431, 'HEADERS_TOO_LONG', 'The combined length of the URI and headers exceeds the 16,384-byte limit.')
    : null;
}

/** Logging in and asking for the versions need no token; versions that are none are no paths. */
function refuseToken({ authorization = '' }: IncomingHttpHeaders, path: string, holds: (token: string) => boolean): VendorAnswer | null {
  if (/^\/services\/(oauth2\/token|data\/?)$/.test(path)) return null;
  const version = /^\/services\/data\/v([^/]+)/.exec(path)?.[1];
  if (version !== undefined && !VERSIONS.includes(version)) return notFound();
  const token = /^(?:Bearer|OAuth) (.+)$/.exec(authorization)?.[1];
  return token !== undefined && holds(token) ? null : invalidSession();
}
