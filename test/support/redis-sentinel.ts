// A master, a replica and a Sentinel that watches them, for tests of a failover. All are real, and end with `stop`.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaultProxy } from './fault-proxy';
import { ask, findFreePort, findProgram, startRedis, type RedisServer } from './redis-server';
import { until } from './until';

export interface SentinelSet {
  /** `redis-sentinel://127.0.0.1:<port>/main`. */
  url: string;
  master: RedisServer;
  replica: RedisServer;
  /** From here on nothing of what the master does reaches the replica, and neither knows. */
  loseReplication(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSentinelSet(): Promise<SentinelSet> {
  const master = await startRedis();
  const between = await createFaultProxy(master.port);
  const replica = await startRedis({ settings: ['--replicaof', `127.0.0.1 ${between.port}`] });
  await until(async () => (await ask(replica.port, 'INFO replication')).includes('master_link_status:up'), 10_000);
  const folder = await mkdtemp(join(tmpdir(), 'sentinel-'));
  const port = await findFreePort();
  const file = join(folder, 'sentinel.conf');
  await writeFile(
    file,
    [
      `port ${port}`,
      `dir ${folder}`,
      `sentinel monitor main 127.0.0.1 ${master.port} 1`,
      'sentinel down-after-milliseconds main 500',
      'sentinel failover-timeout main 3000',
    ].join('\n'),
  );
  const { path, environment } = await findProgram();
  const child = spawn(path, [file, '--sentinel'], { argv0: 'redis-server', env: environment, stdio: 'ignore' });
  await until(async () => (await ask(port, 'INFO sentinel')).includes('slaves=1'), 20_000);
  return {
    url: `redis-sentinel://127.0.0.1:${port}/main`,
    master,
    replica,
    loseReplication: () => between.set('blackhole'),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
      await Promise.all([master.stop(), replica.stop()]);
      await between.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
