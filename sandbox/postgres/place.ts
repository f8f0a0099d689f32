// Where a PostgreSQL lies that is not to be kept: temporary folders that its user can walk into, and the programs.
import { existsSync, statfsSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPrograms, type PostgresPrograms } from '../../postgres/programs';
import { isWalkable, postgresUser } from '../../postgres/user';

export interface TemporaryPlace {
  programs: PostgresPrograms;
  /** Working folder of the server. */
  folder: string;
  /** Where a database that is not to be kept goes: in memory where there is room, as a new database is a thousand small files. */
  dataFolder: string;
  /** What the caller removes in the end: both of them. */
  temporary: string[];
}

const ROOM_FOR_DATA_BYTES = 1024 ** 3;

/** Makes the folders and finds the programs; rejects with NoPostgres. */
export async function makePlace(): Promise<TemporaryPlace> {
  const runAs = postgresUser();
  const folder = await makeFolder([tmpdir(), '/tmp', '/var/tmp'].find((one) => isReachable(one, runAs !== null)) ?? tmpdir());
  const inMemory = freeBytes('/dev/shm') > ROOM_FOR_DATA_BYTES;
  const dataFolder = inMemory ? await makeFolder('/dev/shm') : folder;
  const temporary = [...new Set([folder, dataFolder])];
  try {
    return { programs: await findPrograms({ runAs, copyInto: folder }), folder, dataFolder, temporary };
  } catch (error) {
    for (const one of temporary) await rm(one, { recursive: true, force: true });
    throw error;
  }
}

async function makeFolder(within: string): Promise<string> {
  const folder = await mkdtemp(join(within, 'sandbox-postgres-'));
  await chmod(folder, 0o755);
  return folder;
}

function isReachable(folder: string, byOthers: boolean): boolean {
  return existsSync(folder) && (!byOthers || isWalkable(folder));
}

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0;
  }
}
