// `npm run bench:gateway`: what a request costs our gateway beside others, in processor milliseconds of a gateway that has one core
// while its subgraphs and the load have the other. Every answer is compared before anything is timed. Exits with 1 where an answer is
// wrong or a bar is missed. docs/bench-gateway.md tells what is compared, and how.
import { rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { judgeRatios, judgeStart, ratio, type Verdict } from './bars';
import { admit } from './contenders';
import { chooseCores, pinMyself, type Cores } from './cores';
import { timeDelayed } from './delayed';
import { askDistinct } from './distinct';
import { median } from './figures';
import { missing, runsHere } from './gateways';
import { customer } from './graphs/customer';
import type { Graph } from './graphs/graph';
import { readOptions, USAGE, type Options } from './options';
import { killAll } from './processes';
import { timeInTurns, type Timed } from './rounds';
import { openStage } from './stage';
import { tableOf } from './table';

const FOLDER = join(__dirname, '../../.cache/bench-gateway');
const CONNECTIONS = 50;

async function benchGraph(graph: Graph, cores: Cores, options: Options, faults: string[]): Promise<Verdict[]> {
  const stage = await openStage(graph, cores, FOLDER);
  try {
    const contenders = await admit(stage, options.gateways, faults);
    const bytes = contenders.flatMap(({ asked }) => asked.map((one) => one.bytes));
    console.log(`\n${graph.title} (${Math.round(median(bytes))} bytes); ${CONNECTIONS} connections\n`);
    const timed = await timeInTurns(stage, contenders, { ...options, connections: CONNECTIONS }, faults);
    console.log(costTable(timed));
    const verdicts = [...judgeRatios(graph.name, timed), ...judgeStart(graph.name, timed)];
    if (graph !== customer || options.delayMs === 0) return verdicts;
    return [...verdicts, ...(await timeDelayed(stage, contenders, options, faults))];
  } finally {
    await stage.close();
  }
}

function costTable(timed: readonly Timed[]): string {
  const heads = ['gateway', 'cpu ms', 'min–max', '/stock', '/hive-rust', '/floor', 'rps', 'p50', 'p99', 'fetches', 'MiB', 'ready ms'];
  const rows = timed.map((one) => {
    const { gateway, readyMs } = one.contender.running;
    return [
      gateway.title,
      one.cpuMs.median.toFixed(3),
      `${one.cpuMs.min.toFixed(3)}–${one.cpuMs.max.toFixed(3)}`,
      ...['stock', 'hive-rust', 'floor'].map((against) => ratio(timed, gateway.name, against)?.toFixed(3) ?? ''),
      one.perSecond.toFixed(0),
      one.p50.median.toFixed(1),
      one.p99.toFixed(0),
      one.fetches.toFixed(1),
      one.peakMiB.toFixed(0),
      readyMs.toFixed(0),
    ];
  });
  return tableOf(heads, rows);
}

async function main(): Promise<0 | 1> {
  const asked = readOptions(process.argv.slice(2));
  const commands = missing(asked.gateways);
  if (commands.length > 0) throw new Error(`first run:\n  ${commands.join('\n  ')}`);
  const options = { ...asked, gateways: asked.gateways.filter(runsHere) };
  for (const { title } of asked.gateways.filter((one) => !options.gateways.includes(one)))
    console.log(`Left out, with its bars: ${title}, which has no build that runs on this ${process.platform} ${process.arch}`);
  const cores = chooseCores();
  pinMyself(cores.others);
  rmSync(FOLDER, { recursive: true, force: true });
  console.log(
    `${cpus()[0]?.model ?? ''}, Node ${process.version}; gateway on core ${cores.gateway}, all else on core ${cores.others}; ` +
      `median of ${options.rounds} interleaved rounds of ${options.seconds} s`,
  );

  const faults: string[] = [];
  const verdicts: Verdict[] = [];
  for (const graph of options.graphs) verdicts.push(...(await benchGraph(graph, cores, options, faults)));
  if (options.distinct > 0 && options.graphs.includes(customer)) {
    const stage = await openStage(customer, cores, FOLDER);
    try {
      verdicts.push(...(await askDistinct(stage, options.gateways, options.distinct, faults)));
    } finally {
      await stage.close();
    }
  }

  console.log(`\n${verdicts.map(({ text }) => text).join('\n')}`);
  if (faults.length > 0) console.log(`\nFaults:\n- ${faults.join('\n- ')}`);
  return faults.length === 0 && verdicts.every(({ met }) => met) ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    killAll();
    process.exit(130);
  });
}
process.on('exit', killAll);

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.error(`\n${USAGE}`);
    process.exitCode = 1;
  },
);
