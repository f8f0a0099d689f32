// The link constraints a deployment runs with, from what the operator said: on their PostgreSQL, or on one of our own.
import type { Log } from '../../log';
import { createStateDatabase, externalServer, type StateDatabase } from '../database';
import { ownServer } from '../server/server';
import type { StateSettings } from '../settings';
import type { LinkConstraints } from './port';
import { createLinkConstraints } from './store';

/** Returns at once: nothing is connected or started before it is asked for. */
export function openStateDatabase({ databaseUrl, dataFolder }: StateSettings): StateDatabase {
  return createStateDatabase(databaseUrl === undefined ? ownServer({ dataFolder }) : externalServer(databaseUrl));
}

/** The same; closing them closes their database. */
export function openLinkConstraints(settings: StateSettings, tenant: string, log: Log): LinkConstraints {
  return createLinkConstraints({ database: openStateDatabase(settings), tenant, log });
}
