// Starts PostgreSQL's programs, and finds a port for a server. What they are started for is their callers' concern.
import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { NoPostgres } from './machine';
import type { PostgresPrograms } from './programs';

export interface RunOptions {
  /** Folder that the server's user can reach. */
  cwd: string;
  stdio: StdioOptions;
  /** In a session of its own: no signal meant for us reaches it. */
  detached?: boolean;
}

/** None of the caller's PG* variables reaches it. The caller listens for its `error`. */
export function runProgram(
  { home, runAs }: PostgresPrograms,
  program: 'initdb' | 'postgres',
  args: readonly string[],
  options: RunOptions,
): ChildProcess {
  const environment = { PATH: process.env['PATH'], SystemRoot: process.env['SystemRoot'], LC_ALL: 'C', TZ: 'UTC' };
  return spawn(join(home, 'bin', program), [...args], {
    ...options,
    env: Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined)),
    ...(runAs ?? {}),
  });
}

/** `-c name=value` for each setting. */
export function settingsToArguments(settings: Readonly<Record<string, string | number>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

export interface InitialiseOptions {
  /** Not there yet, or empty; its parent is writable for the server's user. */
  data: string;
  /** Holds the superuser's password; readable for the server's user. */
  passwordFile: string;
  cwd: string;
  /** False = quick, for a database that may be lost. */
  durable: boolean;
  /** Called once the other process is at work: the moment for half a second of one's own. */
  meanwhile?: () => void;
}

/** Makes a new database with the superuser `postgres`; rejects with NoPostgres. */
export async function initialise(programs: PostgresPrograms, options: InitialiseOptions): Promise<void> {
  const { data, passwordFile, cwd, durable, meanwhile } = options;
  const child = runProgram(
    programs,
    'initdb',
    [
      ...['--pgdata', data, '--username', 'postgres', '--auth', 'scram-sha-256', '--pwfile', passwordFile],
      ...['--encoding', 'UTF8', '--locale', 'C', '--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ],
    // What is kept must not be torn by the Ctrl-C that ends us.
    { cwd, stdio: ['ignore', 'ignore', 'pipe'], detached: durable },
  );
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(doesNotRun(error)));
    child.on('close', resolve);
    if (meanwhile !== undefined) setImmediate(meanwhile);
  });
  if (code !== 0) throw new NoPostgres(`initdb failed: ${lastLine(output)}`);
}

export function doesNotRun(error: Error): NoPostgres {
  return new NoPostgres(`its binaries do not run here (${error.message})`);
}

export function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}

/** One that was free a moment ago: somebody else may take it. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
