// The faults of a soak, one after the other by chance of a seed: of vendors, and of Redis. Each begins, lasts a while, and is over.
import { setTimeout as pause } from 'node:timers/promises';
import type { Sandbox } from '../../../sandbox/sandbox';
import type { FaultProxy } from '../../support/fault-proxy';
import type { RedisServer } from '../../support/redis-server';

export interface Stage {
  sandbox: Sandbox;
  redis: RedisServer;
  /** Between the gateway and Redis. */
  proxy: FaultProxy;
}

const VENDORS = ['hubspot', 'shopify', 'stripe', 'klaviyo', 'zendesk'] as const;
const OF_VENDORS = ['latency', '429', '500', '503', '401', 'hang', 'garbage', 'wrong-shape', 'reset', 'dead'] as const;
const OF_REDIS = ['cut', 'black hole', 'slow', 'frozen', 'killed'] as const;

/** One fault from beginning to end; `log` is told before it begins. */
export async function playFault(random: () => number, { sandbox, redis, proxy }: Stage, log: (line: string) => void): Promise<void> {
  const ms = Math.round(300 + random() * 1_200);
  const of = <T>(list: readonly T[], otherwise: T): T => list[Math.floor(random() * list.length)] ?? otherwise;
  if (random() < 0.6) {
    const [vendor, mode] = [of(VENDORS, 'hubspot'), of(OF_VENDORS, '500')];
    log(`${vendor}: ${mode}, ${ms} ms`);
    sandbox[vendor].faults.set({ mode, ...(mode === 'latency' ? { ms: 400 } : {}), ...(mode === '429' ? { retryAfterSeconds: 1 } : {}) });
    await pause(ms);
    sandbox[vendor].faults.clear();
    return;
  }
  const fault = of(OF_REDIS, 'cut');
  log(`Redis: ${fault}, ${ms} ms`);
  if (fault === 'cut') proxy.reset();
  else if (fault === 'black hole') {
    await proxy.set('blackhole');
    await pause(ms);
    // What was swallowed is lost: connections that go on after it would be out of step.
    proxy.reset();
    await proxy.set('pass');
  } else if (fault === 'slow') {
    proxy.setLatency(120);
    await pause(ms);
    proxy.setLatency(0);
  } else if (fault === 'frozen') {
    redis.pause();
    await pause(ms);
    redis.resume();
  } else {
    await redis.kill();
    await pause(ms);
    await redis.restart();
  }
}
