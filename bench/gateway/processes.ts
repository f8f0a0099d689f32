// Starts processes on their core and ends every one of them by its id, however the benchmark ends. What they print goes to a file.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { pinned } from './cores';

const ROOT = join(__dirname, '../..');
/** How long one may take to end by itself. */
const PATIENCE_MS = 3_000;

const running = new Set<ChildProcess>();

export interface Program {
  core: number;
  /** Arguments of Node. */
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  logFile: string;
  /** Whether it speaks with us. */
  channel: boolean;
}

export interface Started {
  child: ChildProcess;
  pid: number;
}

export function start({ core, args, env, logFile, channel }: Program): Started {
  const log = openSync(logFile, 'a');
  const { command, args: all } = pinned(core, args);
  const child = spawn(command, all, {
    // A run by npm has settings of npm's and of this process's loader in its environment: a gateway gets none of them.
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: process.env['HOME'] ?? '',
      NODE_ENV: 'production',
      APOLLO_TELEMETRY_DISABLED: '1',
      ...env,
    },
    cwd: ROOT,
    stdio: ['ignore', log, log, ...(channel ? (['ipc'] as const) : [])],
  });
  closeSync(log);
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (child.pid === undefined) throw new Error(`cannot start ${command}`);
  return { child, pid: child.pid };
}

export function hasEnded({ child }: Pick<Started, 'child'>): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

export async function stop({ child }: Started): Promise<void> {
  if (hasEnded({ child })) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
  await ended;
  clearTimeout(timer);
}

/** For an end that does not wait: Ctrl-C, or an error nobody caught. */
export function killAll(): void {
  for (const child of running) child.kill('SIGKILL');
}
