// `npm run test:memory [-- keys]`: a million keys, in the memory cache and in the near memory before a Redis. Ends with 1 where the process
// grows beyond the cache's budget and a fifth.
import { startRedis } from '../../../support/redis-server';
import { BUDGET_MIB, fillWith, MOST_BEYOND } from './million';

async function main(count: number): Promise<void> {
  const redis = await startRedis({ settings: ['--maxmemory', '256mb', '--maxmemory-policy', 'volatile-ttl'] });
  try {
    for (const [name, url] of [
      ['memory alone', undefined],
      ['memory before a Redis', redis.url],
    ] as const) {
      const { heapMiB, rssMiB, kept } = await fillWith(count, url);
      const most = BUDGET_MIB * (1 + MOST_BEYOND);
      const isKept = rssMiB <= most;
      if (!isKept) process.exitCode = 1;
      console.log(
        `${isKept ? 'ok    ' : 'MISSED'}  ${name}, ${count} keys: resident ${rssMiB.toFixed(1)} MiB more, at most ${most.toFixed(1)}; heap in use ${heapMiB.toFixed(1)}; newest ${kept[0]}`,
      );
    }
  } finally {
    await redis.stop();
  }
}

main(Number(process.argv[2] ?? 1_000_000)).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
