// One process of the staleness checker: reads and writes a few hot keys through the loaders and the cache as fast as it comes, and judges
// every answer. The truth is a counter a key in a Redis of its own, which no fault touches.
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createCachedRead } from '../../../../platform/loader/cached-read';
import { createSourceWatch } from '../../../../platform/loader/source-watch';
import { anAsker } from '../../../support/asker';
import { createCheckedCache } from './mutants';
import { nothing, randomOf, type WorkerReport, type WorkerSettings } from './report';

const HOT_KEYS = 8;
const READERS = 4;
const PROMISE_MS = 100;

async function main(settings: WorkerSettings): Promise<void> {
  const random = randomOf(settings.seed);
  const truth = new Redis(settings.truthUrl);
  const cache = createCheckedCache(settings);
  const report: WorkerReport = { ...nothing };
  const read = createCachedRead<number>({
    ...{ source: 'crm', question: 'count', cache, ttlSeconds: 600, windowMs: 0, watch: createSourceWatch('crm', () => null) },
    async read(keys) {
      report.loads += keys.length;
      const values = await truth.mget(keys.map((key) => `truth ${key}`));
      await pause(random() * 30);
      return values.map((value) => Number(value ?? 0));
    },
  });
  const keyAtRandom = (): string => `crm:contact:${Math.floor(random() * HOT_KEYS)}`;

  async function readOnce(): Promise<void> {
    const key = keyAtRandom();
    const acknowledged = (await truth.lrange(`acknowledged ${key}`, 0, 50)).map((text) => text.split(' ').map(Number));
    const beganAt = Date.now();
    const due = acknowledged.filter(([, at = 0]) => at + PROMISE_MS <= beganAt);
    const loaded = await read.load(key, anAsker());
    report.reads += 1;
    if (loaded.fromCache) report.hits += 1;
    for (const [version = 0, at = 0] of due) {
      if (loaded.value >= version) continue;
      report.stale += 1;
      report.worstMs = Math.max(report.worstMs, beganAt - at);
      break;
    }
  }

  async function writeOnce(): Promise<void> {
    const key = keyAtRandom();
    const version = await truth.incr(`truth ${key}`);
    const whole = random() < 0.05;
    if (!(await cache.invalidate(whole ? { source: 'crm' } : { records: [key], keepLinks: true }))) return;
    report.acknowledged += 1;
    await truth.lpush(`acknowledged ${key}`, `${version} ${Date.now()}`);
    await truth.ltrim(`acknowledged ${key}`, 0, 200);
  }

  const again = async (what: () => Promise<void>, pauseMs: () => number): Promise<never> => {
    for (;;) {
      await what().catch(() => (report.errors += 1));
      await pause(pauseMs());
    }
  };
  for (let reader = 0; reader < READERS; reader += 1) void again(readOnce, () => random() * 4);
  void again(writeOnce, () => 20 + random() * 120);
  setInterval(() => process.send?.({ ...report, fillsRefused: cache.counts()['crm']?.fillsRefused ?? 0 }), 100);
  // With whoever runs it.
  process.on('disconnect', () => process.exit());
}

process.once('message', (settings: WorkerSettings) => void main(settings));
