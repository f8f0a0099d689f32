// What our PostgreSQL says of itself through its pid file, and whether it answers. Starts and ends nothing.
// https://www.postgresql.org/docs/current/storage-file-layout.html: pid, data, start time, port, …
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseError } from 'pg';
import { APPLICATION, openSession } from '../session';
import type { Place } from './place';
import { startedAt, workingIn } from './processes';

export interface PidFile {
  pid: number;
  port: number;
}

/** `url` = it answers. `busy` = it is starting, ending or full: ask again. `silent` = it took the call and says nothing. `none` = nobody of ours is there. */
export type Look = { state: 'url'; url: string } | { state: 'busy' | 'silent' | 'none' };

const ANSWER_WITHIN_MS = 1_000;
const SQLSTATE_BUSY = ['57P03', '53300', '57P01', '57P02'];

/** null where there is none, or it is being written. */
export function readPidFile({ data }: Place): PidFile | null {
  try {
    const lines = readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    return Number.isInteger(pid) && pid > 0 && Number.isInteger(port) && port > 0 ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** Processes of a server on these files that live still, the one of the pid file or what it left behind. */
export function processesOf(place: Place): number[] {
  let data = place.data;
  try {
    data = realpathSync(place.data);
  } catch {
    return [];
  }
  const found = workingIn(data);
  if (found !== null) return found;
  const file = readPidFile(place);
  return file !== null && startedAt(file.pid) !== null ? [file.pid] : [];
}

/** Reads who should be there, and asks. Rejects where the password cannot be read. */
export async function look(place: Place): Promise<Look> {
  const file = readPidFile(place);
  if (file === null) return { state: 'none' };
  const password = readFileSync(join(place.cluster, 'password'), 'utf8');
  const url = `postgresql://postgres:${password}@127.0.0.1:${file.port}/postgres`;
  try {
    const session = await openSession(url, { connectTimeoutMs: ANSWER_WITHIN_MS, name: `${APPLICATION} arriving` });
    await session.end();
    return { state: 'url', url };
  } catch (error) {
    // Whoever else has the port by now knows another password.
    if (error instanceof DatabaseError) return { state: SQLSTATE_BUSY.includes(error.code ?? '') ? 'busy' : 'none' };
    return { state: error instanceof Error && /timeout/i.test(error.message) ? 'silent' : 'none' };
  }
}
