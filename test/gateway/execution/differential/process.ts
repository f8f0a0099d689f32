// The program that differential.test.ts runs apart: told n and seed, it says on stdout what came of it.
import { describeFound, runDifferential } from './differential';

export interface Told {
  tried: number;
  outages: number;
  exact: number;
  unplannable: number;
  refused: number;
  /** In words for people. */
  found: string[];
}

async function main({ n, seed }: { n: number; seed: number }): Promise<void> {
  const { found, ...counts } = await runDifferential({ n, seed });
  const told: Told = { ...counts, found: found.map((one) => describeFound(one, seed)) };
  process.stdout.write(JSON.stringify(told));
}

const given: { n: number; seed: number } = JSON.parse(process.argv[2] ?? '');

main(given).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
