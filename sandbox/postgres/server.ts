// Starts and stops a real PostgreSQL for the sandbox and for tests: on the loopback address only, with a random password,
// tuned to start fast and to lose everything gladly. What is in the database is no concern of this file.
import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nameOf, NoPostgres, thisMachine } from '../../postgres/machine';
import { doesNotRun, freePort, initialise, lastLine, runProgram, settingsToArguments } from '../../postgres/run';
import { makePlace, type TemporaryPlace } from './place';
import { watchParent } from './watchdog';

export interface PostgresOptions {
  /** 0 or left out = a free one. */
  port?: number;
  /** Keeps the database between starts, password included; left out = a temporary folder, removed on `stop`. */
  dataFolder?: string;
  /** Called once the other process is at work on a new database: the moment for half a second of one's own. */
  meanwhile?: () => void;
}

export interface RunningPostgres {
  /** `postgresql://postgres:<password>@127.0.0.1:<port>/postgres` */
  url: string;
  /** Ends the server and removes what was temporary; safe to call twice. */
  stop(): Promise<void>;
}

const PORT_ATTEMPTS = 3;
const STOP_TIMEOUT_MS = 3_000;
const START_TIMEOUT_MS = 30_000;

/** Resolves when the server takes connections; rejects with a one-line Error, leaving nothing behind. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  try {
    return await start(await makePlace(), options);
  } catch (error) {
    if (!(error instanceof NoPostgres)) throw error;
    throw new Error(`No PostgreSQL for the sandbox on ${nameOf(thisMachine())}: ${error.message}`);
  }
}

async function start(place: TemporaryPlace, options: PostgresOptions): Promise<RunningPostgres> {
  const folder = options.dataFolder ?? join(place.dataFolder, 'database');
  const data = join(folder, 'data');
  const watchdog = watchParent(data, place.temporary);
  const clearUp = async (): Promise<void> => {
    await watchdog.stop();
    for (const temporary of place.temporary) await rm(temporary, { recursive: true, force: true, maxRetries: 3 });
  };
  try {
    const password = await findOrMake(place, folder, options.meanwhile ?? (() => undefined));
    const { server, port } = await launchOnPort(place, data, options.port ?? 0);
    let stopping: Promise<void> | null = null;
    return {
      url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`,
      // What is thrown away need not be written to its end.
      stop: () => (stopping ??= end(server, options.dataFolder === undefined ? 'SIGQUIT' : 'SIGINT').then(clearUp)),
    };
  } catch (error) {
    await clearUp();
    throw error;
  }
}

/** Between finding a free port and taking it, somebody else may be faster: then with another one. */
async function launchOnPort(place: TemporaryPlace, data: string, wanted: number): Promise<{ server: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = wanted === 0 ? await freePort() : wanted;
    try {
      return { server: await launch(place, data, port), port };
    } catch (error) {
      if (wanted !== 0 || attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

/** Makes the database unless it is there, and answers its password. */
async function findOrMake({ programs, folder: cwd }: TemporaryPlace, folder: string, meanwhile: () => void): Promise<string> {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (existsSync(join(data, 'PG_VERSION'))) return await readFile(passwordFile, 'utf8');
  const password = randomBytes(18).toString('base64url');
  await mkdir(folder, { recursive: true });
  await writeFile(passwordFile, password, { mode: 0o600 });
  await mkdir(data, { recursive: true, mode: 0o700 });
  const { runAs } = programs;
  if (runAs !== null) {
    for (const path of [folder, passwordFile, data]) await chown(path, runAs.uid, runAs.gid);
  }
  await initialise(programs, { data, passwordFile, cwd, durable: false, meanwhile });
  return password;
}

function launch({ programs, folder }: TemporaryPlace, data: string, port: number): Promise<ChildProcess> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '32MB',
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
    autovacuum_naptime: '1h',
    max_wal_senders: 0,
    wal_level: 'minimal',
    timezone: 'UTC',
  };
  const args = ['-D', data, ...settingsToArguments(settings)];
  const child = runProgram(programs, 'postgres', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  return new Promise((resolve, reject) => {
    let output = '';
    const timer = setTimeout(() => fail(`not ready within ${START_TIMEOUT_MS} ms`), START_TIMEOUT_MS);
    const fail = (reason: NoPostgres | string): void => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(reason instanceof Error ? reason : new NoPostgres(reason));
    };
    child.on('error', (error) => fail(doesNotRun(error)));
    child.on('exit', () => fail(`the server ended at once: ${lastLine(output)}`));
    child.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
      if (!output.includes('ready to accept connections')) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      child.stderr?.removeAllListeners('data').resume();
      resolve(child);
    });
  });
}

async function end(server: ChildProcess, signal: 'SIGINT' | 'SIGQUIT'): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  server.kill(signal);
  const timer = setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}
