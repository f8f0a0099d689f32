// A child read of a source (tickets of a user, invoices of a customer) behind the cache: keys are record ids, values plain
// JSON. What the cache lacks goes to the connector in one batch.
import type { RecordCache } from '../cache/cache';
import type { BatchRead } from '../connector';
import { callFor, type SourceWatch } from './source-watch';
import { gathered } from './gathered-read';
import { createSharedRead, type Loaded, type SharedRead } from './shared-read';

export interface CachedReadOptions<Value> {
  source: string;
  /** The question, such as `tickets`; part of the cache key. */
  question: string;
  read: BatchRead<string, Value>;
  cache: RecordCache;
  /** From the SDL's `@cacheControl` of the type it answers. */
  ttlSeconds: number;
  windowMs: number;
  watch: SourceWatch;
}

/** Makes the read. Absent values (null, empty lists) are kept like others, errors never. */
export function createCachedRead<Value>(options: CachedReadOptions<Value>): SharedRead<Value> {
  const { source, question, cache, ttlSeconds, windowMs, watch } = options;
  const read = gathered(options.read);
  return createSharedRead<Value>({
    windowMs,
    async read(keys, asker) {
      const cacheKeys = keys.map((key) => ({ source, kind: 'record' as const, question, key }));
      const hits = await cache.read(cacheKeys, asker.maxAgeSeconds);
      const missing = keys.filter((_, index) => hits[index] === undefined);
      asker.ledger.add(source, { keys: keys.length, cacheHits: keys.length - missing.length });

      const answers = new Map<string, Loaded<Value> | Error>();
      if (missing.length > 0) {
        const values = await read(missing, callFor(watch, asker.ledger));
        const fetchedAt = Date.now();
        missing.forEach((key, index) => {
          const value = values[index];
          if (value === undefined) answers.set(key, new Error(`${source} answered too few keys`));
          else answers.set(key, value instanceof Error ? value : { value, fetchedAt, fromCache: false });
        });
        cache.fill(
          cacheKeys.flatMap((key) => {
            const answer = answers.get(key.key);
            return answer === undefined || answer instanceof Error ? [] : [{ key, value: answer.value, fetchedAt, ttlSeconds }];
          }),
        );
      }
      return keys.map((key, index) => {
        const hit = hits[index];
        // The cache gives back what was put in under this very key, and keys name their question.
        if (hit !== undefined) return { value: hit.value as Value, fetchedAt: hit.fetchedAt, fromCache: true };
        return answers.get(key) ?? new Error(`${source} answered too few keys`);
      });
    },
  });
}
