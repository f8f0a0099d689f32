// Subscribers who come and go at any moment, thousands of them, while customers change: what the built gateway, its Redis and its
// PostgreSQL hold for them before and after. Over each transport that there is: WebSocket and server-sent events.
import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createStateDatabase, externalServer, type StateDatabase } from '../../../platform/state/database';
import { CHANGES_CHANNEL } from '../../../processes/changes/changes';
import { startPostgres } from '../../../sandbox/postgres/server';
import { startSandbox } from '../../../sandbox/sandbox';
import { SANDBOX_SOURCES } from '../../support/graph';
import { readMetrics } from '../../support/metrics';
import { probe, PROBE } from '../../support/probed';
import { startGatewayProgram, type Program } from '../../support/program';
import { startRedis } from '../../support/redis-server';
import { listenOn, socketClient } from '../../support/subscribing';
import { until } from '../../support/until';

export const TRANSPORTS = ['graphql-ws', 'graphql-sse'] as const;

export type Transport = (typeof TRANSPORTS)[number];

/** What is held while nobody subscribes. */
export interface Held {
  subscriptions: number;
  connections: number;
  /** After garbage collection. */
  heapMiB: number;
  /** What keeps the process busy, by kind. */
  handles: Record<string, number>;
  /** Of all clients of Redis together: channels they listen to. */
  redisSubscriptions: number;
  /** To PostgreSQL. */
  databaseConnections: number;
}

export interface Comings {
  /** So many come and go; nobody is left when it resolves. */
  cycles(transport: Transport, count: number): Promise<{ answered: number }>;
  /** Once all is quiet. */
  held(): Promise<Held>;
  close(): Promise<void>;
}

const CUSTOMERS = ['hubspot:contact:501', 'hubspot:contact:502', 'hubspot:contact:503'];
const AT_ONCE = 20;
/** On one socket, where a transport has more than one subscription on it. */
const ON_ONE = 10;
const CHANGE_EVERY_MS = 25;
const DEADLINE_MS = 3_000;
/** Connections that nobody uses are closed by then, and what belongs to a request is forgotten: that is kept until its deadline. */
const QUIET_MS = DEADLINE_MS + 2_000;
const LOOKS = 6;
const LOOK_EVERY_MS = 300;

export async function openComings(): Promise<Comings> {
  const [sandbox, postgres, redis] = await Promise.all([
    startSandbox({ people: 50, postgres: false, limits: 'off' }),
    startPostgres(),
    startRedis(),
  ]);
  const database = createStateDatabase(externalServer(postgres.url));
  const watcher = new Redis(redis.url);
  const { url, program } = await startGatewayProgram({
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', AUDIT: 'off', PROCESSES: 'on', DATABASE_URL: postgres.url },
    ...{
      CACHE_MODE: 'full',
      REQUEST_TIMEOUT_MS: String(DEADLINE_MS),
      REDIS_URL: redis.url,
      CACHE_KEYS: `a:${randomBytes(32).toString('base64')}`,
      ...PROBE,
    },
  });
  return {
    async cycles(transport, count) {
      const stop = keepChanging(database);
      let begun = 0;
      let answered = 0;
      const visitor = async (): Promise<void> => {
        while (begun < count) {
          const together = transport === 'graphql-ws' ? Math.min(ON_ONE, count - begun) : 1;
          const first = begun;
          begun += together;
          const more = transport === 'graphql-ws' ? await bySocket(url, first, together) : await byStream(url, first);
          answered += more;
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, visitor));
      await stop();
      return { answered };
    },
    async held() {
      const measure = async (name: string): Promise<number> => (await readMetrics(`${url}/metrics`)).value(`customer_graph_${name}`);
      await until(async () => (await measure('subscriptions')) + (await measure('subscription_connections')) === 0, 10_000);
      await pause(QUIET_MS);
      return {
        ...{ subscriptions: await measure('subscriptions'), connections: await measure('subscription_connections') },
        ...(await heldBy(program)),
        redisSubscriptions: await subscriptionsOf(watcher),
        databaseConnections: await connectionsTo(database),
      };
    },
    async close() {
      await program.stop();
      watcher.disconnect();
      await database.close();
      await Promise.all([sandbox.stop(), postgres.stop(), redis.stop()]);
    },
  };
}

/** Each goes at its own moment: at once, soon, or when it has its answer. */
async function leaveAt(turn: number, answer: () => Promise<unknown>): Promise<number> {
  if (turn % 4 === 0) return 0;
  if (turn % 4 === 3) return answer().then(() => 1);
  await pause(Math.random() * 30);
  return 0;
}

const questionOf = (turn: number) => ({
  query: `subscription { customerChanged(id: "${CUSTOMERS[turn % CUSTOMERS.length] ?? ''}") { id displayName } }`,
});

/** On a connection of its own, which is cut: a client that keeps connections for later would hold some that say nothing of the gateway. */
async function byStream(url: string, turn: number): Promise<number> {
  const headers = { 'content-type': 'application/json', accept: 'text/event-stream' };
  const asking = request(`${url}/graphql/stream`, { method: 'POST', headers, agent: false });
  const answer = new Promise<void>((resolve, reject) => {
    asking.on('error', reject);
    asking.on('response', (response) => {
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => void (chunk.includes('event: next') && resolve()));
    });
  });
  // Those who do not wait for it cut it.
  answer.catch(() => undefined);
  asking.end(JSON.stringify(questionOf(turn)));
  const answered = await leaveAt(turn, () => answer);
  asking.destroy();
  return answered;
}

/** One after the other leaves; every other socket is cut with those that are left still on it. */
async function bySocket(url: string, first: number, count: number): Promise<number> {
  const client = socketClient(url);
  const cut = first % (2 * ON_ONE) === 0;
  const all = Array.from({ length: count }, async (_, place) => {
    const listening = listenOn(client, questionOf(first + place));
    const answered = await leaveAt(first + place, () => listening.after(1, 20_000));
    if (!cut) listening.stop();
    return answered;
  });
  const answered = (await Promise.all(all)).reduce((sum, one) => sum + one, 0);
  if (cut) client.terminate();
  await client.dispose();
  return answered;
}

function keepChanging(database: StateDatabase): () => Promise<void> {
  let changing = true;
  const changes = (async () => {
    while (changing) {
      const payloads = CUSTOMERS.map((customer) => JSON.stringify({ tenant: 'default', customer, records: [] }));
      // One that a busy database did not take is followed by the next.
      await database
        .use((session) => session.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [CHANGES_CHANNEL, payloads]))
        .catch(() => undefined);
      await pause(CHANGE_EVERY_MS);
    }
  })();
  return async () => {
    changing = false;
    await changes;
  };
}

/** What is left is there whenever one looks; what comes and goes is not. */
async function heldBy(program: Program): Promise<Pick<Held, 'heapMiB' | 'handles'>> {
  const first = await probe(program);
  const handles = new Map(Object.entries(first.handles));
  let { heapBytes } = first;
  for (let looks = 1; looks < LOOKS; looks += 1) {
    await pause(LOOK_EVERY_MS);
    const again = await probe(program);
    heapBytes = Math.min(heapBytes, again.heapBytes);
    for (const [name, count] of handles) handles.set(name, Math.min(count, again.handles[name] ?? 0));
  }
  return { heapMiB: heapBytes / 2 ** 20, handles: Object.fromEntries(handles) };
}

/** https://redis.io/docs/latest/commands/client-list/: sub, psub and ssub of each client. */
async function subscriptionsOf(redis: Redis): Promise<number> {
  const list = String(await redis.client('LIST'));
  return [...list.matchAll(/\b[ps]?sub=(\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

async function connectionsTo(database: StateDatabase): Promise<number> {
  const all = `select from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`;
  return database.use(async (session) => (await session.query(all)).length);
}

/** Sockets and timers of the gateway's own that are there now and then: those of a database's idle sessions. */
const COME_AND_GO = 3;

/** In words, what is more than it was; `mostMiB` = by how much the heap may differ. */
export function growthOf(before: Held, after: Held, mostMiB: number): string[] {
  const found: string[] = [];
  const compare = (name: string, was: number, is: number): void => void (is > was && found.push(`${name}: ${was} before, ${is} after`));
  compare('subscriptions', 0, after.subscriptions);
  compare('connections', 0, after.connections);
  compare('subscriptions of Redis', before.redisSubscriptions, after.redisSubscriptions);
  compare('connections to PostgreSQL', COME_AND_GO + before.databaseConnections, after.databaseConnections);
  for (const [name, count] of Object.entries(after.handles)) compare(name, (before.handles[name] ?? 0) + COME_AND_GO, count);
  if (after.heapMiB > before.heapMiB + mostMiB)
    found.push(`heap in MiB: ${before.heapMiB.toFixed(1)} before, ${after.heapMiB.toFixed(1)} after`);
  return found;
}
