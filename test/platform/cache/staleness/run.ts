// `npm run test:staleness -- --minutes 5 --seed 1`: the staleness checker for as long as you like (20 s if you do not say, `--seconds` for
// less than a minute), printing its seed and each fault as it plays it. Ends with 1 where a read was too old, or too few were made to say
// anything. `--mutant unconditional-fill|memory-kept` shows that it would find a broken cache.
import { parseArgs } from 'node:util';
import { checkStaleness } from './check';
import type { Mutant } from './report';

const MUTANTS: readonly Mutant[] = ['none', 'unconditional-fill', 'memory-kept'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string' },
      seconds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      mutant: { type: 'string', default: 'none' },
      quiet: { type: 'boolean', default: false },
    },
  });
  const mutant = MUTANTS.find((known) => known === values.mutant);
  if (mutant === undefined) throw new Error(`--mutant is one of ${MUTANTS.join(', ')}`);
  const seconds = values.minutes === undefined ? Number(values.seconds) : Number(values.minutes) * 60;
  const seed = Number(values.seed);
  if (!(seconds > 0) || !Number.isSafeInteger(seed)) throw new Error('--minutes and --seconds are more than 0, --seed is a whole number');
  console.log(`seed ${seed}, ${seconds} s, mutant: ${mutant}`);
  const result = await checkStaleness({ seconds, seed, mutant, ...(values.quiet ? {} : { log: console.log }) });
  console.log(result);
  const enough = result.hits > 100 && result.acknowledged > 20;
  if (result.stale > 0 || !enough) process.exitCode = 1;
  console.log(result.stale > 0 ? `${result.stale} reads were too old` : enough ? 'no read was too old' : 'too little was read to tell');
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
