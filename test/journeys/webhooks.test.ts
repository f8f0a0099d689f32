// Vendors tell of changes, on real parts: the pretend systems sign and send, the gateway takes it, the cache forgets before it answers,
// and the hint lies in the outbox. What comes twice, late or out of order does no harm; what is not proven does nothing.
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { SANDBOX_SOURCES, startGraph, WITHOUT_ENGINE, type Graph } from '../support/graph';
import { keepHintLog, type HintLog } from '../support/hint-log';
import { startRedis, type RedisServer } from '../support/redis-server';
import { putPerson } from '../support/sandbox-people';
import { until } from '../support/until';

jest.setTimeout(60_000);

const ADA = 'hubspot:contact:501';
const NAME = `query ($id: ID!) { customer(id: $id) { displayName } }`;
const SECRETS = (sandbox: Sandbox) => ({
  HUBSPOT_WEBHOOK_SECRET: sandbox.hubspot.webhooks.secret,
  STRIPE_WEBHOOK_SECRET: sandbox.stripe.webhooks.secret,
});

let sandbox: Sandbox;
let database: RunningPostgres;
let state: StateDatabase;
let redis: RedisServer;
let graphs: Graph[];
let log: HintLog;

beforeAll(async () => {
  [sandbox, database, redis] = await Promise.all([
    startSandbox({ people: 50, postgres: false, limits: 'off' }),
    startPostgres(),
    startRedis(),
  ]);
  state = createStateDatabase(externalServer(database.url));
  log = await keepHintLog(state);
  const env = {
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', ...SECRETS(sandbox) },
    ...{ CACHE_MODE: 'full', PROCESSES: 'on', DATABASE_URL: database.url },
    ...{ REDIS_URL: redis.url, CACHE_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
  };
  graphs = await Promise.all([startGraph(env, 'in process', WITHOUT_ENGINE), startGraph(env, 'in process', WITHOUT_ENGINE)]);
});

afterAll(async () => {
  await Promise.all((graphs ?? []).map((graph) => graph.close()));
  await state?.close();
  await Promise.all([sandbox?.stop(), database?.stop(), redis?.stop()]);
});

const graph = (index = 0): Graph => {
  const one = graphs[index];
  if (one === undefined) throw new Error('a graph that did not start');
  return one;
};
const outbox = () => log.read();
const nameOf = async (index: number): Promise<string | null | undefined> =>
  (await graph(index).ask<{ customer: { displayName: string | null } | null }>(NAME, { id: ADA })).data?.customer?.displayName;

beforeEach(() => log.clear());

describe('a change at a vendor', () => {
  it('is told, forgotten by the cache of every process, and kept as a hint before the vendor has its answer', async () => {
    sandbox.hubspot.webhooks.order({ url: `${graph().url}/webhooks/hubspot` });
    await putPerson(sandbox.hubspot, { id: '501', firstName: 'Ada', lastName: 'Mensah' });
    await sandbox.hubspot.webhooks.settled();
    expect([await nameOf(0), await nameOf(1)]).toEqual(['Ada Mensah', 'Ada Mensah']);

    await putPerson(sandbox.hubspot, { id: '501', firstName: 'Adelaide' });
    await sandbox.hubspot.webhooks.settled();
    expect(sandbox.hubspot.webhooks.deliveries().map(({ status }) => status)).toEqual([200, 200]);
    // Other processes hear of it within 100 ms.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect([await nameOf(0), await nameOf(1)]).toEqual(['Adelaide Mensah', 'Adelaide Mensah']);
    expect(await outbox()).toEqual([1, 2].map(() => ({ source: 'hubspot', record: ADA, type: 'crm.contact.updated' })));
  });

  it('of an item names the customer whose it is', async () => {
    const invoice = sandbox.world.payments.invoices[0];
    if (invoice === undefined) throw new Error('a world without invoices');
    sandbox.stripe.webhooks.order({ url: `${graph().url}/webhooks/stripe` });
    sandbox.stripe.changes.tell({ type: 'invoice', id: invoice.id, what: 'updated' });
    await sandbox.stripe.webhooks.settled();
    expect(await outbox()).toEqual([
      { source: 'stripe', record: `stripe:customer:${invoice.customerId}`, type: 'billing.invoice.updated' },
    ]);
  });

  it('is one hint, however often and to whichever process it is sent', async () => {
    sandbox.stripe.webhooks.order({ url: `${graph().url}/webhooks/stripe`, times: 50 });
    const customer = sandbox.world.payments.customers[0]?.id ?? '';
    sandbox.stripe.changes.tell({ type: 'customer', id: customer, what: 'updated' });
    await sandbox.stripe.webhooks.settled();
    expect(await outbox()).toHaveLength(1);
  });

  it('that is not proven is refused, and nothing is kept of it', async () => {
    sandbox.hubspot.webhooks.order({ url: `${graph().url}/webhooks/hubspot`, wronglySigned: true });
    const before = sandbox.hubspot.webhooks.deliveries().length;
    await putPerson(sandbox.hubspot, { id: '501', firstName: 'Mallory' });
    await until(() => sandbox.hubspot.webhooks.deliveries().length > before, 5_000);
    expect(sandbox.hubspot.webhooks.deliveries().at(-1)?.status).toBe(401);
    expect(await outbox()).toEqual([]);
    sandbox.hubspot.webhooks.order({ url: null });
  });
});

describe('the endpoint', () => {
  const post = async (source: string, body: string): Promise<number> =>
    (await fetch(`${graph(1).url}/webhooks/${source}`, { method: 'POST', body })).status;

  it('tells strangers nothing, reads no more than it should, and stops listening to those who guess', async () => {
    expect([await post('hubspot', '[]'), await post('nobody', '[]')]).toEqual([401, 404]);
    expect(await post('hubspot', 'x'.repeat(1_048_577))).toBe(413);
    expect((await fetch(`${graph(1).url}/webhooks/hubspot`)).status).toBe(401);
    const guesses = await Promise.all(Array.from({ length: 70 }, () => post('stripe', '{}')));
    expect(guesses.filter((status) => status !== 401 && status !== 429)).toEqual([]);
    expect(await post('stripe', '{}')).toBe(429);
    expect(await outbox()).toEqual([]);
  });

  it('counts by source, and names nobody', async () => {
    const metrics = await (await fetch(`${graph().url}/metrics`)).text();
    expect(metrics).toMatch(/customer_graph_webhooks_total\{source="stripe",result="taken"\} \d/);
    expect(metrics).toMatch(/customer_graph_webhooks_total\{source="stripe",result="double"\} 49/);
    expect(metrics).toMatch(/customer_graph_webhooks_total\{source="hubspot",result="refused"\} \d/);
    expect(metrics.match(/^customer_graph_(webhooks|events_in).*$/gm)?.join()).not.toMatch(/nobody|cus_|501/);
  });
});

describe('where subgraphs run elsewhere', () => {
  it('the gateway holds no secret, and forwards what comes to the process that does', async () => {
    const env = {
      ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', ...SECRETS(sandbox) },
      ...{ PROCESSES: 'on', DATABASE_URL: database.url, SUBGRAPH_SECRET: 'x'.repeat(40) },
      ...{ REDIS_URL: redis.url, CACHE_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
    };
    const statusOf = (id: string) => sandbox.hubspot.webhooks.deliveries().find((one) => one.id === id)?.status;
    const remote = await startGraph(env, 'remote', WITHOUT_ENGINE);
    try {
      sandbox.hubspot.webhooks.order({ url: `${remote.url}/webhooks/hubspot` });
      sandbox.hubspot.changes.tell({ type: 'contact', id: '502', what: 'updated' });
      await sandbox.hubspot.webhooks.settled();
      expect(statusOf('502')).toBe(200);
      expect(await outbox()).toEqual([{ source: 'hubspot', record: 'hubspot:contact:502', type: 'crm.contact.updated' }]);
      expect((await fetch(`${remote.url}/webhooks/hubspot`, { method: 'POST', body: '[]' })).status).toBe(401);
      expect((await fetch(`${remote.url}/webhooks/nobody`, { method: 'POST', body: '[]' })).status).toBe(404);
      await remote.killSubgraph('crm');
      sandbox.hubspot.webhooks.order({ url: `${remote.url}/webhooks/hubspot` });
      sandbox.hubspot.changes.tell({ type: 'contact', id: '503', what: 'updated' });
      await until(() => statusOf('503') !== undefined, 6_000);
      expect(statusOf('503')).toBe(503);
    } finally {
      sandbox.hubspot.webhooks.order({ url: null });
      await remote.close();
    }
  });
});
