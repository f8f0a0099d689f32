// Runs random operations over all graphs and tells of every difference with what is needed to see it again.
import { print } from 'graphql';
import { catalogue } from './graphs/catalogue';
import { chain } from './graphs/chain';
import { findings } from './graphs/findings';
import { media } from './graphs/media';
import { network } from './graphs/network';
import { shop } from './graphs/shop';
import type { DifferentialGraph } from './graph';
import { openGraph, type OpenGraph } from './open-graph';
import { createRandom } from './random';
import { randomOperation, type Operation } from './random-operation';
import { shrink } from './shrink';
import { tryOperation, type Conditions, type Difference, type Plant } from './trial';

export const GRAPHS: readonly DifferentialGraph[] = [catalogue, shop, media, findings, chain, network];

export interface RunOptions {
  n: number;
  seed: number;
  graphs?: readonly DifferentialGraph[];
  /** Only this one of the n. */
  only?: number;
  /** How many differences end the run. */
  most?: number;
  plant?: Plant;
}

export interface Found {
  index: number;
  graph: string;
  conditions: Conditions;
  operation: Operation;
  difference: Difference;
}

export interface Report {
  tried: number;
  /** With a subgraph down; and of these, those that the oracle knew exactly. */
  outages: number;
  exact: number;
  found: Found[];
}

export async function runDifferential({ n, seed, graphs = GRAPHS, only, most = 1, plant }: RunOptions): Promise<Report> {
  const opened = graphs.map(openGraph);
  const report: Report = { tried: 0, outages: 0, exact: 0, found: [] };
  for (let index = only ?? 0; index < (only === undefined ? n : only + 1) && report.found.length < most; index += 1) {
    const open = opened[index % opened.length];
    if (open === undefined) break;
    // Each operation has a seed of its own: one alone can be tried again.
    const random = createRandom(Math.imul(seed, 1_000_003) + index);
    const operation = randomOperation(open.api, random, open.graph.ids);
    const down = random.chance(0.3) ? random.pick(open.subgraphs).name : null;
    const conditions: Conditions = { down, asText: random.chance(0.5), seed: random.int(1_000_000) };
    const attempt = (one: Operation) => trial(open, one, conditions, plant);
    const { difference, exact } = await attempt(operation);
    report.tried += 1;
    if (down !== null) report.outages += 1;
    if (down !== null && exact) report.exact += 1;
    if (difference === null) continue;
    const smallest = await shrink(open.api, operation, async (smaller) => (await attempt(smaller)).difference !== null);
    const again = await attempt(smallest);
    report.found.push({ index, graph: open.graph.name, conditions, operation: smallest, difference: again.difference ?? difference });
  }
  return report;
}

/** What is thrown is a difference too. */
async function trial(
  open: OpenGraph,
  operation: Operation,
  conditions: Conditions,
  plant: Plant | undefined,
): ReturnType<typeof tryOperation> {
  try {
    return await tryOperation(open, operation, conditions, plant);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { difference: { what: `thrown: ${message}`, answer: {}, oracle: {} }, exact: true };
  }
}

/** For people: what to run, what was asked, what came. */
export function describeFound({ index, graph, conditions, operation, difference }: Found, seed: number): string {
  return [
    `Operation ${index} of seed ${seed} differs in ${difference.what} (npm run test:differential -- --seed ${seed} --only ${index}).`,
    `Graph ${graph}, ${conditions.down === null ? 'all subgraphs well' : `${conditions.down} down`}:`,
    print(operation.document),
    `variables ${JSON.stringify(operation.variables)}`,
    `answer ${JSON.stringify(difference.answer)}`,
    `oracle ${JSON.stringify(difference.oracle)}`,
  ].join('\n');
}
