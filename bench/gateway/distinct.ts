// What stays behind of operations that never come again: a gateway with a small heap is asked thousands of distinct ones, each planned
// anew. One that keeps them all runs out of its heap; one that bounds what it keeps goes on answering.
import type { Verdict } from './bars';
import { compare, compareOne, expectedOf } from './contenders';
import { memoryOf } from './cpu';
import type { Gateway } from './gateways';
import { operationOf, type Graph } from './graphs/graph';
import type { Running, Stage } from './stage';
import { tableOf } from './table';
import { openWire } from './wire';

const HEAP_MIB = 256;
const CONNECTIONS = 10;
/** Before the first look at its memory: plans, code and pools that any use brings. */
const WARM_REQUESTS = 500;
/** Those that understand any operation, and are worth the minutes it takes. */
const TAKES_PART = ['ours', 'stock', 'hive-rust'];

/** For the customer graph. */
export async function askDistinct(stage: Stage, chosen: readonly Gateway[], count: number, faults: string[]): Promise<Verdict[]> {
  const rows: string[][] = [];
  const verdicts: Verdict[] = [];
  for (const gateway of chosen.filter(({ name }) => TAKES_PART.includes(name))) {
    const fault = await askOne(stage, gateway, count, rows);
    if (gateway.name === 'ours') {
      const text = `customer: ${count} distinct operations within a heap of ${HEAP_MIB} MiB: ours ${fault ?? 'answered all, and the plain one after'}`;
      verdicts.push({ met: fault === null, text: `${fault === null ? 'met   ' : 'MISSED'}  ${text}` });
    } else if (fault !== null) faults.push(`${gateway.name}, distinct operations: ${fault}`);
  }
  console.log(`\n${count} distinct operations, each gateway anew with a heap of ${HEAP_MIB} MiB; resident memory, MiB\n`);
  console.log(tableOf(['gateway', 'before', 'after half', 'after all', 'peak', 'seconds'], rows));
  return verdicts;
}

/** What went wrong, or null. */
async function askOne(stage: Stage, gateway: Gateway, count: number, rows: string[][]): Promise<string | null> {
  const seen: string[] = [];
  try {
    const running = await stage.enter(gateway, { NODE_OPTIONS: `--max-old-space-size=${HEAP_MIB}` });
    const look = (): number => seen.push(memoryOf(running.pid).nowMiB.toFixed(0));
    const query = operationOf(stage.graph);
    const plain = stage.graph.variables.slice(0, WARM_REQUESTS).map((variables) => JSON.stringify({ query, variables }));
    const expected = await expectedOf(stage.graph, plain);
    await compare(running, expected);
    look();
    const since = performance.now();
    const half = Math.ceil(count / 2);
    await askRange(stage.graph, running, 0, half);
    look();
    await askRange(stage.graph, running, half, count);
    look();
    const seconds = ((performance.now() - since) / 1_000).toFixed(0);
    await compare(running, expected);
    rows.push([gateway.title, ...seen, memoryOf(running.pid).peakMiB.toFixed(0), seconds]);
    await running.stop();
    return null;
  } catch (error) {
    rows.push([gateway.title, ...seen]);
    return error instanceof Error ? error.message : String(error);
  }
}

async function askRange(graph: Graph, running: Running, from: number, to: number): Promise<void> {
  let next = from;
  const work = Array.from({ length: CONNECTIONS }, async () => {
    const wire = await openWire(running.url);
    try {
      while (next < to) {
        const [expected] = await expectedOf(graph, [distinctBody(graph, next++)]);
        if (expected !== undefined) await compareOne(running.url, wire, expected);
      }
    } finally {
      wire.close();
    }
  });
  await Promise.all(work);
}

/** The operation as a client writes it that knows no variables, and a field under a name of its own. */
function distinctBody(graph: Graph, number: number): string {
  const id = String(graph.variables[number % graph.variables.length]?.['id']);
  const query = operationOf(graph)
    .replace(/^query \w+\(\$id: ID!\)/, `query Distinct${number}`)
    .replace('$id', JSON.stringify(id))
    .replace('displayName', `name${number}: displayName`);
  return JSON.stringify({ query });
}
