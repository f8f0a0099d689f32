// Load on one gateway: so many connections, each sending its next request as soon as it has its answer. Every answer is held to the
// length that the right one had when all were compared; a wrong one ends the benchmark.
import { nextId } from './identified';
import { openWire, prepare } from './wire';

export interface Asked {
  body: string;
  /** Bytes of the right answer. */
  bytes: number;
}

export interface Load {
  /** Answers so far. */
  answered(): number;
  /** Milliseconds that each answer since the last call took. */
  takeLatencies(): number[];
  /** Lets what is under way be answered. Rejects when an answer was wrong. */
  stop(): Promise<void>;
}

export async function startLoad(url: string, asked: readonly Asked[], connections: number): Promise<Load> {
  const requests = asked.map(({ body, bytes }) => ({ prepared: prepare(url, body), bytes }));
  const wires = await Promise.all(Array.from({ length: connections }, () => openWire(url)));
  let stopping = false;
  let answered = 0;
  let turn = 0;
  let latencies: number[] = [];

  const work = wires.map(async (wire) => {
    while (!stopping) {
      const request = requests[turn % requests.length];
      turn += 1;
      if (request === undefined) throw new Error('nothing to ask');
      const since = performance.now();
      const { status, body } = await wire.send(request.prepared, nextId());
      latencies.push(performance.now() - since);
      answered += 1;
      if (status !== 200 || body.length !== request.bytes)
        throw new Error(`under load: status ${status}, ${body.length} bytes for ${request.bytes}: ${body.toString('utf8', 0, 200)}`);
    }
  });
  const all = Promise.all(work);
  // Looked at when stopped; until then it is nobody's.
  all.catch(() => undefined);
  return {
    answered: () => answered,
    takeLatencies() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
    async stop() {
      stopping = true;
      await all.finally(() => wires.forEach((wire) => wire.close()));
    },
  };
}
