// What a gateway adds when its subgraphs take their time: the same operation with a delay before each subgraph's answer. The critical
// path is two hops one after the other; a hop is measured without any gateway, in the same rounds.
import { setTimeout as sleep } from 'node:timers/promises';
import { MOST_ADDED_MS, verdict, type Verdict } from './bars';
import type { Contender } from './contenders';
import { median, percentile } from './figures';
import { nextId } from './identified';
import { startLoad } from './load';
import { timeInTurns } from './rounds';
import type { Stage } from './stage';
import { tableOf } from './table';
import { openWire, prepare } from './wire';

const CONNECTIONS = 10;
const HOPS = 2;
/** A hop alone: how long it is asked, before and after all others. */
const HOP_SECONDS = 3;
const HOP_BODY = JSON.stringify({ query: 'query($id:ID!){customer(id:$id){id displayName}}', variables: { id: '7' } });

/** For the customer graph. */
export async function timeDelayed(
  stage: Stage,
  contenders: readonly Contender[],
  { rounds, seconds, delayMs }: { rounds: number; seconds: number; delayMs: number },
  faults: string[],
): Promise<Verdict[]> {
  await stage.tell({ delayMs });
  const hops = [await hopOnce(stage)];
  const timed = await timeInTurns(stage, contenders, { rounds, seconds, connections: CONNECTIONS }, faults);
  hops.push(await hopOnce(stage));
  await stage.tell({ delayMs: 0 });

  const path = median(hops) * HOPS;
  console.log(
    `\nThe same with ${delayMs} ms before each subgraph's answer, ${CONNECTIONS} connections; critical path ${path.toFixed(1)} ms ` +
      `(${HOPS} hops of ${median(hops).toFixed(2)} ms, measured without a gateway)\n`,
  );
  const rows = timed.map(({ contender, p50, p99, cpuMs, perSecond }) => [
    contender.running.gateway.title,
    p50.median.toFixed(1),
    `${p50.min.toFixed(1)}–${p50.max.toFixed(1)}`,
    (p50.median - path).toFixed(1),
    p99.toFixed(1),
    cpuMs.median.toFixed(3),
    perSecond.toFixed(0),
  ]);
  console.log(tableOf(['gateway', 'p50 ms', 'min–max', 'added ms', 'p99 ms', 'cpu ms', 'rps'], rows));
  return timed
    .filter(({ contender }) => contender.running.gateway.name === 'ours')
    .map(({ p50 }) => {
      const added = p50.median - path;
      return verdict(
        added <= MOST_ADDED_MS,
        `customer, ${delayMs} ms delay: ours, added p50`,
        `${added.toFixed(1)} ms`,
        `${MOST_ADDED_MS} ms`,
      );
    });
}

/** The p50 of one subgraph asked directly. */
async function hopOnce({ urls, graph }: Stage): Promise<number> {
  const url = urls[graph.subgraphs[0] ?? ''] ?? '';
  const wire = await openWire(url);
  const { body } = await wire.send(prepare(url, HOP_BODY), nextId());
  wire.close();
  const load = await startLoad(url, [{ body: HOP_BODY, bytes: body.length }], CONNECTIONS);
  await sleep(HOP_SECONDS * 1_000);
  const latencies = load.takeLatencies();
  await load.stop();
  return percentile(latencies, 50);
}
