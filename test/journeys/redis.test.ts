// Questions through gateways that share a real Redis: what a second question costs the vendors, what Redis gets to see, and what
// is left while it is down or hangs.
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

jest.setTimeout(30_000);

const ADA = { email: 'ada.mensah@copperfield-foods.example.com' };

interface Customer {
  id: string;
  crm: { openDeals: { totalCount: number } | null } | null;
  billing: { invoices: { totalCount: number } } | null;
  support: { tickets: { nodes: { subject: string }[] } } | null;
  completeness: { domain: string; state: string; ageSeconds: number | null }[];
}

const QUESTION = `query ($email: String!, $maxAge: Int) {
  customer(email: $email, options: { maxAgeSeconds: $maxAge }) {
    id displayName
    crm { lifecycleStage }
    sales { orders { totalCount } }
    billing { invoices { totalCount } }
    marketing { lastEngagedAt campaigns { campaign } }
    support { tickets(first: 20) { nodes { subject } } }
    completeness { domain state ageSeconds }
  }
}`;

let sandbox: Sandbox;
let redis: RedisServer;
let graphs: Graph[] = [];
let keys: string;

beforeAll(async () => {
  [sandbox, redis] = await Promise.all([startSandbox({ people: 50, postgres: true, limits: 'off' }), startRedis()]);
  expect(sandbox.postgresFault).toBeNull();
});

afterAll(() => Promise.all([sandbox.stop(), redis.stop()]));

beforeEach(() => {
  // New keys name and seal everything anew: each test begins with an empty cache.
  keys = `k1:${randomBytes(32).toString('base64')}`;
  resetCalls();
});

afterEach(async () => {
  await Promise.all(graphs.map((graph) => graph.close()));
  graphs = [];
});

async function start(env: Record<string, string>): Promise<Graph> {
  const graph = await startGraph(
    { ...sandbox.env, ...SANDBOX_SOURCES, REDIS_URL: redis.url, CACHE_KEYS: keys, CACHE_MODE: 'full', ...env },
    'in process',
  );
  graphs.push(graph);
  return graph;
}

async function startOnReadyRedis(env: Record<string, string> = {}): Promise<Graph> {
  const graph = await start(env);
  await until(async () => (await cacheState(graph)) === 'redis', 3_000);
  return graph;
}

async function cacheState(graph: Graph): Promise<unknown> {
  const health: { cache?: unknown } = await (await fetch(`${graph.url}/health`)).json();
  return health.cache;
}

const vendors = () => [sandbox.hubspot, sandbox.shopify, sandbox.stripe, sandbox.klaviyo, sandbox.zendesk];

function resetCalls(): void {
  vendors().forEach((vendor) => vendor.resetCalls());
}

function paths(): string[] {
  return vendors().flatMap((vendor) => vendor.calls().map(({ path }) => path));
}

async function askAda(graph: Graph, maxAge: number | null = null): Promise<{ customer: Customer; ms: number }> {
  const started = performance.now();
  const { data, errors } = await graph.ask<{ customer: Customer }>(QUESTION, { ...ADA, maxAge });
  expect(errors).toBeUndefined();
  const { customer } = data;
  expect(customer).toMatchObject({ id: 'hubspot:contact:501', crm: { lifecycleStage: 'CUSTOMER' } });
  expect(customer.billing?.invoices.totalCount).toBe(11);
  expect(customer.support?.tickets.nodes.length).toBeGreaterThan(0);
  return { customer, ms: performance.now() - started };
}

function states({ completeness }: Customer): Record<string, string> {
  return Object.fromEntries(completeness.flatMap(({ domain, state }) => (state === 'NOT_CONFIGURED' ? [] : [[domain, state]])));
}

const ALL = (state: string) => ({ CRM: state, SALES: state, BILLING: state, MARKETING: state, SUPPORT: state });
const LIVE = ALL('OK');
const CACHED = ALL('CACHED');

describe('records and links in Redis', () => {
  it('a second question costs the vendors nothing, and says how old its parts are', async () => {
    const graph = await startOnReadyRedis();
    const first = await askAda(graph);
    expect(states(first.customer)).toEqual(LIVE);
    expect(paths().length).toBeGreaterThan(0);
    resetCalls();
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const second = await askAda(graph);
    expect(paths()).toEqual([]);
    expect(states(second.customer)).toEqual(CACHED);
    for (const { state, ageSeconds } of second.customer.completeness) if (state === 'CACHED') expect(ageSeconds).toBeGreaterThanOrEqual(1);
    expect({ ...second.customer, completeness: [] }).toEqual({ ...first.customer, completeness: [] });
  });

  it('a question that accepts nothing old goes to the vendors', async () => {
    const graph = await startOnReadyRedis();
    await askAda(graph);
    resetCalls();
    const { customer } = await askAda(graph, 0);
    expect(states(customer)).toEqual(LIVE);
    expect(paths().some((path) => path.includes('contacts'))).toBe(true);
    expect(paths().some((path) => path.includes('users'))).toBe(true);
  });

  it('what one gateway read, the other one knows', async () => {
    const [one, other] = [await startOnReadyRedis(), await startOnReadyRedis()];
    const first = await askAda(one);
    resetCalls();
    const second = await askAda(other);
    expect(paths()).toEqual([]);
    expect(states(second.customer)).toEqual(CACHED);
    expect({ ...second.customer, completeness: [] }).toEqual({ ...first.customer, completeness: [] });
  });

  it('another tenant, or another key, knows nothing of it', async () => {
    await askAda(await startOnReadyRedis());
    for (const env of [{ TENANT: 'another' }, { CACHE_KEYS: `k1:${randomBytes(32).toString('base64')}` }]) {
      resetCalls();
      const { customer } = await askAda(await startOnReadyRedis(env));
      expect(states(customer)).toEqual(LIVE);
    }
  });

  it('mode "links" keeps who is who: records are read again, nobody is looked up again', async () => {
    const graph = await startOnReadyRedis({ CACHE_MODE: 'links' });
    await askAda(graph);
    const lookups = (): string[] => paths().filter((path) => /contacts\/search|users\/search/.test(path));
    expect(lookups().length).toBeGreaterThan(0);
    resetCalls();
    const { customer } = await askAda(graph);
    expect(lookups()).toEqual([]);
    expect(paths()).toContain('/crm/v3/objects/contacts/batch/read');
    expect(states(customer)).toEqual(LIVE);
  });

  it('cached records are held against live ones on request', async () => {
    const graph = await startOnReadyRedis();
    await askAda(graph);
    const report = '{ consistencyReport(sample: 5) { source checked differing meanAbsoluteDifference error } }';
    const { data } = await graph.ask<{ consistencyReport: { source: string }[] }>(report);
    const same = { checked: 1, differing: 0, meanAbsoluteDifference: 0, error: null };
    expect(data?.consistencyReport.find(({ source }) => source === 'zendesk')).toEqual({ source: 'zendesk', ...same });
    expect(data?.consistencyReport.map(({ source }) => source).sort()).toEqual([
      'hubspot',
      'klaviyo',
      'shopify',
      'sql',
      'stripe',
      'zendesk',
    ]);
    const { errors } = await graph.ask('{ consistencyReport(sample: 0) { source } }');
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('Redis holds nobody’s data in the clear', async () => {
    const { customer } = await askAda(await startOnReadyRedis());
    await askAda(await startOnReadyRedis({ CACHE_MODE: 'links', TENANT: 'links-only' }));
    const client = new Redis(redis.url);
    try {
      const names = await until(async () => (await client.dbsize()) > 5, 2_000).then(() => client.keys('*'));
      const hashes = await Promise.all(names.map((name) => client.hgetallBuffer(name)));
      const fields = hashes.flatMap((hash) => Object.entries(hash).map(([field, value]) => `${field} ${value.toString('latin1')}`));
      expect(fields.length).toBeGreaterThan(20);
      const dump = [...names, ...fields].join('\n').toLowerCase();
      const subjects = customer.support?.tickets.nodes.map(({ subject }) => subject) ?? [];
      const canaries = [ADA.email, 'copperfield', 'mensah', '2079460501', 'mill lane', 'hubspot:contact:501', ...subjects];
      for (const canary of canaries) expect(dump).not.toContain(canary.toLowerCase());
      const entries = names.filter((name) => !name.endsWith(':epochs'));
      expect(entries.filter((name) => !/^cg2:[a-z-]+:[a-z]+:[\w-]{43}$/.test(name))).toEqual([]);
      // -1 would be one that never goes; -2 is one that has gone meanwhile, as a lease does.
      for (const name of entries) expect(await client.pttl(name)).not.toBe(-1);
    } finally {
      client.disconnect();
    }
  });
});

describe('a Redis in trouble', () => {
  it('that is not there at the start costs the cache, shows in /health, and is used once it comes', async () => {
    await redis.kill();
    let isDown = true;
    try {
      const graph = await start({});
      expect(await cacheState(graph)).toBe('redis-down');
      expect((await fetch(`${graph.url}/health/ready`)).status).toBe(200);
      await askAda(graph);
      resetCalls();
      const again = await askAda(graph);
      expect(paths().length).toBeGreaterThan(0);
      expect(states(again.customer)).toEqual(LIVE);
      await redis.restart();
      isDown = false;
      await until(async () => (await cacheState(graph)) === 'redis', 5_000);
      await askAda(graph);
      resetCalls();
      expect(states((await askAda(graph)).customer)).toEqual(CACHED);
      expect(paths()).toEqual([]);
    } finally {
      if (isDown) await redis.restart();
    }
  });

  it('that hangs or dies later slows questions by a bounded time, and is used again when it is back', async () => {
    const usual = await askAda(await startOnReadyRedis(), 0);
    // One that has nothing in its own memory has to ask Redis.
    const graph = await startOnReadyRedis();
    redis.pause();
    try {
      const seen = new Set<unknown>();
      for (let question = 0; question < 4; question += 1) {
        const { ms } = await askAda(graph);
        // Each read gives Redis 100 ms; a question has a few reads one after the other.
        expect(ms).toBeLessThan(usual.ms + 1_500);
        seen.add(await cacheState(graph));
      }
      expect(seen).toContain('redis-down');
      const { ms } = await askAda(graph);
      expect(ms).toBeLessThan(usual.ms + 500);
    } finally {
      redis.resume();
    }
    await until(async () => (await cacheState(graph)) === 'redis', 5_000);

    await redis.kill();
    await until(async () => (await cacheState(graph)) === 'redis-down', 3_000);
    await askAda(graph);
    await redis.restart();
    await until(async () => (await cacheState(graph)) === 'redis', 5_000);
    await askAda(graph);
    resetCalls();
    expect(states((await askAda(graph)).customer)).toEqual(CACHED);
    expect(paths()).toEqual([]);
  });
});
