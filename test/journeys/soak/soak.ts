// The built gateway for a while under steady load, with faults of vendors and of Redis by a seed: every request must be answered (in part,
// where a system fails), and in the end nothing may be left: no heap that grew, no handle, no promise that nobody looked after.
import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { startSandbox } from '../../../sandbox/sandbox';
import { randomOf } from '../../platform/cache/staleness/report';
import { ask } from '../../support/ask';
import { createFaultProxy } from '../../support/fault-proxy';
import { SANDBOX_SOURCES } from '../../support/graph';
import { probe, PROBE } from '../../support/probed';
import { startGatewayProgram, type Program } from '../../support/program';
import { startRedis } from '../../support/redis-server';
import { playFault, type Stage } from './faults';
import { slopeOf } from './slope';

export interface SoakOptions {
  seconds: number;
  seed: number;
  log?(line: string): void;
}

export interface Soaked {
  answered: number;
  /** Of those, how many lacked a part for a fault. */
  partial: number;
  /** No answer, or one that is none: each kind once. */
  failed: string[];
  faults: number;
  /** After garbage collection, while nothing is asked; over the run, from the end of its first twelfth. */
  heapMiB: number[];
  /** How much the heap grew from first to last by the line through all measurements, as a share of its mean. */
  heapGrowth: number;
  /** Handles of kinds that are more than at first, once all is quiet. */
  handlesLeft: string[];
  /** Exit code of the gateway when told to end; anything but 0 = it had died, as Node does of an unhandled rejection. */
  exitCode: number | null;
}

const READERS = 4;
const CUSTOMERS = 80;
/** Caches fill, code is compiled. */
const WARM_UP_MS = 6_000;
const MEASUREMENTS = 12;
const QUESTIONS = [
  `query ($id: ID!) { customer(id: $id) {
    id crm { lifecycleStage } sales { orderCount } billing { balance { amount } } support { openTickets } } }`,
  `query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) {
    id displayName marketing { lastEngagedAt } support { openTickets } } }`,
  'query ($id: ID!) { customer(id: $id) { id signals { code } timeline(first: 5) { at } completeness { domain state } } }',
];

export async function soak({ seconds, seed, log = () => undefined }: SoakOptions): Promise<Soaked> {
  const [sandbox, redis] = await Promise.all([startSandbox({ people: 300, postgres: false, limits: 'off' }), startRedis()]);
  const proxy = await createFaultProxy(redis.port);
  const stage: Stage = { sandbox, redis, proxy };
  const { url, program } = await startGatewayProgram({
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'full', RATE_BUDGETS: 'on', ...PROBE },
    ...{ REDIS_URL: `redis://127.0.0.1:${proxy.port}`, CACHE_KEYS: `a:${randomBytes(32).toString('base64')}`, REQUEST_TIMEOUT_MS: '5000' },
  });
  const load = startLoad(
    url,
    sandbox.world.crm.contacts.slice(0, CUSTOMERS).map(({ id }) => `hubspot:contact:${id}`),
  );
  try {
    await pause(WARM_UP_MS);
    const atFirst = await quiet(load, program);
    const endAt = Date.now() + seconds * 1_000;
    const heapMiB: number[] = [];
    let faults = 0;
    const random = randomOf(seed);
    const measuring = (async () => {
      for (let measured = 0; measured < MEASUREMENTS; measured += 1) {
        await pause((seconds * 1_000) / MEASUREMENTS);
        // What requests hold while they are answered is no growth.
        const goOn = await load.rest();
        heapMiB.push((await probe(program)).heapBytes / 2 ** 20);
        goOn();
      }
    })();
    while (Date.now() < endAt) {
      await playFault(random, stage, log);
      faults += 1;
      await pause(random() * 1_000);
    }
    await measuring;
    const handlesLeft = await leftBehind(atFirst, load, program);
    const { answered, partial, failed } = await load.stop();
    program.kill('SIGTERM');
    return { answered, partial, failed, faults, heapMiB, heapGrowth: slopeOf(heapMiB), handlesLeft, exitCode: await program.ended };
  } finally {
    await load.stop();
    await program.stop();
    await Promise.all([sandbox.stop(), proxy.close(), redis.stop()]);
  }
}

interface Load {
  /** Resolves when nothing is under way; nothing is asked until the function it answers with is called. */
  rest(): Promise<() => void>;
  stop(): Promise<Pick<Soaked, 'answered' | 'partial' | 'failed'>>;
}

function startLoad(url: string, ids: readonly string[]): Load {
  const failures = new Set<string>();
  const counts = { answered: 0, partial: 0 };
  let underWay = 0;
  let stopping = false;
  let resting = Promise.resolve();
  const reader = async (index: number): Promise<void> => {
    for (let turn = index * 17; !stopping; turn += 1) {
      await resting;
      underWay += 1;
      const variables = { id: ids[turn % ids.length] };
      await ask<unknown>(url, { query: QUESTIONS[turn % QUESTIONS.length] ?? '', variables }).then(
        ({ status, data, errors }) => {
          if (status !== 200 || data === undefined) failures.add(`status ${status}`);
          counts.answered += 1;
          if (errors !== undefined) counts.partial += 1;
        },
        (error: unknown) => failures.add(String(error)),
      );
      underWay -= 1;
      await pause(20);
    }
  };
  const readers = Promise.all(Array.from({ length: READERS }, (_, index) => reader(index)));
  return {
    async rest() {
      let goOn = (): void => undefined;
      resting = new Promise((resolve) => (goOn = resolve));
      while (underWay > 0) await pause(20);
      return goOn;
    },
    async stop() {
      stopping = true;
      await readers;
      return { ...counts, failed: [...failures] };
    },
  };
}

/** What the gateway holds while nobody asks, once connections that nobody uses any more are closed. */
async function quiet(load: Load, program: Program) {
  const goOn = await load.rest();
  await pause(6_000);
  const held = await heldBy(program);
  goOn();
  return held;
}

/** Waits for as long as a connection is kept without use, and once more as long. */
async function leftBehind(atFirst: Record<string, number>, load: Load, program: Program): Promise<string[]> {
  const goOn = await load.rest();
  let left: string[] = [];
  for (let look = 0; look < 24; look += 1) {
    left = Object.entries(await heldBy(program)).flatMap(([name, count]) => {
      const before = atFirst[name] ?? 0;
      return count > before ? [`${name}: ${before} before, ${count} after`] : [];
    });
    if (left.length === 0) break;
    await pause(500);
  }
  goOn();
  return left;
}

/** Connections that are kept for later, too: they keep nobody busy. */
async function heldBy(program: Program): Promise<Record<string, number>> {
  const { handles, sockets } = await probe(program);
  return { ...handles, sockets };
}
