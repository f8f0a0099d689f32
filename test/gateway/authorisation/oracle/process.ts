// The program that oracle.test.ts runs apart: told n and seed, it says on stdout what came of it.
import { runOracle } from './run';

async function main({ n, seed }: { n: number; seed: number }): Promise<void> {
  process.stdout.write(JSON.stringify(await runOracle({ n, seed })));
}

const given: { n: number; seed: number } = JSON.parse(process.argv[2] ?? '');

main(given).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
