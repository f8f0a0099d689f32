// The recording of access that a gateway's process runs with, from its environment. Faults are noted there.
import { z } from 'zod';
import type { EnvReader } from '../../platform/env';
import type { Log } from '../../platform/log';
import { readAuditKey } from '../../platform/state/audit/secret';
import { createAuditWriter } from '../../platform/state/audit/writer';
import { openStateDatabase } from '../../platform/state/open';
import { readStateSettings } from '../../platform/state/settings';
import { readTenant } from '../../platform/tenant';
import { AUDIT_OFF, createAudit, type Audit } from './audit';

const SETTINGS = z.object({
  /** Unset: on where people sign in to our own graph. */
  AUDIT: z.enum(['off', 'on', 'required']).optional(),
  AUTH: z.string().default('none'),
});

/** `foreign` = the graph is somebody else's. With `required` the database is tried at once, else when there is something to write. */
export function openAudit(env: EnvReader, { foreign, log }: { foreign: boolean; log: Log }): Audit {
  const settings = env.read(SETTINGS);
  const signsIn = settings !== undefined && settings.AUTH.trim() !== 'none';
  const mode = settings?.AUDIT ?? (signsIn && !foreign ? 'on' : 'off');
  if (mode === 'off') return AUDIT_OFF;
  const state = readStateSettings(env);
  const keys = readAuditKey(env, state.dataFolder);
  const writer = createAuditWriter({ database: openStateDatabase(state), tenant: readTenant(env), keys, log });
  return createAudit({ writer, required: mode === 'required' });
}
