// What a worker of the staleness checker tells the one who runs it.

export type Mutant = 'none' | 'unconditional-fill' | 'memory-kept';

export interface WorkerSettings {
  cacheUrl: string;
  truthUrl: string;
  /** `CACHE_KEYS` of all of them. */
  keys: string;
  seed: number;
  mutant: Mutant;
}

export interface WorkerReport {
  reads: number;
  hits: number;
  loads: number;
  acknowledged: number;
  fillsRefused: number;
  errors: number;
  /** Older than an invalidation that was acknowledged 100 ms before the read began. */
  stale: number;
  /** By how many milliseconds over the acknowledgement the worst one was. */
  worstMs: number;
}

export const nothing: WorkerReport = { reads: 0, hits: 0, loads: 0, acknowledged: 0, fillsRefused: 0, errors: 0, stale: 0, worstMs: 0 };

export function added(a: WorkerReport, b: WorkerReport): WorkerReport {
  return {
    reads: a.reads + b.reads,
    hits: a.hits + b.hits,
    loads: a.loads + b.loads,
    acknowledged: a.acknowledged + b.acknowledged,
    fillsRefused: a.fillsRefused + b.fillsRefused,
    errors: a.errors + b.errors,
    stale: a.stale + b.stale,
    worstMs: Math.max(a.worstMs, b.worstMs),
  };
}

/** A stream of numbers from 0 to 1 that is the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
