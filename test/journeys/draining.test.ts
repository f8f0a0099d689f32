// A gateway told to end while many ask: readiness goes first, whoever asks until it says so is answered, no connection is cut, and then the
// door is shut.
import { setTimeout as pause } from 'node:timers/promises';
import { ask } from '../support/ask';
import { startLibraryGraph } from '../support/library-graph';
import { startGatewayProgram } from '../support/program';
import { until } from '../support/until';

const READERS = 20;
const DRAIN_DELAY_MS = 1_500;
/** Still under way when the door is shut. */
const SLOW_MS = 2_500;

it('told to end under load, it finishes everything that was asked before it said so, and nothing is cut', async () => {
  const library = await startLibraryGraph();
  const { url, program } = await startGatewayProgram({ SUPERGRAPH: library.supergraphFile, DRAIN_DELAY_MS: String(DRAIN_DELAY_MS) });
  const failures: string[] = [];
  let answered = 0;
  let slow = 0;
  let shutAt = Infinity;
  // As a balancer does: who is not ready gets no new requests.
  let isReady = true;
  const reader = async (index: number): Promise<void> => {
    for (let turn = index; isReady; turn += 1) {
      const isSlow = turn % 4 === 0;
      const query = isSlow ? `{ slowly(ms: ${SLOW_MS}) }` : '{ items { id title } }';
      await ask(url, { query }).then(
        ({ status, errors }) => {
          if (status === 200 && errors === undefined) answered += 1;
          else failures.push(`status ${status}`);
          if (isSlow && performance.now() > shutAt) slow += 1;
        },
        (error: unknown) => failures.push(String(error)),
      );
    }
  };
  const readiness = async (): Promise<number> => (await fetch(`${url}/health/ready`)).status;
  try {
    const readers = Promise.all(Array.from({ length: READERS }, (_, index) => reader(index)));
    await until(() => answered > READERS, 10_000);
    program.kill('SIGTERM');
    const told = performance.now();
    shutAt = told + DRAIN_DELAY_MS;
    await until(async () => (await readiness()) === 503, DRAIN_DELAY_MS - 100);
    isReady = false;
    await readers;
    expect(failures).toEqual([]);
    // Some were still under way when it was no longer ready, and when the door was shut.
    expect(slow).toBeGreaterThan(0);
    expect(await program.ended).toBe(0);
    expect(performance.now() - told).toBeLessThan(10_000);
    await pause(50);
    await expect(ask(url, { query: '{ items { id } }' })).rejects.toThrow();
  } finally {
    isReady = false;
    await program.stop();
    await library.close();
  }
}, 60_000);
