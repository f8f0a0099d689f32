// `npm run test:footprint -- --rounds 5`: what PROCESSES=on costs in memory and in time to start; prints each round and the medians, and
// ends with 1 where a bar is missed. (process-integration, check 1)
import { parseArgs } from 'node:util';
import { measureFootprints, medianOf, type Footprint } from './footprint';

const MOST_MIB = 60;
const MOST_EXTRA_MS = 1_000;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
  const { off, on } = await measureFootprints(Number(values.rounds), (line) => void process.stdout.write(`${line}\n`));
  const memory = (all: readonly Footprint[], kind: 'residentMiB' | 'proportionalMiB'): { gateway: number; postgres: number } => ({
    gateway: medianOf(all.map(({ gateway }) => gateway[kind])),
    postgres: medianOf(all.map(({ postgres }) => postgres?.[kind] ?? 0)),
  });
  for (const kind of ['residentMiB', 'proportionalMiB'] as const) {
    const [before, after] = [memory(off, kind), memory(on, kind)];
    const [gateway, all] = [after.gateway - before.gateway, after.gateway + after.postgres - before.gateway];
    const text = `${kind}: ${before.gateway.toFixed(0)} off, ${after.gateway.toFixed(0)} on (+${gateway.toFixed(0)}), PostgreSQL ${after.postgres.toFixed(0)}`;
    // What processes share is no more memory for being shared: the bar is held against that which counts it once.
    if (kind === 'residentMiB') process.stdout.write(`        ${text}\n`);
    else tell(`${text}: ${all.toFixed(0)} MiB more in all, ${MOST_MIB} at most`, all <= MOST_MIB);
  }
  const [without, with_] = [medianOf(off.map(({ startMs }) => startMs)), medianOf(on.map(({ startMs }) => startMs))];
  const extra = with_ - without;
  tell(
    `second start: ${without.toFixed(0)} ms off, ${with_.toFixed(0)} on: ${extra.toFixed(0)} ms more, ${MOST_EXTRA_MS} at most`,
    extra <= MOST_EXTRA_MS,
  );
}

function tell(text: string, isKept: boolean): void {
  process.stdout.write(`${isKept ? 'ok    ' : 'MISSED'}  ${text}\n`);
  if (!isKept) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
