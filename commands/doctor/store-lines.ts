// The doctor's lines on what the product keeps things in: Redis for the cache, PostgreSQL for what people said. Changes neither.
import { setTimeout as pause } from 'node:timers/promises';
import type { RecordCache } from '../../platform/cache/cache';
import { StateError } from '../../platform/errors';
import { wordsOf } from '../../platform/state/fault';
import { pendingMigrations } from '../../platform/state/migrate';
import { openStateServer } from '../../platform/state/open';
import { openSession } from '../../platform/state/session';
import type { StateSettings } from '../../platform/state/settings';
import type { Line } from './line';

const WITHIN_MS = 3_000;
const LOOK_MS = 50;

/** The cache connects in the background: it is given three seconds. */
export async function redisLine(cache: RecordCache): Promise<Line> {
  const subject = 'redis';
  if (cache.state() === 'memory')
    return { state: 'unknown', subject, says: 'is not configured: the cache is each process’s own', todo: null };
  for (let waited = 0; cache.state() !== 'redis' && waited < WITHIN_MS; waited += LOOK_MS) await pause(LOOK_MS);
  if (cache.state() === 'redis') return { state: 'ok', subject, says: 'answers', todo: null };
  return {
    state: 'fault',
    subject,
    says: 'cannot be reached',
    todo: 'Check REDIS_URL, its password among it, and whether this machine may connect',
  };
}

/** One of our own is not started to be looked at. */
export async function stateLine(settings: StateSettings): Promise<Line> {
  const subject = 'postgresql';
  if (settings.databaseUrl === undefined) {
    const says = openStateServer(settings).exists()
      ? 'is one of our own, and starts when it is needed'
      : 'is not configured: one of our own will be made by the first word that is said';
    return { state: 'unknown', subject, says, todo: null };
  }
  try {
    const session = await openSession(settings.databaseUrl, { connectTimeoutMs: WITHIN_MS, queryTimeoutMs: WITHIN_MS });
    try {
      const pending = await pendingMigrations(session);
      if (pending.length === 0) return { state: 'ok', subject, says: 'answers, and its tables are up to date', todo: null };
      const says = 'lacks tables of ours';
      return {
        state: 'fault',
        subject,
        says,
        todo: 'Run npm run state:migrate with a role that may make tables; where ours may, the start does it',
      };
    } finally {
      await session.end();
    }
  } catch (error) {
    const says = `cannot be used: ${wordsOf(new StateError({ cause: error }))}`;
    return { state: 'fault', subject, says, todo: 'Check DATABASE_URL, and whether this machine may connect' };
  }
}
