// A process of its own that fills a cache with so many keys and tells what it cost: `fill.ts <keys> [redis url]`. Without a Redis it is the
// memory cache, which keeps values until its budget is full; with one, the near memory in front. Run with `--expose-gc`.
import { randomBytes } from 'node:crypto';
import type { CacheKey, RecordCache } from '../../../../platform/cache/cache';
import { createCache, createMemoryCache } from '../../../../platform/cache/create';
import { createCacheNaming, createProcessSecret } from '../../../../platform/cache/keys';
import { until } from '../../../support/until';

const BATCH = 1_000;
const WARM_UP = 60_000;

async function main(count: number, redisUrl: string | undefined): Promise<void> {
  const quiet = { warn: () => undefined };
  const keys = `a:${randomBytes(32).toString('base64')}`;
  const cache = createCache({ redisUrl, keys, tenant: 'million', modeOf: () => 'full', log: quiet });
  if (redisUrl !== undefined) await until(() => cache.state() === 'redis', 5_000);
  const keyOf = (index: number): CacheKey => ({ source: 'crm', kind: 'record', question: 'record', key: `crm:contact:${index}` });
  const fill = async (first: number, into: RecordCache): Promise<void> => {
    const turns = await into.read(
      Array.from({ length: BATCH }, (_, index) => keyOf(first + index)),
      null,
    );
    into.fill(
      turns.flatMap((turn) =>
        // As a CRM's record: nobody's text is shared with another's.
        turn.kind === 'load'
          ? [
              {
                value: { id: turn.lease.key.key, text: `${turn.lease.key.key} `.repeat(20) },
                fetchedAt: Date.now(),
                ttlSeconds: 600,
                absent: false,
                lease: turn.lease,
              },
            ]
          : [],
      ),
    );
    // Whoever serves requests has pauses; so does this.
    await new Promise((resolve) => setImmediate(resolve));
  };
  // What any filling needs for itself, code and garbage, before what is kept: by a cache that has room for next to nothing.
  const tiny = createMemoryCache(createCacheNaming('tiny', [createProcessSecret()]), () => 'full', 1_000_000);
  for (let first = 0; first < WARM_UP; first += BATCH) await fill(first, tiny);
  await tiny.close();
  const before = rss();
  const heapBefore = process.memoryUsage().heapUsed;
  let most = 0;
  for (let first = 0; first < count; first += BATCH) {
    await fill(first, cache);
    if (first % (50 * BATCH) === 0) most = Math.max(most, rss());
  }
  most = Math.max(most, rss());
  const heapMiB = (process.memoryUsage().heapUsed - heapBefore) / 2 ** 20;
  const kept = (await cache.read([keyOf(count - 1), keyOf(0)], null)).map(({ kind }) => kind);
  process.stdout.write(`${JSON.stringify({ heapMiB, rssMiB: most - before, kept })}\n`);
  await cache.close();
  process.exit(0);
}

function rss(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

void main(Number(process.argv[2]), process.argv[3]);
