// Whose deployment this is. One deployment = one tenant, whose name is a part of every key, budget and signature: two of them may have
// a Redis and a PostgreSQL in common and never meet.
import { z } from 'zod';
import type { EnvReader } from './env';

/** Of a deployment that names none. */
export const DEFAULT_TENANT = 'default';

const SETTING = z.object({
  TENANT: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,64}$/, 'is not 1 to 64 letters, digits, "_", "." or "-"')
    .default(DEFAULT_TENANT),
});

/** Answers `default` where it is not set, or is faulty, which `env` knows. */
export function readTenant(env: EnvReader): string {
  return (env.read(SETTING) ?? SETTING.parse({})).TENANT;
}
