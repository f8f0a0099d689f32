// A real RabbitMQ for one test file: started on free ports of 127.0.0.1, with its data in a folder of its own. It can be killed and started
// again over the same data. Taken from Debian packages unpacked into `.cache/`; the machine is never changed.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { unpackDebianPackages } from './debian-package';
import { freePort } from './free-port';

export interface RabbitServer {
  /** `amqp://guest:guest@127.0.0.1:<port>` */
  url: string;
  /** SIGKILL, as a crash; `restart` brings it up again with what it had written. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const START_WITHIN_MS = 60_000;

/** Starts a broker, which takes some seconds; the caller must `stop()` it. Throws an Error of one line where none can be had. */
export async function startRabbit(): Promise<RabbitServer> {
  const { root, libraryPath } = await unpackDebianPackages('rabbitmq', ['rabbitmq-server']);
  const folder = await mkdtemp(join(tmpdir(), 'rabbitmq-'));
  // Erlang keeps its nodes' common secret there, and takes none that others may read.
  await chmod(folder, 0o700);
  const [port, distribution, names] = [await freePort(), await freePort(), await freePort()];
  const erlang = join(root, 'usr/lib/erlang');
  const library = join(root, 'usr/lib/rabbitmq/lib');
  const [version = ''] = await readdir(library);
  const [runtime = ''] = (await readdir(erlang)).filter((name) => name.startsWith('erts-'));
  const programs = join(folder, 'bin');
  await mkdir(programs);
  // Debian's own says where it was installed, which it is not here.
  await writeFile(
    join(programs, 'erl'),
    `#!/bin/sh\nexport ROOTDIR='${erlang}' BINDIR='${join(erlang, runtime, 'bin')}' EMU=beam PROGNAME=erl\nexec "$BINDIR/erlexec" "$@"\n`,
    { mode: 0o755 },
  );
  const env: NodeJS.ProcessEnv = {
    PATH: `${programs}:${join(erlang, 'bin')}:${process.env['PATH'] ?? ''}`,
    LD_LIBRARY_PATH: libraryPath,
    HOME: folder,
    LANG: 'C.UTF-8',
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(names),
    RABBITMQ_NODENAME: `test${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(folder, 'data'),
    RABBITMQ_LOG_BASE: join(folder, 'log'),
    RABBITMQ_LOGS: '-',
    RABBITMQ_ENABLED_PLUGINS_FILE: join(folder, 'plugins'),
    RABBITMQ_CONFIG_FILES: join(folder, 'none'),
    RABBITMQ_PID_FILE: join(folder, 'pid'),
  };
  // Erlang's directory of nodes: ours, else the broker starts one that outlives it.
  const directory = spawn(join(erlang, runtime, 'bin/epmd'), ['-address', '127.0.0.1', '-port', String(names)], { env, stdio: 'ignore' });
  directory.on('error', () => undefined);
  let broker: ChildProcess | undefined;
  // The whole group: the program is a script's child.
  const killGroup = (child: ChildProcess | undefined): void => {
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Gone meanwhile.
    }
  };
  const killAtExit = (): void => {
    killGroup(broker);
    directory.kill('SIGKILL');
  };
  process.once('exit', killAtExit);
  broker = await start();

  async function start(): Promise<ChildProcess> {
    const child = spawn(join(library, version, 'sbin/rabbitmq-server'), [], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let output = '';
    const note = (chunk: Buffer): void => void (output = (output + chunk.toString()).slice(-20_000));
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('error', (error) => (output += error.message));
    const giveUpAt = Date.now() + START_WITHIN_MS;
    while (!/Server startup complete/.test(output) || !(await answers(port))) {
      if (child.exitCode !== null || Date.now() > giveUpAt) {
        throw new Error(`RabbitMQ could not start: ${output.trim().split('\n').slice(-3).join(' ')}`);
      }
      await pause(50);
    }
    return child;
  }

  async function kill(): Promise<void> {
    if (broker === undefined || broker.exitCode !== null || broker.signalCode !== null) return;
    const gone = once(broker, 'exit');
    killGroup(broker);
    await gone;
  }

  return {
    url: `amqp://guest:guest@127.0.0.1:${port}`,
    kill,
    async restart() {
      broker = await start();
    },
    async stop() {
      process.removeListener('exit', killAtExit);
      await kill();
      directory.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect', { signal: AbortSignal.timeout(1_000) });
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
