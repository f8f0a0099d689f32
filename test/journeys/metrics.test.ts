// What an operator sees of a real graph on the sandbox: the same numbers as the cost reports of the very requests, what protects vendors
// at work, and nothing of a person, however many invent names.
import { randomBytes } from 'node:crypto';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { readMetrics, type Metrics } from '../support/metrics';
import { putPerson } from '../support/sandbox-people';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

jest.setTimeout(90_000);

const ADA = 'ada.mensah@copperfield-foods.example.com';
const REPORT = { 'x-customer-graph-report': 'on' };
const QUESTION = `query ($email: String!) { customer(email: $email) {
  id displayName crm { owner { name } } billing { balance { amount } } support { openTickets tickets(first: 5) { nodes { subject } } }
} }`;

interface Spent {
  calls: number;
  keys: number;
  cacheHits: number;
  error: string | null;
  stoodInFor: string | null;
}

let sandbox: Sandbox;
let redis: RedisServer;
const graphs: Graph[] = [];
beforeAll(async () => {
  [sandbox, redis] = await Promise.all([startSandbox({ people: 60, postgres: true, limits: 'off' }), startRedis()]);
  expect(sandbox.postgresFault).toBeNull();
});
afterEach(async () => {
  for (const vendor of [sandbox.zendesk, sandbox.hubspot]) vendor.faults.clear();
  await Promise.all(graphs.splice(0).map((graph) => graph.close()));
});
afterAll(() => Promise.all([sandbox.stop(), redis.stop()]));

async function start(env: Record<string, string> = {}): Promise<Graph> {
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full', ...env }, 'in process');
  graphs.push(graph);
  return graph;
}

const metricsOf = (graph: Graph): Promise<Metrics> => readMetrics(`${graph.url}/metrics`);

async function spentBy(graph: Graph, email = ADA): Promise<Record<string, Spent>> {
  const { extensions } = await graph.ask(QUESTION, { email }, REPORT);
  return extensions?.customerGraph?.['sources'] as Record<string, Spent>;
}

const name = (rest: string): string => `customer_graph_${rest}`;

it('moves by exactly what the cost reports said: first all from the sources, then all from the cache', async () => {
  const graph = await start();
  const before = await metricsOf(graph);
  const first = await spentBy(graph);
  const between = await metricsOf(graph);
  const second = await spentBy(graph);
  const after = await metricsOf(graph);
  expect(Object.keys(first).sort()).toEqual(['hubspot', 'sql', 'stripe', 'zendesk']);
  for (const [from, to, spent] of [
    [before, between, first],
    [between, after, second],
  ] as const) {
    for (const [source, { calls, keys, cacheHits }] of Object.entries(spent)) {
      const moved = (metric: string) => to.value(name(metric), { source }) - from.value(name(metric), { source });
      expect([moved('report_calls_total'), moved('source_calls_total'), moved('source_call_duration_seconds_count')]).toEqual([
        calls,
        calls,
        calls,
      ]);
      expect([moved('report_keys_total'), moved('report_cache_hits_total')]).toEqual([keys, cacheHits]);
    }
  }
  for (const source of Object.keys(first)) {
    const moved = (metric: string) => after.value(name(metric), { source }) - between.value(name(metric), { source });
    expect(first[source]).toMatchObject({ calls: expect.any(Number), cacheHits: 0 });
    expect(second[source]).toMatchObject({ calls: 0, cacheHits: second[source]?.keys });
    // The cache itself: what the first question filled, the second found.
    expect(between.value(name('cache_misses_total'), { source })).toBeGreaterThan(0);
    expect(between.value(name('cache_fills_total'), { source, result: 'taken' })).toBeGreaterThan(0);
    expect(between.value(name('source_batch_keys_sum'), { source })).toBeGreaterThan(0);
    expect(moved('cache_misses_total')).toBe(0);
    expect(moved('cache_hits_total')).toBeGreaterThanOrEqual(second[source]?.cacheHits ?? 0);
    expect(moved('cache_fills_total')).toBe(0);
    expect(after.value(name('source_up'), { source })).toBe(1);
  }
  expect(after.value(name('source_answers_total'), { source: 'zendesk', status: '2xx' })).toBe(first['zendesk']?.calls);
  expect(after.value(name('source_queue_duration_seconds_count'), { source: 'zendesk' })).toBe(first['zendesk']?.calls);
  expect(after.value(name('requests_total'), { operation: 'anonymous', outcome: 'ok' })).toBe(2);
  expect(after.value(name('request_duration_seconds_count'))).toBe(2);
  expect(after.value(name('subgraph_fetch_duration_seconds_count'), { subgraph: 'support', outcome: 'ok' })).toBeGreaterThanOrEqual(2);
  expect(after.value('nodejs_heap_size_used_bytes')).toBeGreaterThan(1_000_000);
});

it('shows a vendor that fails: errors by code, the breaker, what stood in, and that it is over', async () => {
  const graph = await start({ ZENDESK_TIMEOUT_MS: '800' });
  sandbox.zendesk.faults.set({ mode: 'dead' });
  const people = sandbox.world.crm.contacts.flatMap(({ email, archived }) => (archived || !email ? [] : [email])).slice(0, 30);
  let missing = 0;
  for (const email of people) {
    const spent = await spentBy(graph, email);
    if (spent['zendesk']?.error === 'UPSTREAM_UNAVAILABLE') missing += 1;
    if ((await metricsOf(graph)).value(name('source_breaker_state'), { source: 'zendesk' }) === 2) break;
  }
  const open = await metricsOf(graph);
  expect(open.value(name('source_breaker_state'), { source: 'zendesk' })).toBe(2);
  expect(open.value(name('source_breaker_state'), { source: 'hubspot' })).toBe(0);
  expect(open.value(name('source_up'), { source: 'zendesk' })).toBe(0);
  expect(missing).toBeGreaterThan(0);
  expect(open.value(name('report_missing_total'), { source: 'zendesk', code: 'UPSTREAM_UNAVAILABLE' })).toBe(missing);
  expect(open.value(name('source_failures_total'), { source: 'zendesk', code: 'UPSTREAM_UNAVAILABLE' })).toBeGreaterThan(0);
  expect(open.value(name('source_calls_total'), { source: 'zendesk', outcome: 'failed' })).toBeGreaterThanOrEqual(8);
  const unsent = { source: 'zendesk', reason: 'breaker' };
  await spentBy(graph, people.at(-1));
  const later = await metricsOf(graph);
  expect(later.value(name('source_not_sent_total'), unsent)).toBeGreaterThan(open.value(name('source_not_sent_total'), unsent));
  expect(later.value(name('requests_total'), { outcome: 'partial' })).toBeGreaterThan(0);
  expect(later.value(name('request_errors_total'), { code: 'UPSTREAM_UNAVAILABLE' })).toBeGreaterThan(0);

  sandbox.zendesk.faults.clear();
  await until(async () => {
    await spentBy(graph, people.at(-2));
    return (await metricsOf(graph)).value(name('source_breaker_state'), { source: 'zendesk' }) === 0;
  }, 15_000);
});

it('shows a pause that a vendor asks for, and who waits for it', async () => {
  const graph = await start();
  sandbox.zendesk.faults.set({ mode: '429', retryAfterSeconds: 1, times: 1 });
  const asking = spentBy(graph);
  await until(async () => (await metricsOf(graph)).value(name('source_pauses_total'), { source: 'zendesk' }) > 0, 5_000);
  await asking;
  const seen = await metricsOf(graph);
  expect(seen.value(name('source_answers_total'), { source: 'zendesk', status: '429' })).toBeGreaterThan(0);
  expect(seen.value(name('source_retries_total'), { source: 'zendesk', result: 'sent' })).toBeGreaterThan(0);
  expect(seen.value(name('source_waiting'), { source: 'zendesk' })).toBe(0);
});

it('shows how far the cache is from the truth, by the newest consistencyReport', async () => {
  const graph = await start();
  await spentBy(graph);
  const report = () =>
    graph.ask<{ consistencyReport: { source: string; meanAbsoluteDifference: number | null }[] }>(
      '{ consistencyReport(sample: 20) { source meanAbsoluteDifference } }',
    );
  const said = async () => {
    const { data } = await report();
    return data.consistencyReport.find(({ source }) => source === 'hubspot')?.meanAbsoluteDifference ?? null;
  };
  const shown = async () => (await metricsOf(graph)).value(name('source_cache_difference_ratio'), { source: 'hubspot' });
  expect((await metricsOf(graph)).series(name('source_cache_difference_ratio'))).toBe(0);
  expect([await said(), await shown()]).toEqual([0, 0]);
  expect((await metricsOf(graph)).series(name('source_cache_difference_ratio'))).toBeGreaterThan(0);
  await putPerson(sandbox.hubspot, { id: '501', phone: '+44 20 7946 0999' });
  const difference = await said();
  expect(difference).toBeGreaterThan(0);
  expect(await shown()).toBeCloseTo(difference ?? NaN, 10);
});

it('tells two processes apart, and says when Redis is away', async () => {
  const env = { REDIS_URL: redis.url, CACHE_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  const [one, other] = [await start(env), await start(env)];
  for (const graph of [one, other]) await until(async () => (await metricsOf(graph)).value(name('cache_bus_joined')) === 1, 5_000);
  await spentBy(one);
  await spentBy(other);
  const [first, second] = [await metricsOf(one), await metricsOf(other)];
  expect(first.value(name('source_calls_total'), { source: 'hubspot' })).toBeGreaterThan(0);
  expect(second.value(name('source_calls_total'), { source: 'hubspot' })).toBe(0);
  expect(second.value(name('cache_hits_total'), { source: 'hubspot', level: 'store' })).toBeGreaterThan(0);
  expect(second.value(name('cache_redis_question_duration_seconds_count'))).toBeGreaterThan(0);
  expect(second.value(name('cache_state'), { state: 'redis' })).toBe(1);
  await redis.kill();
  try {
    await until(async () => (await metricsOf(one)).value(name('cache_state'), { state: 'redis-down' }) === 1, 5_000);
    await until(async () => (await metricsOf(one)).value(name('cache_bus_joined')) === 0, 5_000);
  } finally {
    await redis.restart();
  }
});

it('holds nothing of a person, and not more series for a thousand operations with names of their own', async () => {
  const graph = await start();
  await spentBy(graph);
  await graph.ask(`query WhoIsCalling { customer(email: "${ADA}") { id } }`);
  const invent = (from: number, to: number) =>
    Promise.all(
      Array.from({ length: to - from }, (_, index) => from + index).flatMap((index) => [
        graph.ask(`query Invented${index} { a${index}: __typename }`),
        ...(index % 10 === 0 ? [graph.ask(`query Wrong${index} { nothing${index}(email: "${ADA}") }`)] : []),
      ]),
    );
  await invent(0, 20);
  const few = await metricsOf(graph);
  for (let from = 20; from < 1_000; from += 20) await invent(from, from + 20);
  const many = await metricsOf(graph);
  const lines = ({ text }: Metrics) => text.split('\n').filter((line) => line.startsWith('customer_graph_')).length;
  expect(lines(many)).toBe(lines(few));
  expect(many.values(name('requests_total'), 'operation').sort()).toEqual(['WhoIsCalling', 'anonymous', 'other']);
  expect(many.value(name('requests_total'), { operation: 'other' })).toBe(1_000);
  expect(many.value(name('requests_total'), { outcome: 'refused' })).toBe(100);
  const page = many.text.toLowerCase();
  const contacts = sandbox.world.crm.contacts;
  expect(contacts.length).toBeGreaterThan(20);
  for (const { email, phone, lastName } of contacts) {
    for (const canary of [email, phone]) if (canary) expect(page).not.toContain(canary.toLowerCase());
    if (lastName) expect(page).not.toContain(`"${lastName.toLowerCase()}"`);
  }
  for (const canary of ['@', 'hubspot:contact', 'mensah', 'invented', '127.0.0.1', 'token']) expect(page).not.toContain(canary);
});
