// `npm run bench:planner [-- --n 2000 --seed 8]`: the two planners beside each other: what planning costs, how many requests their plans
// make, and how many of random operations are answered as one schema would answer them. docs/decisions/planner.md reads it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { readRequirements } from '../../gateway/authorisation/applied';
import { readQuestions } from '../../gateway/explorer/questions';
import { loadPlanning, type Planning } from '../../gateway/execution/planner/planning';
import { fetchesOf } from '../../gateway/execution/plan';
import { GRAPHS, runDifferential } from '../../test/gateway/execution/differential/differential';
import { median } from '../gateway/figures';
import { graphs } from '../gateway/graphs/all';
import { operationOf, sdlOf, type Graph } from '../gateway/graphs/graph';
import { tableOf } from '../gateway/table';
import { open, requestsOf } from './opened';

const ROOT = join(__dirname, '../..');
const WARM = 50;
const TIMED = 200;

interface Case {
  name: string;
  supergraphSdl: string;
  operations: readonly string[];
}

function composed(graph: Graph): string {
  const services = graph.subgraphs.map((name) => ({ name, url: `http://${name}`, typeDefs: parse(sdlOf(graph, name)) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (supergraphSdl === undefined) throw new Error(`${graph.name} does not compose: ${String(errors)}`);
  return supergraphSdl;
}

/** Milliseconds that planning one operation takes once all is warm, and what its plan makes of it. */
function planned({ name, supergraphSdl, operations }: Case, planning: Planning): string[] {
  const opened = open(supergraphSdl, planning);
  const documents = operations.map((text) => parse(text));
  const times: number[] = [];
  for (let round = 0; round < WARM + TIMED / documents.length; round += 1) {
    for (const document of documents) {
      const began = performance.now();
      opened.planner.plan(document);
      if (round >= WARM) times.push(performance.now() - began);
    }
  }
  const fetches = documents.reduce((sum, document) => sum + fetchesOf(opened.planner.plan(document)).length, 0);
  const requests = documents.reduce((sum, document) => sum + requestsOf(opened, document), 0);
  return [name, planning.name, median(times).toFixed(3), String(fetches), String(requests)];
}

async function compared(planning: Planning, n: number, seed: number): Promise<string[][]> {
  const rows: string[][] = [];
  for (const graph of GRAPHS) {
    const report = await runDifferential({ n, seed, graphs: [graph], most: Infinity, planning, shrinks: false });
    rows.push([graph.name, planning.name, ...[report.tried, report.refused, report.unplannable, report.found.length].map(String)]);
  }
  return rows;
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { n: { type: 'string', default: '2000' }, seed: { type: 'string', default: '8' } } });
  const plannings = [loadPlanning('apollo'), loadPlanning('hive')];
  const own = readRequirements(readFileSync(join(ROOT, 'schema/supergraph.graphql'), 'utf8')).sdl;
  const questions = await readQuestions({});
  const cases: Case[] = [
    ...graphs.map((graph) => ({ name: graph.name, supergraphSdl: composed(graph), operations: [operationOf(graph)] })),
    { name: 'ready questions', supergraphSdl: own, operations: questions.map(({ query }) => query) },
  ];
  const folder = dirname(require.resolve('@graphql-hive/router-query-planner/package.json'));
  console.log(
    `Node ${process.version}, ${process.platform} ${process.arch}; the Rust planner's package: ${(sizeOf(folder) / 1e6).toFixed(1)} MB\n`,
  );
  const timed = cases.flatMap((one) => plannings.map((planning) => planned(one, planning)));
  console.log(`${tableOf(['operation', 'planner', 'ms a plan', 'fetches', 'requests'], timed)}\n`);
  const rows = [];
  for (const planning of plannings) rows.push(...(await compared(planning, Number(values.n), Number(values.seed))));
  console.log(tableOf(['graph', 'planner', 'operations', 'refused', 'invalid fetch', 'differ'], rows));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
