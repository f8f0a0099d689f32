// `npm run test:staleness -- --seconds 20 --seed 1`: the staleness checker for as long as you like. Ends with 1 where a read was too old,
// or too few were made to say anything. `--mutant unconditional-fill|memory-kept` shows that it would find a broken cache.
import { parseArgs } from 'node:util';
import { checkStaleness } from './check';
import type { Mutant } from './report';

const MUTANTS: readonly Mutant[] = ['none', 'unconditional-fill', 'memory-kept'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '20' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      mutant: { type: 'string', default: 'none' },
      verbose: { type: 'boolean', default: false },
    },
  });
  const mutant = MUTANTS.find((known) => known === values.mutant);
  if (mutant === undefined) throw new Error(`--mutant is one of ${MUTANTS.join(', ')}`);
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)];
  console.log(`seed ${seed}, ${seconds} s, mutant: ${mutant}`);
  const result = await checkStaleness({ seconds, seed, mutant, ...(values.verbose ? { log: console.log } : {}) });
  console.log(result);
  const enough = result.hits > 100 && result.acknowledged > 20;
  if (result.stale > 0 || !enough) process.exitCode = 1;
  console.log(result.stale > 0 ? `${result.stale} reads were too old` : enough ? 'no read was too old' : 'too little was read to tell');
}

void main();
