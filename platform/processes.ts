// Whether this deployment runs processes: what vendors tell of is told on, and workflows act on it. Off, they cost nothing.
import { z } from 'zod';
import type { EnvReader } from './env';

const SETTING = z.object({ PROCESSES: z.enum(['on', 'off']).default('off') });

/** PROCESSES; answers false where it is not set, or is faulty, which `env` knows. */
export function readProcesses(env: EnvReader): boolean {
  return env.read(SETTING)?.PROCESSES === 'on';
}
