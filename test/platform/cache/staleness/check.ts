// Four processes on one Redis under random faults, for a while. Nobody may read anything older than an invalidation that was
// acknowledged 100 ms before.
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from 'esbuild';
import { Redis } from 'ioredis';
import { createFaultProxy, type FaultProxy } from '../../../support/fault-proxy';
import { startRedis, type RedisServer } from '../../../support/redis-server';
import { added, nothing, randomOf, type Mutant, type WorkerReport, type WorkerSettings } from './report';

export interface CheckOptions {
  seconds: number;
  seed: number;
  mutant?: Mutant;
  /** Ends at the first stale read. */
  untilStale?: boolean;
  log?(line: string): void;
}

export interface CheckResult extends WorkerReport {
  /** How often each fault was played. */
  faults: Record<string, number>;
}

const PROCESSES = 4;

interface Worker {
  child: ChildProcess;
  proxy: FaultProxy;
  report: WorkerReport;
}

export async function checkStaleness({ seconds, seed, mutant = 'none', untilStale = false, log }: CheckOptions): Promise<CheckResult> {
  const folder = await mkdtemp(join(tmpdir(), 'staleness-'));
  const program = join(folder, 'worker.cjs');
  await build({ entryPoints: [join(__dirname, 'worker.ts')], bundle: true, platform: 'node', target: 'node20', outfile: program });
  const random = randomOf(seed);
  const cacheServer = await startRedis();
  const truthServer = await startRedis();
  const keys = `a:${randomBytes(32).toString('base64')}`;
  let gone = nothing;
  const faults: Record<string, number> = {};

  async function startWorker(proxy: FaultProxy, number: number): Promise<Worker> {
    const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const settings: WorkerSettings = {
      ...{ cacheUrl: `redis://127.0.0.1:${proxy.port}`, truthUrl: truthServer.url, keys, mutant },
      seed: seed + number,
    };
    const worker: Worker = { child, proxy, report: nothing };
    child.on('message', (report: WorkerReport) => (worker.report = report));
    child.send(settings);
    await once(child, 'message');
    return worker;
  }

  const workers = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, number) => startWorker(await createFaultProxy(cacheServer.port), number)),
  );
  const totals = (): WorkerReport => workers.reduce((sum, { report }) => added(sum, report), gone);
  const admin = new Redis(cacheServer.url, { maxRetriesPerRequest: 0 });
  admin.on('error', () => undefined);
  const endAt = Date.now() + seconds * 1_000;
  let spawned = PROCESSES;
  try {
    await pause(500);
    while (Date.now() < endAt && !(untilStale && totals().stale > 0)) {
      const worker = workers[Math.floor(random() * PROCESSES)];
      if (worker === undefined) break;
      const name = NAMES[Math.floor(random() * NAMES.length)] ?? 'reset';
      const ms = 100 + random() * 900;
      faults[name] = (faults[name] ?? 0) + 1;
      log?.(`${new Date().toISOString()} ${name} of process ${workers.indexOf(worker)}, ${Math.round(ms)} ms`);
      if (name === 'kill a process') {
        worker.child.kill('SIGKILL');
        await once(worker.child, 'exit');
        gone = added(gone, worker.report);
        workers[workers.indexOf(worker)] = await startWorker(worker.proxy, (spawned += 1));
      } else await play(name, ms, { worker, server: cacheServer, admin });
      await pause(random() * 300);
    }
    await pause(200);
    return { ...totals(), faults };
  } finally {
    admin.disconnect();
    for (const { child } of workers) child.kill('SIGKILL');
    await Promise.all([...workers.map(({ proxy }) => proxy.close()), cacheServer.stop(), truthServer.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

const NAMES = [
  ...['cut', 'black hole', 'slow', 'bus loss', 'stop a process', 'stop Redis', 'kill a process', 'restart Redis'],
  ...['black hole', 'bus loss', 'stop a process'],
];

async function play(name: string, ms: number, { worker, server, admin }: { worker: Worker; server: RedisServer; admin: Redis }) {
  const { proxy, child } = worker;
  if (name === 'cut') proxy.reset();
  else if (name === 'black hole') {
    await proxy.set('blackhole');
    await pause(ms);
    // What was swallowed is lost: connections that go on after it would be out of step.
    proxy.reset();
    await proxy.set('pass');
  } else if (name === 'slow') {
    proxy.setLatency(20 + ms / 6);
    await pause(ms);
    proxy.setLatency(0);
  } else if (name === 'bus loss') await admin.call('CLIENT', 'KILL', 'TYPE', 'pubsub').catch(() => undefined);
  else if (name === 'stop a process') {
    child.kill('SIGSTOP');
    await pause(ms);
    child.kill('SIGCONT');
  } else if (name === 'stop Redis') {
    server.pause();
    await pause(ms / 2);
    server.resume();
  } else {
    await server.kill();
    await pause(ms / 4);
    await server.restart();
  }
}
