// The state store's database, from what the operator said: their PostgreSQL, or one of our own.
import { createStateDatabase, externalServer, type StateDatabase, type StateServer } from './database';
import { ownServer } from './server/server';
import type { StateSettings } from './settings';

/** Returns at once: nothing is connected or started before it is asked for. */
export function openStateServer({ databaseUrl, dataFolder }: StateSettings): StateServer {
  return databaseUrl === undefined ? ownServer({ dataFolder }) : externalServer(databaseUrl);
}

/** The same with sessions; closing it closes the server. */
export function openStateDatabase(settings: StateSettings): StateDatabase {
  return createStateDatabase(openStateServer(settings));
}
