// One of the built programs as a process of its own, as anybody starts it: settings by environment, words on stdout and stderr.
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { freshDataFolder } from './data-folder';
import { until } from './until';

const DIST = join(__dirname, '..', '..', 'dist');
const STOP_WITHIN_MS = 15_000;

export interface Program {
  pid: number;
  /** All it has said so far. */
  stdout(): string;
  stderr(): string;
  /** The match in stdout, once there is one; rejects with what it said when it ends before, or after 20 s. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** Of its end: the exit code, null after a signal. Resolves when its output is complete. */
  ended: Promise<number | null>;
  /** SIGTERM where it still runs, SIGKILL after 15 s; resolves when it has ended. */
  stop(): Promise<void>;
}

export interface ProgramOptions {
  args?: readonly string[];
  /** These variables and no others of ours, PATH excepted. */
  env?: Record<string, string>;
  /** In a process group of its own, so that it can be signalled as a terminal does. */
  group?: boolean;
}

/** Starts `dist/<script>`, such as `gateway/main.js`; the caller must `stop()` it. @throws Error when there is nothing built. */
export function startProgram(script: string, { args = [], env = {}, group = false }: ProgramOptions = {}): Program {
  const path = join(DIST, script);
  if (!existsSync(path)) throw new Error(`dist/${script} is missing: run npm run build`);
  const child = spawn(process.execPath, [path, ...args], {
    // Far from UTC: nothing may depend on where it runs.
    env: { PATH: process.env['PATH'] ?? '', TZ: 'Pacific/Auckland', DATA_FOLDER: freshDataFolder(), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: group,
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${script} could not be started`);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  void ended.then(() => process.removeListener('exit', killAtExit));

  return {
    pid,
    stdout: () => stdout,
    stderr: () => stderr,
    async said(pattern) {
      let match: RegExpExecArray | null = null;
      await until(() => (match = pattern.exec(stdout)) !== null || hasEnded(child), 20_000).catch(() => undefined);
      if (match === null) throw new Error(`${script} did not say ${String(pattern)}:\n${stdout}\n${stderr}`);
      return match;
    },
    kill: (signal) => void child.kill(signal),
    ended,
    async stop() {
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      if (!hasEnded(child)) child.kill('SIGTERM');
      await exited;
      clearTimeout(timer);
      // Whom it left behind, which is for the test to notice, must not hold up those who read its output.
      if (group) killGroup(pid);
    },
  };
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left in it.
  }
}

/** Starts the gateway on a free port (unless `env` names one) and waits until it is ready; `url` has no path. */
export async function startGatewayProgram(env: Record<string, string>): Promise<{ url: string; program: Program }> {
  const program = startProgram('gateway/main.js', { env: { PORT: '0', EXPLORER: 'false', LOG_LEVEL: 'silent', ...env } });
  try {
    const [, url = ''] = await program.said(/^ready (\S+)$/m);
    return { url, program };
  } catch (error) {
    await program.stop();
    throw error;
  }
}
