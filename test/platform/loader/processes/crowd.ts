// Four processes on one Redis, and a vendor in this one that counts what each of them asks.
import { fork, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { startHttpServer } from '../../../support/http-server';
import { startRedis } from '../../../support/redis-server';
import type { Answers, Order } from './order';

/** One call that the vendor received. */
export interface VendorCall {
  pid: number;
  /** For the test to answer; a call nobody answers hangs. */
  response: ServerResponse;
}

export interface Crowd {
  processes: readonly ChildProcess[];
  /** Since `forget`. */
  calls(): readonly VendorCall[];
  forget(): void;
  /** What the vendor does with a call from now on. */
  handle(answer: (call: VendorCall) => void): void;
  /** As many at once by one process; rejects when it ends before it has answered. */
  ask(process: ChildProcess, key: string, times: number): Promise<string[]>;
  stop(): Promise<void>;
}

/** Starts them; the caller must `stop()` it. */
export async function startCrowd(size = 4): Promise<Crowd> {
  const folder = await mkdtemp(join(tmpdir(), 'crowd-'));
  const program = join(folder, 'worker.cjs');
  await build({ entryPoints: [join(__dirname, 'worker.ts')], bundle: true, platform: 'node', target: 'node20', outfile: program });
  let calls: VendorCall[] = [];
  let handler: (call: VendorCall) => void = () => undefined;
  const [redis, vendor] = await Promise.all([startRedis(), startHttpServer()]);
  vendor.handle((request, response) => {
    const call = { pid: Number(request.headers['x-process']), response };
    calls.push(call);
    handler(call);
  });
  const start: Order = {
    ...{ kind: 'start', redisUrl: redis.url, vendorUrl: vendor.url },
    keys: `a:${randomBytes(32).toString('base64')}`,
  };
  const processes = Array.from({ length: size }, () => fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] }));
  await Promise.all(processes.map((child) => told(child, start)));
  return {
    processes,
    calls: () => calls,
    forget: () => void (calls = []),
    handle: (answer) => void (handler = answer),
    ask: (child, key, times) => told(child, { kind: 'ask', key, times }),
    async stop() {
      for (const child of processes) child.kill('SIGKILL');
      await Promise.all([redis.stop(), vendor.stop(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

async function told(child: ChildProcess, order: Order): Promise<string[]> {
  const gone = once(child, 'exit').then(() => Promise.reject(new Error('it ended')));
  gone.catch(() => undefined);
  const answered = new Promise<string[]>((resolve) => child.once('message', ({ answers }: Answers) => resolve(answers)));
  child.send(order);
  return Promise.race([answered, gone]);
}
