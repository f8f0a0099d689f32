// The access that a gateway's process runs with, from its environment. Faults are noted there.
import type { EnvReader } from '../../platform/env';
import type { Log } from '../../platform/log';
import { createApiKeys } from '../../platform/state/api-keys/store';
import { openStateDatabase } from '../../platform/state/open';
import { readStateSettings } from '../../platform/state/settings';
import { readTenant } from '../../platform/tenant';
import { createAccess, type Access } from './access';
import { readAccessSettings } from './settings';

/** undefined when something was wrong: `env` knows what. `foreign` = the graph is somebody else's. */
export async function openAccess(env: EnvReader, { foreign, log }: { foreign: boolean; log: Log }): Promise<Access | undefined> {
  const settings = readAccessSettings(env, foreign);
  if (settings === undefined) return undefined;
  const state = settings.apiKeys ? readStateSettings(env) : undefined;
  const tenant = readTenant(env);
  return createAccess(settings, log, () => {
    if (state === undefined) throw new Error('API keys that nobody asked for');
    return createApiKeys({ database: openStateDatabase(state), tenant, log });
  });
}
