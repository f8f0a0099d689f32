// What this process's record cache tells, by source, and how the store behind it fares.
import type { CacheCounts, RecordCache } from '../cache/cache';
import type { Measure, NumberMeasure } from './measure';

const NAME = 'customer_graph_cache_';
const STATES = ['memory', 'redis', 'redis-down'] as const;

type Told = Pick<RecordCache, 'counts' | 'vitals' | 'state'>;

export function cacheMeasures(cache: Told): Measure[] {
  const counted = (
    name: string,
    help: string,
    parts: Readonly<Partial<Record<string, keyof CacheCounts>>>,
    label?: string,
  ): NumberMeasure => ({
    ...{ kind: 'counter', name: NAME + name, help, labels: label === undefined ? ['source'] : ['source', label] },
    read: () =>
      Object.entries(cache.counts()).flatMap(([source, counts]) =>
        Object.entries(parts).flatMap(([part, key]) =>
          key === undefined ? [] : [{ labels: label === undefined ? { source } : { source, [label]: part }, value: counts[key] }],
        ),
      ),
  });
  const number = (kind: NumberMeasure['kind'], name: string, help: string, read: () => number | null): NumberMeasure => ({
    ...{ kind, name: NAME + name, help, labels: [] },
    read: () => {
      const value = read();
      return value === null ? [] : [{ labels: {}, value }];
    },
  });
  return [
    counted(
      'hits_total',
      'Entries answered with, within their time: from this process (near), or from the store.',
      {
        ...{ near: 'hitsMemory', store: 'hitsRedis' },
      },
      'level',
    ),
    counted('misses_total', 'Entries that had to be read from the source.', { all: 'misses' }),
    counted('stale_total', 'Entries answered with past their time: while somebody read them anew, or since the source failed.', {
      all: 'stale',
    }),
    counted('early_total', 'Entries read anew before their time was over.', { all: 'early' }),
    counted('waits_total', 'Entries that somebody else was reading: waited for, not read again.', { all: 'waits' }),
    counted(
      'fills_total',
      'Entries that were to be kept: taken, refused since they were invalidated meanwhile, or lost with the store.',
      {
        ...{ taken: 'fillsTaken', refused: 'fillsRefused', failed: 'fillsFailed' },
      },
      'result',
    ),
    number('counter', 'invalidations_total', 'Invalidations asked of this process.', () => cache.vitals().invalidations),
    number(
      'gauge',
      'invalidations_unacknowledged',
      'Invalidations that the store has not acknowledged yet; they are asked again.',
      () => cache.vitals().unacknowledged,
    ),
    number('gauge', 'bus_joined', 'Whether this process hears what others invalidate: 1 or 0; nothing where there is no bus.', () =>
      asNumber(cache.vitals().hearsOthers),
    ),
    {
      ...{ kind: 'gauge', name: `${NAME}state`, help: 'Where the cache is now: 1 for the state that holds.', labels: ['state'] },
      read: () => STATES.map((state) => ({ labels: { state }, value: cache.state() === state ? 1 : 0 })),
    },
    number('gauge', 'redis_breaker_open', 'Whether Redis failed lately and is not asked for a moment: 1 or 0; nothing without Redis.', () =>
      asNumber(cache.vitals().store?.breakerOpen ?? null),
    ),
    number(
      'counter',
      'redis_failures_total',
      'Questions to Redis without an answer in time; each cost one command timeout.',
      () => cache.vitals().store?.failed ?? null,
    ),
    {
      ...{
        kind: 'histogram',
        name: `${NAME}redis_question_duration_seconds`,
        help: 'How long a question of any number of keys took Redis.',
      },
      labels: [],
      read() {
        const { store } = cache.vitals();
        return store === null ? [] : [{ labels: {}, spread: store.seconds }];
      },
    },
  ];
}

function asNumber(value: boolean | null): number | null {
  return value === null ? null : value ? 1 : 0;
}
