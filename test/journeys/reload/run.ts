// `npm run test:reload [-- --times 200]`: the supergraph file is replaced so often under load (about half a second each). Ends with 1 where
// a request failed, the heap after garbage collection grew by more than a tenth, or connections are more than are needed.
import { parseArgs } from 'node:util';
import { MOST_SOCKETS, reloadUnderLoad } from './reload';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { times: { type: 'string', default: '200' } } });
  const times = Number(values.times);
  if (!Number.isSafeInteger(times) || times < 1) throw new Error('--times is a whole number of 1 or more');
  const { reloads, asked, failed, heapMiB, sockets } = await reloadUnderLoad(times, console.log);
  const bars: readonly [string, boolean][] = [
    [
      `${reloads} reloads, ${asked} requests, ${failed.length} kinds of failures ${failed.join('; ')}`,
      failed.length === 0 && reloads === times,
    ],
    [`heap ${heapMiB.before.toFixed(1)} MiB before, ${heapMiB.after.toFixed(1)} after`, heapMiB.after <= heapMiB.before * 1.1],
    [`sockets ${sockets.before} before, ${sockets.after} after, at most ${MOST_SOCKETS}`, sockets.after <= MOST_SOCKETS],
  ];
  for (const [text, isKept] of bars) console.log(`${isKept ? 'ok    ' : 'MISSED'}  ${text}`);
  process.exitCode = bars.every(([, isKept]) => isKept) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
