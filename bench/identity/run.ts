// `npm run bench:identity`: how well are records of one customer found and told apart? Every record of five pretend worlds is asked
// for through the whole gateway, and the answers are judged by the truth. Exits with 1 where a bar is missed.
import { startSandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../../test/support/graph';
import { HARD_CASES, judge, type Answer, type Verdict } from './judge';

/** Worlds that nobody looked at while the rules were made. */
const SEEDS = (process.env['SEEDS'] ?? '9001,9002,9003,9004,9005').split(',').map(Number);
const PEOPLE = Number(process.env['PEOPLE'] ?? 1_000);
const AT_ONCE = 100;
const LEAST_PRECISION = 0.999;
const LEAST_RECALL = 0.95;

const QUERY = `query ($ids: [ID!]!) {
  customers(ids: $ids) { identity { links { record { id } } candidates { record { id } } } }
}`;

type Links = { record: { id: string } }[];
type Found = { identity: { links: Links; candidates: Links } | null } | null;

async function answersOf(graph: Graph, ids: readonly string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let start = 0; start < ids.length; start += AT_ONCE) {
    const asked = ids.slice(start, start + AT_ONCE);
    const { data, errors = [] } = await graph.ask<{ customers: Found[] }>(QUERY, { ids: asked }, { 'x-deadline-ms': '60000' });
    for (const { message, extensions } of errors) {
      if (extensions['code'] !== 'AMBIGUOUS_CUSTOMER') throw new Error(`the gateway failed: ${message}`);
    }
    asked.forEach((id, index) => {
      const identity = data.customers[index]?.identity;
      const idsIn = (links: Links): string[] => links.map(({ record }) => record.id);
      if (identity != null) answers.push({ asked: id, links: idsIn(identity.links), candidates: idsIn(identity.candidates) });
      // Several fit: nobody was chosen, and all are named.
      const ambiguous = errors.find(({ path }) => path?.[0] === 'customers' && path[1] === index);
      if (ambiguous !== undefined) answers.push({ asked: id, links: [], candidates: toIds(ambiguous.extensions['candidates']) });
    });
  }
  return answers;
}

function toIds(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id): id is string => typeof id === 'string') : [];
}

async function verdictOf(seed: number): Promise<Verdict> {
  const sandbox = await startSandbox({ seed, people: PEOPLE, postgres: true, limits: 'off' });
  try {
    if (sandbox.postgresFault !== null) throw new Error(sandbox.postgresFault);
    const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', REQUEST_TIMEOUT_MS: '60000' }, 'in process');
    try {
      return judge(
        sandbox.world,
        await answersOf(
          graph,
          sandbox.world.truth.flatMap(({ records }) => records),
        ),
      );
    } finally {
      await graph.close();
    }
  } finally {
    await sandbox.stop();
  }
}

function rateOf(part: number, whole: number): number {
  return whole === 0 ? 1 : part / whole;
}

async function main(): Promise<void> {
  const faults: string[] = [];
  console.log(`${PEOPLE} people a world, every record asked for through the gateway. Bars: precision >= ${LEAST_PRECISION}, no wrong link`);
  console.log(`among ${[...HARD_CASES].join(', ')}; recall with candidates >= ${LEAST_RECALL} over pairs that share an identifier.\n`);
  console.log('  seed  records  right links  wrong  precision  reachable pairs  linked  candidates  missed  recall  unreachable share');
  for (const seed of SEEDS) {
    const verdict = await verdictOf(seed);
    const { rightLinks, wrongLinks, linkedPairs, candidatePairs, missedPairs, truePairs, unreachablePairs } = verdict;
    const precision = rateOf(rightLinks, rightLinks + wrongLinks.length);
    const reachable = truePairs - unreachablePairs;
    const recall = rateOf(linkedPairs + candidatePairs, reachable);
    const cells = [seed, verdict.records, rightLinks, wrongLinks.length, precision.toFixed(5), reachable, linkedPairs, candidatePairs];
    const more = [missedPairs.length, recall.toFixed(4), rateOf(unreachablePairs, truePairs).toFixed(4)];
    const widths = [6, 9, 13, 7, 11, 17, 8, 12, 8, 8, 19];
    console.log([...cells, ...more].map((cell, index) => String(cell).padStart(widths[index] ?? 0)).join(''));
    for (const { a, b, cases } of wrongLinks) console.log(`        wrong: ${a} with ${b} (${cases.join(', ') || 'no case'})`);
    if (process.env['VERBOSE'] !== undefined) {
      for (const { a, b, cases } of missedPairs) console.log(`        missed: ${a} with ${b} (${cases.join(', ') || 'no case'})`);
    }
    const hard = wrongLinks.filter(({ cases }) => cases.some((one) => HARD_CASES.has(one)));
    if (precision < LEAST_PRECISION) faults.push(`seed ${seed}: precision ${precision.toFixed(5)}`);
    if (hard.length > 0) faults.push(`seed ${seed}: ${hard.length} wrong links in a named hard case`);
    if (recall < LEAST_RECALL) faults.push(`seed ${seed}: recall ${recall.toFixed(4)}`);
  }
  console.log(faults.length === 0 ? '\nEvery bar is met.' : `\nMissed: ${faults.join('; ')}.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
