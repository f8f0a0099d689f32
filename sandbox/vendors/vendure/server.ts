// The pretend Vendure: a shop that the house runs itself, behind Vendure's Admin API (GraphQL, 3.7), started for tests, the benchmark
// and the demonstration. Reached through VENDURE_URL, VENDURE_USERNAME and VENDURE_PASSWORD alone.
import { z } from 'zod';
import { createChanges, type Changes } from '../../changes';
import { startEmulator, type RunningVendor } from '../../http/server';
import type { World } from '../../world/story';
import { WRITE_PERMISSIONS, type WritePermission } from './customer-writes';
import { createEndpoint } from './endpoint';
import { httpError, unauthorised } from './errors';
import { createRoot } from './root';
import { loadAdminSchema } from './schema';
import { createSessions } from './sessions';
import { createVendureStore } from './store';

export interface VendureOptions {
  world: World;
  /** On 127.0.0.1; 0 = any free one. */
  port: number;
  /** Fixed ones when absent. */
  username?: string;
  password?: string;
  /** A key that is taken in place of a session; a fixed one when absent. */
  apiKey?: string;
  /** What the administrator may change; all when absent. */
  permissions?: readonly WritePermission[];
  /** How long a session lives unused; a year when absent, which is Vendure's default. */
  sessionMs?: number;
}

/** Its `env`: VENDURE_URL, VENDURE_USERNAME and VENDURE_PASSWORD. */
export interface RunningVendure extends RunningVendor {
  /** Ends every session, as if none had been used for too long. */
  endSessions(): void;
  /** Heard in the same process alone: Vendure tells nobody. */
  changes: Changes;
}

const YEAR_MS = 31_536_000_000;
const personSchema = z.looseObject({ id: z.string() });

/** Starts it; rejects when the port is taken. A Vendure has no rate limits of its own. */
export async function startVendure(options: VendureOptions): Promise<RunningVendure> {
  const { username = 'superadmin', password = 'sandbox-vendure', apiKey = 'sandbox:vendure', permissions = WRITE_PERMISSIONS } = options;
  const changes = createChanges();
  const store = createVendureStore(options.world);
  const sessions = createSessions({ username, password, durationMs: options.sessionMs ?? YEAR_MS });
  const emulator = await startEmulator({
    vendor: 'vendure',
    port: options.port,
    // Lists read the database itself: there is nothing to lag.
    setLagSeconds: () => undefined,
    putPerson: (body) => store.putCustomer(personSchema.parse(body)),
    routes: [
      createEndpoint({
        schema: loadAdminSchema(),
        root: createRoot({ store, sessions, username, permissions, changes }),
        sessions,
        apiKey,
      }),
    ],
    dialect: {
      // Who may ask what is decided field by field.
      refuseCaller: () => null,
      unauthorised,
      unknownPath: (path) => httpError(404, `Cannot POST ${path}`, path),
      unreadableBody: () => httpError(400, 'Unexpected token in JSON'),
      // Not of Vendure's: what stands before a shop may count requests.
      tooManyRequests: (retryAfterSeconds) => ({
        ...httpError(429, 'Too Many Requests'),
        headers: retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) },
      }),
      brokenDown: (status) => httpError(status, ''),
      normalisePath: (path) => path.replace(/\/$/, ''),
      answerHeaders: () => ({ 'content-language': 'en', 'access-control-expose-headers': 'vendure-auth-token' }),
      meter: () => ({ refusal: null, headers: {} }),
    },
  });
  return {
    ...emulator,
    changes,
    endSessions: sessions.endAll,
    env: { VENDURE_URL: `${emulator.url}/admin-api`, VENDURE_USERNAME: username, VENDURE_PASSWORD: password },
  };
}
