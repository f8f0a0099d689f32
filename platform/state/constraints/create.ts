// The link constraints a deployment runs with, from what the operator said: on their PostgreSQL, or on one of our own.
import type { Log } from '../../log';
import { createStateDatabase, externalServer } from '../database';
import { StateFault } from '../fault';
import type { StateSettings } from '../settings';
import type { LinkConstraints } from './port';
import { createLinkConstraints } from './store';

/** Returns at once: nothing is connected or started before it is asked for. */
export function openLinkConstraints({ databaseUrl }: StateSettings, tenant: string, log: Log): LinkConstraints {
  const server =
    databaseUrl === undefined
      ? { exists: () => false, url: () => Promise.reject(new StateFault('set DATABASE_URL')), close: () => Promise.resolve() }
      : externalServer(databaseUrl);
  return createLinkConstraints({ database: createStateDatabase(server), tenant, log });
}
