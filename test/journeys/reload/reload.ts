// A gateway under load whose supergraph file is replaced again and again: what fails meanwhile, and what is left of each graph.
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../../support/ask';
import { startLibraryGraph } from '../../support/library-graph';
import { probe, PROBE } from '../../support/probed';
import { startGatewayProgram } from '../../support/program';
import { until } from '../../support/until';

export interface Reloaded {
  /** Times the gateway said that it has taken over a file. */
  reloads: number;
  asked: number;
  /** What went wrong, each once. */
  failed: string[];
  heapMiB: { before: number; after: number };
  sockets: { before: number; after: number };
}

const READERS = 4;
/** The one that listens, and of each reader one to the gateway and one on to each of two subgraphs. */
export const MOST_SOCKETS = 1 + 3 * READERS;
const QUERIES = ['{ items { id title ... on Book { loans { reader } } } }', '{ book(isbn: "b1") { title pages loans { reader } } }'];
/** Until caches of plans and code have what they will have. */
const WARM_UP_RELOADS = 5;

export async function reloadUnderLoad(times: number, log: (line: string) => void = () => undefined): Promise<Reloaded> {
  const library = await startLibraryGraph();
  const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, LOG_LEVEL: 'info', ...PROBE });
  const failures = new Set<string>();
  let asked = 0;
  let resting = Promise.resolve();
  let stopping = false;
  const reader = async (index: number): Promise<void> => {
    for (let turn = index; !stopping; turn += 1) {
      await resting;
      asked += 1;
      await ask(url, { query: QUERIES[turn % QUERIES.length] ?? '' }).then(
        ({ status, errors }) => {
          if (status !== 200 || errors !== undefined) failures.add(`status ${status}: ${errors?.[0]?.message ?? 'no error'}`);
        },
        (error: unknown) => failures.add(String(error)),
      );
      await pause(5);
    }
  };
  const reloads = (): number =>
    program.stderr().split('supergraph reloaded').length + program.stdout().split('supergraph reloaded').length - 2;
  async function reload(count: number): Promise<void> {
    for (let turn = 0; turn < count; turn += 1) {
      const before = reloads();
      library.write(before % 2 === 0 ? 'extended' : 'plain');
      await until(() => reloads() > before, 10_000);
      if ((turn + 1) % 20 === 0) log(`${turn + 1} reloads, ${asked} asked, ${failures.size} kinds of failures`);
    }
  }
  /** While nobody asks: what is under way is no leak. */
  async function measured() {
    let goOn = (): void => undefined;
    resting = new Promise((resolve) => (goOn = resolve));
    await pause(500);
    const probed = await probe(program);
    goOn();
    return { heapMiB: probed.heapBytes / 2 ** 20, sockets: probed.sockets };
  }
  const readers = Array.from({ length: READERS }, (_, index) => reader(index));
  try {
    await reload(WARM_UP_RELOADS);
    const before = await measured();
    await reload(times);
    const after = await measured();
    return {
      ...{ reloads: reloads() - WARM_UP_RELOADS, asked, failed: [...failures] },
      heapMiB: { before: before.heapMiB, after: after.heapMiB },
      sockets: { before: before.sockets, after: after.sockets },
    };
  } finally {
    stopping = true;
    await Promise.all(readers);
    await program.stop();
    await library.close();
  }
}
