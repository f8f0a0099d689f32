// Whether this deployment runs processes: what vendors tell of is told on, and workflows act on it. Off, they cost nothing.
import { z } from 'zod';
import type { EnvReader } from './env';

/** Of the environment, for those who read it with others. */
export const PROCESSES_SETTING = { PROCESSES: z.enum(['on', 'off']).default('off') };

/** PROCESSES; answers false where it is not set, or is faulty, which `env` knows. */
export function readProcesses(env: EnvReader): boolean {
  return env.read(z.object(PROCESSES_SETTING))?.PROCESSES === 'on';
}
