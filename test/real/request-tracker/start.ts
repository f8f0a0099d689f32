// A real Request Tracker 5 on loopback, with a database of its own in the given folder: begun, filled with people, ended cleanly.
// For `npm run test:real` and for the check that the pretend one behaves as this one does.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { prepareAccounts, type Accounts } from './accounts';
import { fill, type Filled, type RealPerson } from './fill';
import { installRequestTracker, runPerl } from './installation';

const READY_WITHIN_MS = 120_000;
/** The password that RT gives its first user. */
const ROOT = { user: 'root', password: 'password' } as const;

export interface RealRequestTracker extends Accounts {
  /** Origin, without a slash at its end. */
  url: string;
  /** RT's own first user, who may do everything. */
  user: string;
  password: string;
  /** Which ids RT gave to the people and their tickets. */
  filled: Filled;
  /** How long each step took, and the memory of its processes once it was filled. */
  figures: { unpackMs: number; databaseMs: number; startMs: number; fillMs: number; residentMb: number };
  stop(): Promise<void>;
}

/**
 * Starts an RT in `folder`, which must be new and stays when it is over, and fills it with `people`. The first call on a machine
 * fetches the packages. Rejects in one line where that fails, leaving nothing running.
 */
export async function startRequestTracker({
  people,
  folder,
}: {
  people: readonly RealPerson[];
  folder: string;
}): Promise<RealRequestTracker> {
  const clock = stopwatch();
  const port = await findFreePort();
  const installation = await installRequestTracker(folder, port);
  const unpackMs = clock();
  const setup = installation.file('usr/sbin/rt-setup-database-5');
  await runPerl(installation, [setup, '--action', 'init', '--force', '--dba-password', '']);
  const accounts = await prepareAccounts(installation);
  const databaseMs = clock();

  const log = await open(join(folder, 'rt.log'), 'a');
  const server = spawn(
    installation.perl,
    [
      installation.file('usr/share/request-tracker5/libexec/rt-server'),
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--max-workers',
      '4',
    ],
    // A group of its own: the workers end with it, even when this process is killed by Ctrl-C.
    { env: installation.environment, cwd: folder, stdio: ['ignore', log.fd, log.fd], detached: true },
  );
  await log.close();
  const url = `http://127.0.0.1:${port}`;
  try {
    await ready(server, url);
    const startMs = clock();
    const filled = await fill(url, ROOT, people);
    const fillMs = clock();
    const residentMb = await residentMemory(server);
    return { url, ...ROOT, ...accounts, filled, figures: { unpackMs, databaseMs, startMs, fillMs, residentMb }, stop: () => end(server) };
  } catch (error) {
    await end(server);
    throw error;
  }
}

function stopwatch(): () => number {
  let since = performance.now();
  return () => {
    const now = performance.now();
    const ms = Math.round(now - since);
    since = now;
    return ms;
  };
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  const giveUpAt = Date.now() + READY_WITHIN_MS;
  while (Date.now() < giveUpAt) {
    if (server.exitCode !== null) throw new Error(`Request Tracker ended with ${server.exitCode} while it started; see rt.log`);
    const answer = await fetch(`${url}/REST/2.0/rt`).catch(() => null);
    if (answer?.status === 401) return;
    await pause(100);
  }
  throw new Error('Request Tracker did not answer in time');
}

/** SIGTERM to all of its processes; SIGKILL to what is left. */
async function end(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || server.exitCode !== null) return;
  const gone = once(server, 'exit');
  signal(server.pid, 'SIGTERM');
  await Promise.race([gone, pause(5_000, undefined, { ref: false })]);
  signal(server.pid, 'SIGKILL');
}

function signal(group: number, name: NodeJS.Signals): void {
  try {
    process.kill(-group, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Of the server and its workers, what they share counted in each. */
async function residentMemory({ pid }: ChildProcess): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pgid=,rss=']);
  const kilobytes = stdout.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  return Math.round(kilobytes.reduce((sum, [group, rss = 0]) => (group === pid ? sum + rss : sum), 0) / 1024);
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}
