// Four processes under load against the pretend Stripe, whose own windows judge: calls it let in, calls it refused, and the fullest
// sliding window of arrivals.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { startStripe } from '../../../../sandbox/vendors/stripe/server';
import { createWorld } from '../../../../sandbox/world/create-world';
import { startRedis } from '../../../support/redis-server';

export interface Load {
  path: string;
  /** A second. */
  quota: number;
  seconds: number;
}

export interface Judged {
  quota: number;
  /** Refused by the vendor. */
  refused: number;
  fullestWindow: number;
  /** Share of the quota, 0 to 1. */
  used: number;
}

const PROCESSES = 4;
/** Until all processes ask: four compile their code side by side. */
const BEGUN_WITHIN_MS = 30_000;
/** Until none of what they did at first counts. */
const SETTLED_MS = 3_000;

export async function judge({ path, quota, seconds }: Load): Promise<Judged> {
  const limits = { globalSecondly: quota, endpointSecondly: quota, searchSecondly: quota };
  const world = createWorld({ seed: 7, people: 20, now: new Date().toISOString() });
  const [vendor, redis] = await Promise.all([startStripe({ world, port: 0, token: 'sk_test_key', limits }), startRedis()]);
  const given = [vendor.url, redis.url, JSON.stringify({ path, calls: quota, perMs: 1_000 })];
  const workers = Array.from({ length: PROCESSES }, () =>
    spawn(process.execPath, ['--import', 'tsx', 'test/platform/http/load/worker.ts', ...given], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  try {
    await Promise.all(workers.map(({ stdout }) => once(stdout, 'data', { signal: AbortSignal.timeout(BEGUN_WITHIN_MS) })));
    await sleep(SETTLED_MS);
    const from = Date.now();
    await sleep(seconds * 1_000);
    const to = Date.now();
    const all = vendor.calls().map(({ at, status }) => ({ at: Date.parse(at), status }));
    const counted = all.filter(({ at }) => at >= from && at < to);
    return {
      quota,
      refused: all.filter(({ status }) => status === 429).length,
      fullestWindow: Math.max(0, ...all.map(({ at: end }) => all.filter(({ at }) => at > end - 1_000 && at <= end).length)),
      used: counted.filter(({ status }) => status === 200).length / (quota * ((to - from) / 1_000)),
    };
  } finally {
    await Promise.all(
      workers.map(async (worker) => {
        const gone = worker.exitCode === null ? once(worker, 'exit') : null;
        worker.kill('SIGKILL');
        await gone;
      }),
    );
    await Promise.all([vendor.stop(), redis.stop()]);
  }
}
