// The whole pretend world in this process: the world, an emulator for each vendor, and the house's billing database. Used by
// the start command and by tests. It says through `env` where everything is; the product needs to know nothing else.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { RunningVendor } from './http/server';
import { fillHouseDatabase } from './postgres/house-database';
import { startPostgres } from './postgres/server';
import { projectFile } from './project-file';
import { startVendors, type RunningVendors } from './vendors';
import { createWorld } from './world/create-world';
import { createWorldFromPeople, type PersonRow } from './world/people-file';
import type { World } from './world/story';

export interface SandboxOptions {
  /** 7 when absent. */
  seed?: number;
  /** How many true people (2,000 when absent), or the very people; with the latter billing knows nobody. */
  people?: number | readonly PersonRow[];
  /** HubSpot's port on 127.0.0.1, the next ones being those of the other vendors, in the order of vendors.ts; 0 or absent = free ones. */
  port?: number;
  /** Starts the billing database as well; without it `env` has no SQL_ variables. */
  postgres: boolean;
  /** `off` lifts the vendors' rate limits, for tests that count calls rather than mind limits. */
  limits?: 'off';
  /** ISO instant all dates are relative to; the current one when absent. */
  now?: string;
}

export interface Sandbox extends RunningVendors {
  world: World;
  /** HUBSPOT_…, ZENDESK_… and so on for every vendor and, where the database runs, SQL_URL and SQL_MAPPING: what to set for the product. */
  env: Record<string, string>;
  /** Why the database does not run although it was asked for; null = it runs, or was not asked for. */
  postgresFault: string | null;
  /** Ends everything; safe to call twice. */
  stop(): Promise<void>;
}

interface Billing {
  env: Record<string, string>;
  fault: string | null;
  stop(): Promise<void>;
}

export const DEFAULT_SEED = 7;
export const DEFAULT_PEOPLE = 2_000;

/** Rejects where a port is taken, leaving nothing running; a database that cannot start is no reason to reject. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { seed = DEFAULT_SEED, people = DEFAULT_PEOPLE, port = 0 } = options;
  const now = options.now ?? new Date().toISOString();
  let made: World | null = null;
  const world = (): World =>
    (made ??= typeof people === 'number' ? createWorld({ seed, people, now }) : createWorldFromPeople(people, { seed, now }));

  // The database takes longest and works in a process of its own: it goes first, and the world is made while it is at it.
  const billing = await startBilling(options.postgres, world);
  try {
    const vendors = await startVendors({ world: world(), port, ...(options.limits === undefined ? {} : { limits: options.limits }) });
    const running = Object.values<RunningVendor>({ ...vendors });
    let stopping: Promise<void> | null = null;
    return {
      ...vendors,
      ...{ world: world(), postgresFault: billing.fault },
      env: {
        ...Object.fromEntries([...running, billing].flatMap(({ env }) => Object.entries(env))),
        // Nobody need mind limits that are not there.
        ...(options.limits === 'off' ? { RATE_BUDGETS: 'off' } : {}),
      },
      stop: () => (stopping ??= stopAll([...running, billing])),
    };
  } catch (error) {
    await billing.stop();
    throw error;
  }
}

async function stopAll(parts: readonly { stop(): Promise<void> }[]): Promise<void> {
  await Promise.all(parts.map((part) => part.stop()));
}

async function startBilling(wanted: boolean, world: () => World): Promise<Billing> {
  const none = { env: {}, stop: () => Promise.resolve() };
  if (!wanted) return { ...none, fault: null };
  try {
    const postgres = await startPostgres({ meanwhile: () => void world() });
    try {
      const url = await fillHouseDatabase(postgres.url, world().billing, randomBytes(18).toString('base64url'));
      const mapping = projectFile(join('sandbox', 'postgres', 'house-database.mapping.yml'));
      return { env: { SQL_URL: url, SQL_MAPPING: mapping }, fault: null, stop: postgres.stop };
    } catch (error) {
      await postgres.stop();
      throw error;
    }
  } catch (error) {
    return { ...none, fault: error instanceof Error ? error.message : String(error) };
  }
}
