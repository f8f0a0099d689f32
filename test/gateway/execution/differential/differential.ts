// Runs random operations over all graphs and tells of every difference with what is needed to see it again.
import { print } from 'graphql';
import { catalogue } from './graphs/catalogue';
import { chain } from './graphs/chain';
import { findings } from './graphs/findings';
import { media } from './graphs/media';
import { network } from './graphs/network';
import { shop } from './graphs/shop';
import type { DifferentialGraph } from './graph';
import type { Planning } from '../../../../gateway/execution/planner/planning';
import { openGraph, type OpenGraph } from './open-graph';
import { createRandom } from './random';
import { randomOperations, type Operation } from './random-operation';
import { shrink } from './shrink';
import { tryOperation, type Conditions, type Difference, type Plant } from './trial';

export const GRAPHS: readonly DifferentialGraph[] = [catalogue, shop, media, findings, chain, network];

export interface RunOptions {
  n: number;
  seed: number;
  graphs?: readonly DifferentialGraph[];
  /** Only the document of this number. */
  only?: number;
  /** How many differences end the run. */
  most?: number;
  /** Who plans; the one the tests run over where it is left out. */
  planning?: Planning;
  /** False = differences are counted, and not made small. */
  shrinks?: boolean;
  plant?: Plant;
}

export interface Found {
  index: number;
  graph: string;
  /** Was it the only graph? Then that is needed to find the document again. */
  alone: boolean;
  conditions: Conditions;
  operation: Operation;
  difference: Difference;
}

export interface Report {
  tried: number;
  /** With a subgraph down; and of these, those that the oracle knew exactly. */
  outages: number;
  exact: number;
  /** Operations whose plan no subgraph would take, for faults of the planner. */
  unplannable: number;
  /** Operations that the planner has no plan for. */
  refused: number;
  found: Found[];
}

/** Where fields of two types differ in `!` only: its texts are not valid, and no executor can know what it meant. */
const PLANNED_WRONGLY = /^thrown: .*invalid fetch: .* conflict because .*they return conflicting types/;

/** What is said of it is the gateway's word. */
const REFUSED = 'thrown: This operation cannot be planned.';

/** The same document is asked with several values of its variables, well and with an outage: what is compiled once serves them all. */
const TIMES = 3;

export async function runDifferential(options: RunOptions): Promise<Report> {
  const { n, seed, graphs = GRAPHS, only, most = 1, plant, planning, shrinks = true } = options;
  const opened = graphs.map((graph) => openGraph(graph, plant?.plan, planning));
  const report: Report = { tried: 0, outages: 0, exact: 0, unplannable: 0, refused: 0, found: [] };
  const end = only === undefined ? Math.ceil(n / TIMES) : only + 1;
  for (let index = only ?? 0; index < end && report.found.length < most; index += 1) {
    const open = opened[index % opened.length];
    if (open === undefined) break;
    // Each document has a seed of its own: one alone can be tried again.
    const random = createRandom(Math.imul(seed, 1_000_003) + index);
    for (const operation of randomOperations(open.api, random, { ids: open.graph.ids, times: TIMES })) {
      const down = random.chance(0.35) ? random.pick(open.subgraphs).name : null;
      const conditions: Conditions = { down, asText: random.chance(0.5), seed: random.int(1_000_000) };
      const found = await examine(open, operation, { conditions, plant, report, shrinks });
      if (found !== null) report.found.push({ index, alone: opened.length === 1, ...found });
      if (found !== null) break;
    }
  }
  return report;
}

interface Examination {
  conditions: Conditions;
  plant: Plant | undefined;
  report: Report;
  shrinks: boolean;
}

/** Tries an operation and counts it; one that differs is made as small as it can be. */
async function examine(
  open: OpenGraph,
  operation: Operation,
  { conditions, plant, report, shrinks }: Examination,
): Promise<Omit<Found, 'index' | 'alone'> | null> {
  const attempt = (one: Operation) => trial(open, one, conditions, plant);
  const { difference, exact } = await attempt(operation);
  report.tried += 1;
  if (conditions.down !== null) report.outages += 1;
  if (conditions.down !== null && exact) report.exact += 1;
  if (difference === null) return null;
  if (PLANNED_WRONGLY.test(difference.what)) {
    report.unplannable += 1;
    return null;
  }
  if (difference.what === REFUSED) {
    report.refused += 1;
    return null;
  }
  if (!shrinks) return { graph: open.graph.name, conditions, operation, difference };
  const differs = async (smaller: Operation): Promise<boolean> => {
    const what = (await attempt(smaller)).difference?.what;
    return what !== undefined && what !== REFUSED && !PLANNED_WRONGLY.test(what);
  };
  const smallest = await shrink(open.api, operation, differs);
  const again = await attempt(smallest);
  return { graph: open.graph.name, conditions, operation: smallest, difference: again.difference ?? difference };
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
export function describeFound({ index, graph, alone, conditions, operation, difference }: Found, seed: number): string {
  const command = `npm run test:differential -- --seed ${seed} --only ${index}${alone ? ` --graph ${graph}` : ''}`;
  return [
    `Document ${index} of seed ${seed} differs in ${difference.what} (${command}).`,
    `Graph ${graph}, ${conditions.down === null ? 'all subgraphs well' : `${conditions.down} down`}:`,
    print(operation.document),
    `variables ${JSON.stringify(operation.variables)}`,
    `answer ${JSON.stringify(difference.answer)}`,
    `oracle ${JSON.stringify(difference.oracle)}`,
  ].join('\n');
}
