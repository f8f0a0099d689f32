// What an operator says of the state store: a PostgreSQL of their own, or the folder in which ours keeps its data.
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { EnvReader } from '../env';
import { projectFolder } from '../project-folder';

export interface StateSettings {
  /** `postgres://…`; undefined = a server of our own, below the data folder. */
  databaseUrl: string | undefined;
  /** Absolute. */
  dataFolder: string;
}

const SETTINGS = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  DATA_FOLDER: z.string().optional(),
});

/** Notes its faults in `env`; what it answers then is not to be used. */
export function readStateSettings(env: EnvReader): StateSettings {
  const { DATABASE_URL: databaseUrl, DATA_FOLDER: folder } = env.read(SETTINGS) ?? {};
  return { databaseUrl, dataFolder: folder === undefined ? join(projectFolder(), '.data') : resolve(folder) };
}
