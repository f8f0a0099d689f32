// Whatever fails between a webhook and its answer, nothing is lost and nothing is told twice: a database or a Redis that is away, and a
// gateway that is killed at each point in between. The vendor sends again what had no answer.
import { createHmac } from 'node:crypto';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import type { WebhookSender } from '../../sandbox/webhooks/sender';
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { keepHintLog, type HintLog } from '../support/hint-log';
import { startGatewayProgram, type Program } from '../support/program';
import { startRedis, type RedisServer } from '../support/redis-server';
import { startStatementCounter, type StatementCounter } from '../support/statement-counter';
import { until } from '../support/until';

jest.setTimeout(60_000);

let sandbox: Sandbox;
let database: RunningPostgres;
let wire: StatementCounter;
let state: StateDatabase;
let redis: RedisServer;
let sender: WebhookSender;
let env: Record<string, string>;
let customers: string[];
let log: HintLog;

beforeAll(async () => {
  [sandbox, database, redis] = await Promise.all([
    startSandbox({ people: 50, postgres: false, limits: 'off' }),
    startPostgres(),
    startRedis(),
  ]);
  wire = await startStatementCounter(database.url);
  state = createStateDatabase(externalServer(database.url));
  // On a machine with much to do the first connection may take more than its second.
  const answers = (): Promise<boolean> =>
    state
      .use((session) => session.query('select 1'))
      .then(
        () => true,
        () => false,
      );
  await until(answers, 20_000);
  log = await keepHintLog(state);
  sender = sandbox.stripe.webhooks;
  customers = sandbox.world.payments.customers.map(({ id }) => id);
  env = {
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', STRIPE_WEBHOOK_SECRET: sender.secret },
    ...{ CACHE_MODE: 'full', PROCESSES: 'on', DATABASE_URL: wire.url },
    ...{ REDIS_URL: redis.url, CACHE_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
  };
});

afterAll(async () => {
  await state?.close();
  await wire?.stop();
  await Promise.all([sandbox?.stop(), database?.stop(), redis?.stop()]);
});

beforeEach(() => log.clear());

const hints = async (): Promise<(string | null)[]> => (await log.read()).map(({ record }) => record);
const seen = (): Promise<number> => state.use(async (session) => (await session.query('select from customer_graph.webhook_seen')).length);
/** What was answered to each attempt of a customer's change. */
const answersOf = (place: number): number[] => sender.deliveries().flatMap(({ id, status }) => (id === customers[place] ? [status] : []));
const change = (url: string, place: number): string => {
  const id = customers[place] ?? '';
  sender.order({ url: `${url}/webhooks/stripe` });
  sandbox.stripe.changes.tell({ type: 'customer', id, what: 'updated' });
  return `stripe:customer:${id}`;
};

describe('while something is away', () => {
  let graph: Graph;
  beforeAll(async () => (graph = await startGraph(env, 'in process')));
  afterAll(() => graph?.close());

  it('the database: it is sent again, reads go on, and it is taken once the database is back', async () => {
    wire.set('cut');
    const record = change(graph.url, 0);
    await until(() => answersOf(0).length > 0, 10_000);
    expect(answersOf(0)[0]).toBe(503);
    const { data } = await graph.ask<{ customer: { id: string } }>('query ($id: ID!) { customer(id: $id) { id } }', {
      id: 'hubspot:contact:501',
    });
    expect(data.customer.id).toBe('hubspot:contact:501');
    wire.set('open');
    await sender.settled();
    expect(answersOf(0).at(-1)).toBe(200);
    expect(await hints()).toEqual([record]);
  });

  it('Redis: what is not acknowledged leaves nothing behind that would drop the next attempt', async () => {
    redis.pause();
    const record = change(graph.url, 1);
    await until(() => answersOf(1).length > 0, 10_000);
    const kept = [await seen(), await hints()];
    redis.resume();
    expect([answersOf(1)[0], ...kept]).toEqual([503, 0, []]);
    await sender.settled();
    expect(answersOf(1).at(-1)).toBe(200);
    expect(await hints()).toEqual([record]);
  });
});

describe('a gateway that is killed', () => {
  const running: Program[] = [];
  const start = async (): Promise<{ url: string; program: Program }> => {
    const started = await startGatewayProgram(env);
    running.push(started.program);
    return started;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((program) => program.stop()));
  });

  /** The vendor's next attempt goes to a process that came after. */
  const again = async (id: string): Promise<number> => send((await start()).url, id);
  const eventOf = (id: string) => ({
    ...{ id: `evt_of_${id}`, type: 'customer.updated', created: 1_790_000_000 },
    data: { object: { id, object: 'customer' } },
  });
  async function send(url: string, id: string): Promise<number> {
    const body = JSON.stringify(eventOf(id));
    const time = Math.floor(Date.now() / 1_000);
    const proof = createHmac('sha256', sender.secret).update(`${time}.${body}`).digest('hex');
    const headers = { 'stripe-signature': `t=${time},v1=${proof}` };
    return fetch(`${url}/webhooks/stripe`, { method: 'POST', body, headers }).then(
      ({ status }) => status,
      () => 0,
    );
  }

  it('before the cache has forgotten: the next attempt is taken', async () => {
    const [, , id = ''] = customers;
    const { url, program } = await start();
    redis.pause();
    const sent = send(url, id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    program.kill('SIGKILL');
    expect(await sent).toBe(0);
    redis.resume();
    expect(await seen()).toBe(0);
    expect(await again(id)).toBe(200);
    expect(await hints()).toEqual([`stripe:customer:${id}`]);
  });

  it('while it is being kept, and before its answer: the next attempt is a double, or is taken, and there is one hint', async () => {
    const [, , , id = ''] = customers;
    const { url, program } = await start();
    const holder = await state.connect();
    await holder.query('begin');
    await holder.query('lock table customer_graph.webhook_seen in access exclusive mode');
    const sent = send(url, id);
    const waits = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%webhook_seen%'`;
    await until(async () => (await state.use((session) => session.query(waits))).length > 0, 5_000);
    program.kill('SIGKILL');
    expect(await sent).toBe(0);
    await holder.query('rollback');
    await holder.end();
    // The database ends the statement, though nobody hears of it.
    await until(async () => (await seen()) === 1, 5_000);
    expect(await hints()).toEqual([`stripe:customer:${id}`]);
    expect(await again(id)).toBe(200);
    expect(await hints()).toEqual([`stripe:customer:${id}`]);
    // Told on, and gone: what comes once more is known all the same.
    await state.use((session) => session.query('delete from customer_graph.outbox', [], 20_000));
    expect(await again(id)).toBe(200);
    expect(await hints()).toEqual([`stripe:customer:${id}`]);
  });
});
