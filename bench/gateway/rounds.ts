// Times contenders in turns: a round takes every one of them for some seconds, the next round begins with another, and what counts is
// the median of the rounds. So a machine that is busy for a while costs all of them. The first lap only warms up.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contender } from './contenders';
import { cpuMs, memoryOf } from './cpu';
import { median, percentile, spreadOf, type Spread } from './figures';
import { startLoad } from './load';
import type { Stage } from './stage';

const MOST_PATIENCE_MS = 60_000;
/** Until all connections are at work. */
const RAMP_MS = 500;

export interface Lap {
  /** Processor milliseconds a request. */
  cpuMs: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Fetches of subgraphs a request. */
  fetches: number;
}

export interface Timed {
  contender: Contender;
  cpuMs: Spread;
  perSecond: number;
  p50: Spread;
  p99: number;
  fetches: number;
  peakMiB: number;
}

export interface Pace {
  rounds: number;
  seconds: number;
  connections: number;
}

/** Contenders that fail under load are left out, and told of in `faults`. */
export async function timeInTurns(stage: Stage, contenders: readonly Contender[], pace: Pace, faults: string[]): Promise<Timed[]> {
  const laps = new Map<Contender, Lap[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round <= pace.rounds; round += 1) {
    for (const contender of rotated(contenders, round)) {
      const own = laps.get(contender);
      if (own === undefined) continue;
      try {
        const lap = await timeOnce(stage, contender, pace);
        if (round > 0) own.push(lap);
      } catch (error) {
        laps.delete(contender);
        faults.push(`${contender.running.gateway.name}, ${stage.graph.name}, ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
  return contenders.flatMap((contender) => {
    const own = laps.get(contender);
    return own === undefined ? [] : [summaryOf(contender, own)];
  });
}

export function rotated<T>(all: readonly T[], by: number): T[] {
  const from = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(from), ...all.slice(0, from)];
}

/**
 * Processor time and fetches are those of the whole lap, from no request under way to none: then each of them belongs to a request that
 * was counted. Rate and latencies are those of the time when all connections were at work.
 */
async function timeOnce(stage: Stage, { running: { url, pid }, asked }: Contender, { seconds, connections }: Pace): Promise<Lap> {
  await stage.tell({ reset: true });
  const cpuBefore = cpuMs(pid);
  const load = await startLoad(url, asked, connections);
  await sleep(RAMP_MS);
  load.takeLatencies();
  const before = { at: performance.now(), answered: load.answered() };
  await sleep(seconds * 1_000);
  // On a busy machine a slow gateway has answered hardly anybody by then, and those are not typical.
  const enough = before.answered + 2 * connections;
  while (load.answered() < enough && performance.now() - before.at < MOST_PATIENCE_MS) await sleep(100);
  const perSecond = ((load.answered() - before.answered) * 1_000) / (performance.now() - before.at);
  const latencies = load.takeLatencies();
  await load.stop();
  const { requests } = await stage.tell({});
  if (latencies.length === 0) throw new Error('under load: not one answer in time');
  return {
    cpuMs: (cpuMs(pid) - cpuBefore) / load.answered(),
    perSecond,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    fetches: requests / load.answered(),
  };
}

function summaryOf(contender: Contender, laps: readonly Lap[]): Timed {
  return {
    contender,
    cpuMs: spreadOf(laps.map((lap) => lap.cpuMs)),
    perSecond: median(laps.map((lap) => lap.perSecond)),
    p50: spreadOf(laps.map((lap) => lap.p50)),
    p99: median(laps.map((lap) => lap.p99)),
    fetches: median(laps.map((lap) => lap.fetches)),
    peakMiB: memoryOf(contender.running.pid).peakMiB,
  };
}
