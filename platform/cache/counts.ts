// Counts what the cache did, by source: a plain snapshot for reports and metrics. Nothing of a person is in it.
import type { CacheCounts } from './cache';

export interface Counter {
  add(source: string, what: keyof CacheCounts, by?: number): void;
  snapshot(): Record<string, CacheCounts>;
}

const none: CacheCounts = {
  hitsMemory: 0,
  hitsRedis: 0,
  misses: 0,
  stale: 0,
  early: 0,
  waits: 0,
  fillsTaken: 0,
  fillsRefused: 0,
  fillsFailed: 0,
};

export function createCounter(): Counter {
  const bySource = new Map<string, CacheCounts>();
  return {
    add(source, what, by = 1) {
      let counts = bySource.get(source);
      if (counts === undefined) bySource.set(source, (counts = { ...none }));
      counts[what] += by;
    },
    snapshot: () => Object.fromEntries([...bySource].map(([source, counts]) => [source, { ...counts }])),
  };
}
