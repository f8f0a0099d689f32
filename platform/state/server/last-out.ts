// Ends our PostgreSQL when nobody but us is connected to it any more. Somebody who arrives just then loses the connection and
// starts it again: that is cheaper than agreeing on it.
import { setTimeout as pause } from 'node:timers/promises';
import { APPLICATION, openSession, type Session } from '../session';
import type { Place } from './place';
import { look, processesOf, readPidFile } from './postmaster';

/** Others of this name are leaving too, and need it no more than we do. */
const LEAVING = `${APPLICATION} leaving`;
const END_WITHIN_MS = 10_000;
const ASK_EVERY_MS = 20;

/** Called once all sessions of this process have ended. Resolves when the server has ended, or others need it, or it does not answer. */
export async function endIfLast(place: Place): Promise<void> {
  const found = await look(place);
  if (found.state !== 'url') return;
  let session: Session;
  try {
    session = await openSession(found.url, { name: LEAVING });
  } catch {
    return;
  }
  try {
    const [others] = await session.query(
      `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> $1 limit 1`,
      [LEAVING],
    );
    if (others !== undefined) return;
    const server = readPidFile(place);
    // SIGINT: ends the sessions that are left, and leaves the files in order. https://www.postgresql.org/docs/current/server-shutdown.html
    if (server !== null && processesOf(place).includes(server.pid)) process.kill(server.pid, 'SIGINT');
  } catch {
    // Somebody else has ended it.
  } finally {
    await session.end();
  }
  for (const giveUpAt = performance.now() + END_WITHIN_MS; performance.now() < giveUpAt; await pause(ASK_EVERY_MS)) {
    if (processesOf(place).length === 0) return;
  }
}
