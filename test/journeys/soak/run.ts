// `npm run test:soak -- --minutes 20 --seed 1`: the gateway under load and faults for as long as you like; prints its seed, each fault, and
// the heap over the run. Ends with 1 where a request was not answered, the heap grew, handles were left, or the gateway had died.
import { parseArgs } from 'node:util';
import { soak } from './soak';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { minutes: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0) || !Number.isSafeInteger(seed)) throw new Error('--minutes is more than 0, --seed a whole number');
  console.log(`seed ${seed}, ${minutes} min`);
  const begun = Date.now();
  const at = (): string => `${((Date.now() - begun) / 1_000).toFixed(1).padStart(7)} s`;
  const result = await soak({ seconds: minutes * 60, seed, log: (line) => console.log(`${at()}  ${line}`) });
  const { answered, partial, failed, faults, heapMiB, heapGrowth, handlesLeft, exitCode } = result;
  // Less than five minutes are not enough for code and caches to settle.
  const mostGrowth = minutes >= 5 ? 0.05 : 0.25;
  const bars: readonly [string, boolean][] = [
    [
      `${answered} answers, ${partial} of them partial, ${faults} faults; not answered: ${failed.join('; ') || 'none'}`,
      failed.length === 0,
    ],
    [
      `heap in MiB: ${heapMiB.map((one) => one.toFixed(1)).join(' ')}; grew by ${(heapGrowth * 100).toFixed(1)} %`,
      heapGrowth <= mostGrowth,
    ],
    [`handles left: ${handlesLeft.join('; ') || 'none'}`, handlesLeft.length === 0],
    [`ended with ${String(exitCode)}: ${exitCode === 0 ? 'no' : 'perhaps an'} unhandled rejection`, exitCode === 0],
  ];
  for (const [text, isKept] of bars) console.log(`${isKept ? 'ok    ' : 'MISSED'}  ${text}`);
  process.exitCode = bars.every(([, isKept]) => isKept) ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
