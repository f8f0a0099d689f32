// A real Redis for one test file: started on a free port of 127.0.0.1, keeping nothing on disk. It can be made to stall and die.
// Taken from PATH (redis-server or valkey-server), else from Debian packages unpacked into `.cache/`; the machine is never changed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpackDebianPackages } from './debian-package';

export interface RedisServer {
  /** `redis://127.0.0.1:<port>`, or `redis-cluster://` when started so. */
  url: string;
  port: number;
  /** SIGSTOP: connections stay, nothing answers. */
  pause(): void;
  resume(): void;
  /** SIGKILL, as a crash; `restart` brings up an empty server on the same port. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisOptions {
  cluster?: boolean;
  settings?: readonly string[];
}

interface Program {
  path: string;
  /** Where it may write: the state of a Cluster's node. */
  folder: string;
  settings: readonly string[];
  environment: NodeJS.ProcessEnv;
}

/**
 * Starts a server; the caller must `stop()` it. `cluster: true` makes it a Redis Cluster of one node, which refuses commands across
 * slots like every Cluster.
 * `settings` are further words of its command line.
 * @throws Error of one line where no server is found nor can be had.
 */
export async function startRedis({ cluster = false, settings = [] }: RedisOptions = {}): Promise<RedisServer> {
  const program = { ...(await findProgram()), folder: await mkdtemp(join(tmpdir(), 'redis-')), settings };
  const { port, server } = await startOnFreePort(program, cluster);
  let child = server;
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);

  async function kill(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  return {
    url: `${cluster ? 'redis-cluster' : 'redis'}://127.0.0.1:${port}`,
    port,
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
    kill,
    async restart() {
      const started = await start(program, port, cluster);
      if (!started) throw new Error(`the port ${port} was taken before Redis could start again`);
      child = started;
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await kill();
      await rm(program.folder, { recursive: true, force: true });
    },
  };
}

/** The server's program; as a Sentinel too, with `--sentinel`. */
export async function findProgram(): Promise<Pick<Program, 'path' | 'environment'>> {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of ['redis-server', 'valkey-server']) {
      const path = join(folder, name);
      if (isExecutable(path)) return { path, environment: process.env };
    }
  }
  try {
    const { root, libraryPath } = await unpackDebianPackages('redis', ['redis-tools']);
    // One program with several names: it is the server when it is called so, and Debian ships it with its tools under this one.
    return { path: join(root, 'usr/bin/redis-check-rdb'), environment: { ...process.env, LD_LIBRARY_PATH: libraryPath } };
  } catch (error) {
    throw new Error(`no redis-server or valkey-server in PATH, and ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function startOnFreePort(program: Program, cluster: boolean): Promise<{ port: number; server: ChildProcess }> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const port = await findFreePort();
    // Another process may take the port in between.
    const server = await start(program, port, cluster);
    if (server) return { port, server };
  }
  throw new Error('Redis could not start: its port was taken five times');
}

export async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** `undefined` when the port is taken. */
async function start(
  { path, environment, folder, settings: further }: Program,
  port: number,
  cluster: boolean,
): Promise<ChildProcess | undefined> {
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder, ...further];
  if (cluster)
    settings.push('--cluster-enabled', 'yes', '--cluster-port', String(await findFreePort()), '--cluster-announce-ip', '127.0.0.1');
  const child = spawn(path, settings, { argv0: 'redis-server', env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.on('error', (error) => (output += error.message));
  const end = once(child, 'close').catch(() => undefined);
  while ((await ask(port, 'PING')) !== '+PONG\r\n' || child.exitCode !== null) {
    if (child.exitCode !== null || child.pid === undefined) {
      await end;
      if (/already in use/.test(output)) return undefined;
      throw new Error(`Redis could not start: ${output.trim().split('\n').at(-1) ?? ''}`);
    }
    await pause(5);
  }
  if (cluster) {
    await ask(port, 'CLUSTER ADDSLOTSRANGE 0 16383');
    while (!(await ask(port, 'CLUSTER INFO')).includes('cluster_state:ok')) await pause(20);
  }
  return child;
}

/** The first piece of the answer to one command without arguments that need quoting; empty when nobody answers. */
export async function ask(port: number, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  try {
    socket.write(`${command}\r\n`);
    const [answer] = (await once(socket, 'data', { signal: AbortSignal.timeout(1_000) })) as unknown[];
    return String(answer);
  } catch {
    return '';
  } finally {
    socket.destroy();
  }
}
