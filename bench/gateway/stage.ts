// One graph on stage: its subgraphs' process, the composed supergraph, and the gateways in front of it. Shared by all that measure.
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { writeSupergraph } from './compose';
import { report, type Counts, type Order, type Report } from './conversation';
import type { Cores } from './cores';
import type { Gateway } from './gateways';
import type { Graph } from './graphs/graph';
import { nextId } from './identified';
import { hasEnded, start, stop, type Started } from './processes';
import { openWire, prepare } from './wire';

const READY_WITHIN_MS = 60_000;
const POLL_MS = 5;

export interface Running {
  gateway: Gateway;
  url: string;
  pid: number;
  /** From the start of the process to its first answer. */
  readyMs: number;
  logFile: string;
  stop(): Promise<void>;
}

export interface Stage {
  graph: Graph;
  /** Of each subgraph. */
  urls: Readonly<Record<string, string>>;
  /** Tells the subgraphs' process something; it answers with its counts before a reset. */
  tell(order: Order): Promise<Counts>;
  /** Waits until the gateway answers. `env`: beside its own. */
  enter(gateway: Gateway, env?: Readonly<Record<string, string>>): Promise<Running>;
  close(): Promise<void>;
}

export async function openStage(graph: Graph, cores: Cores, folder: string): Promise<Stage> {
  mkdirSync(folder, { recursive: true });
  const subgraphs = start({
    core: cores.others,
    args: ['--import', 'tsx', join(__dirname, 'subgraphs.ts'), graph.name],
    env: {},
    logFile: join(folder, `subgraphs-${graph.name}.log`),
    channel: true,
  });
  const entered: Started[] = [];
  const hear = async (): Promise<Report> => {
    const listening = new AbortController();
    const { signal } = listening;
    const ended = once(subgraphs.child, 'exit', { signal }).then(() => {
      throw new Error(`the subgraphs have ended; see ${folder}`);
    });
    // Once something was heard, its end is the business of whoever listens next.
    ended.catch(() => undefined);
    try {
      const [message] = await Promise.race([once(subgraphs.child, 'message', { signal }), ended]);
      return report.parse(message);
    } finally {
      listening.abort();
    }
  };
  const first = await hear();
  if (first.kind !== 'ready') throw new Error('the subgraphs count before they listen');
  const { urls } = first;
  const supergraphFile = join(folder, `supergraph-${graph.name}.graphql`);
  writeSupergraph(graph, urls, supergraphFile);

  return {
    graph,
    urls,
    async tell(order) {
      subgraphs.child.send(order);
      const counts = await hear();
      if (counts.kind !== 'counts') throw new Error('the subgraphs began anew');
      return counts;
    },
    async enter(gateway, env = {}) {
      const port = await freePort();
      const place = { supergraphFile, urls, port };
      const logFile = join(folder, `${gateway.name}-${graph.name}.log`);
      const since = performance.now();
      const started = start({
        core: cores.gateway,
        args: gateway.args(place),
        env: { ...gateway.env(place), ...env },
        logFile,
        channel: false,
      });
      entered.push(started);
      const url = `http://127.0.0.1:${port}${gateway.path}`;
      await untilReady(url, started, since, logFile);
      return { gateway, url, pid: started.pid, readyMs: performance.now() - since, logFile, stop: () => stop(started) };
    },
    async close() {
      await Promise.all(entered.map(stop));
      await stop(subgraphs);
    },
  };
}

async function untilReady(url: string, started: Started, since: number, logFile: string): Promise<void> {
  for (;;) {
    if (await answers(url)) return;
    if (hasEnded(started)) throw new Error(`it has ended instead of answering; see ${logFile}`);
    if (performance.now() - since > READY_WITHIN_MS) throw new Error(`no answer within ${READY_WITHIN_MS / 1_000} s; see ${logFile}`);
    await sleep(POLL_MS);
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const wire = await openWire(url);
    const { status } = await wire.send(prepare(url, '{"query":"{__typename}"}'), nextId()).finally(() => wire.close());
    return status === 200;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = z.object({ port: z.number() }).parse(server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}
