// Our own PostgreSQL, for those who named none: whoever needs it first makes and starts it, others join, the last to leave ends it.
// It outlives a process of ours that is killed, and is then joined by the next. docs/decisions/state.md says why it is done so.
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, openSync, closeSync, readFileSync } from 'node:fs';
import { chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { nameOf, NoPostgres, thisMachine, type Machine } from '../../../postgres/machine';
import { findPrograms, type PostgresPrograms } from '../../../postgres/programs';
import { doesNotRun, freePort, initialise, lastLine, runProgram, settingsToArguments } from '../../../postgres/run';
import type { StateServer } from '../database';
import { StateFault } from '../fault';
import { endIfLast } from './last-out';
import { tryLock } from './lock-file';
import { isThere, makePlace, type Place } from './place';
import { look, processesOf } from './postmaster';

export interface OwnServerOptions {
  dataFolder: string;
  /** For tests. */
  machine?: Machine;
  /** For tests: where files lie that cannot lie in the data folder. */
  elsewhere?: string;
}

const START_TIMEOUT_MS = 30_000;
const ASK_EVERY_MS = 25;
const PORT_ATTEMPTS = 3;

/** Small, since it keeps little; durable, since nobody else keeps it. Its log holds no statement and no value. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 30,
  shared_buffers: '16MB',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_level: 'minimal',
  max_wal_senders: 0,
  io_method: 'sync',
  jit: 'off',
  timezone: 'UTC',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/** Does nothing until its `url()` is asked for. */
export function ownServer({ dataFolder, machine = thisMachine(), elsewhere }: OwnServerOptions): StateServer {
  let place: Place | null = null;
  let running: Promise<string> | null = null;

  async function ensureRunning(): Promise<string> {
    try {
      place ??= makePlace(dataFolder, elsewhere);
      return await joinOrStart(place, machine);
    } catch (error) {
      if (error instanceof NoPostgres) {
        throw new StateFault(`customer-graph has no PostgreSQL binaries for ${nameOf(machine)}: set DATABASE_URL (${error.message})`);
      }
      if (error instanceof Error && 'code' in error && error.code === 'EACCES') {
        throw new StateFault(
          'the files of the state database belong to another user: run as that user, or set DATA_FOLDER or DATABASE_URL',
        );
      }
      throw error;
    }
  }

  return {
    exists: () => isThere(dataFolder),
    // Those who ask at once are one.
    url: () => (running ??= ensureRunning().finally(() => (running = null))),
    async close() {
      await running?.catch(() => undefined);
      if (place !== null) await endIfLast(place);
    },
  };
}

async function joinOrStart(place: Place, machine: Machine): Promise<string> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const found = await look(place);
    if (found.state === 'url') return found.url;
    if (found.state === 'silent') throw new StateFault('our PostgreSQL takes connections and does not answer');
    const unlock = found.state === 'busy' ? null : await tryLock(place.lock);
    if (unlock !== null) {
      try {
        const url = await startUnlessRunning(place, machine);
        if (url !== null) return url;
      } finally {
        await unlock();
      }
    }
    if (performance.now() > giveUpAt) throw new StateFault(`our PostgreSQL was not ready within ${START_TIMEOUT_MS} ms`);
    await pause(ASK_EVERY_MS);
  }
}

/** null = one that is there already has to get ready, or to end, first. */
async function startUnlessRunning(place: Place, machine: Machine): Promise<string | null> {
  const found = await look(place);
  if (found.state === 'url') return found.url;
  // What a killed server left behind must have ended before another one touches the files.
  if (processesOf(place).length > 0) return null;
  // Nobody is there, so a pid file is of somebody dead, whose number may be another's by now: PostgreSQL would take that for itself.
  await rm(join(place.data, 'postmaster.pid'), { force: true });
  const programs = await findPrograms({ runAs: place.runAs, copyInto: place.home, machine });
  if (!existsSync(place.cluster)) await makeCluster(place, programs);
  return await start(place, programs);
}

/** Made beside, then renamed: it is there as a whole or not at all, whenever we are killed. */
async function makeCluster(place: Place, programs: PostgresPrograms): Promise<void> {
  for (const left of await readdir(place.home)) {
    if (left.startsWith('unfinished-')) await rm(join(place.home, left), { recursive: true, force: true });
  }
  const unfinished = join(place.home, `unfinished-${randomUUID()}`);
  const [data, passwordFile] = [join(unfinished, 'data'), join(unfinished, 'password')];
  await mkdir(unfinished, { mode: 0o700 });
  await writeFile(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (place.runAs !== null) {
    for (const path of [unfinished, passwordFile]) await chown(path, place.runAs.uid, place.runAs.gid);
  }
  await initialise(programs, { data, passwordFile, cwd: place.home, durable: true });
  await rename(unfinished, place.cluster).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(place.cluster)) throw error;
  });
}

async function start(place: Place, programs: PostgresPrograms): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await startOn(await freePort(), place, programs);
    } catch (error) {
      // Between finding a free port and taking it, somebody else may be faster.
      if (attempt === PORT_ATTEMPTS) throw error;
    }
  }
}

async function startOn(port: number, place: Place, programs: PostgresPrograms): Promise<string> {
  const log = openSync(place.log, 'w', 0o600);
  const child = runProgram(programs, 'postgres', ['-D', place.data, ...settingsToArguments({ ...SETTINGS, port })], {
    cwd: place.home,
    stdio: ['ignore', log, log],
    // It ends when the last of us has left, and not by a signal meant for one of us.
    detached: true,
  });
  closeSync(log);
  child.unref();
  const faults: Error[] = [];
  child.on('error', (error) => void faults.push(doesNotRun(error)));
  child.on('exit', () => void faults.push(new StateFault('our PostgreSQL ended at once')));
  for (const giveUpAt = performance.now() + START_TIMEOUT_MS; performance.now() < giveUpAt; await pause(ASK_EVERY_MS)) {
    const [fault] = faults;
    if (fault instanceof StateFault) throw new StateFault(`${fault.message}: ${lastLine(readFileSync(place.log, 'utf8'))}`);
    if (fault !== undefined) throw fault;
    const found = await look(place);
    if (found.state === 'url') return found.url;
  }
  throw new StateFault(`our PostgreSQL was not ready within ${START_TIMEOUT_MS} ms`);
}
