// A child read of a source (tickets of a user, invoices of a customer) behind the cache: keys are record ids, values plain
// JSON. What the cache lacks goes to the connector in one batch.
import type { CacheKind, CacheLease, RecordCache } from '../cache/cache';
import type { BatchRead } from '../connector';
import type { Asker } from '../request/asker';
import { ENDLESS } from '../request/patience';
import type { SourceWatch } from './source-watch';
import { gathered } from './gathered-read';
import { createSharedRead, type Loaded, type SharedRead } from './shared-read';
import { whileWanted } from './wanted';
import { standIn, takeTurns, tellable, tooFew } from './turns';

export interface CachedReadOptions<Value> {
  source: string;
  /** The question, such as `tickets`; part of the cache key. */
  question: string;
  /** `list` where keys are queries and answers hold records: it is forgotten when any record of the source is. */
  kind?: Exclude<CacheKind, 'link'>;
  read: BatchRead<string, Value>;
  cache: RecordCache;
  /** From the SDL's `@cacheControl` of the type it answers. */
  ttlSeconds: number;
  windowMs: number;
  watch: SourceWatch;
}

/** Makes the read. Absent values (null, empty lists) are kept like others, null for a shorter time, errors never. */
export function createCachedRead<Value>(options: CachedReadOptions<Value>): SharedRead<Value> {
  const { source, question, kind = 'record', cache, ttlSeconds, windowMs, watch } = options;
  const read = gathered(options.read, watch);

  async function load(leases: readonly CacheLease[], asker: Asker): Promise<(Loaded<Value> | Error)[]> {
    const keys = leases.map(({ key }) => key.key);
    const values = await whileWanted(cache, leases, asker, (wanting) => read(keys, wanting));
    const fetchedAt = Date.now();
    const asked = leases.map((lease, index) => ({ lease, value: values[index] === undefined ? tooFew(source) : values[index] }));
    cache.fill(
      asked.flatMap(({ lease, value }) =>
        value instanceof Error ? [] : [{ lease, value, fetchedAt, ttlSeconds, absent: value === null }],
      ),
    );
    return asked.map(({ lease, value }) => {
      if (!(value instanceof Error)) return { value, fetchedAt, fromCache: false };
      cache.fail([lease], tellable(value, asker));
      return standIn<Value>({ cache, source }, lease.stale, value) ?? value;
    });
  }

  return createSharedRead<Value>({
    windowMs,
    async read(keys, asker) {
      const turns = await cache.read(
        keys.map((key) => ({ source, kind, question, key })),
        asker.maxAgeSeconds,
        asker.patience,
      );
      const answers = await takeTurns<Value>({ cache, source }, turns, {
        load: (leases) => load(leases, asker),
        refresh: (leases) => load(leases, { ...asker, patience: ENDLESS }),
      });
      const hits = answers.filter((answer) => !(answer instanceof Error) && answer.fromCache).length;
      asker.ledger.add(source, { keys: keys.length, cacheHits: hits });
      return answers;
    },
  });
}
