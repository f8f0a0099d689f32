// The first step of an erasure: whatever is cached of a customer is gone in every process within a second, and none of it is cached again.
import { randomBytes } from 'node:crypto';
import { createEnvReader } from '../../platform/env';
import { silentLog } from '../../platform/log';
import { EVERYBODY, OURSELVES, type Caller } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { deploy, type Deployment } from '../../platform/subgraph/deployment';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { subgraphs } from '../../subgraphs/index';
import { SANDBOX_SOURCES, SCHEMA_FOLDER, startGraph, type Graph } from '../support/graph';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

jest.setTimeout(60_000);

const ADA = 'hubspot:contact:501';
const BEN = 'hubspot:contact:502';
const QUESTION = `query ($id: ID!) { customer(id: $id) {
  id crm { activities { totalCount } } sales { orderCount } billing { invoices { totalCount } }
  marketing { campaigns { campaign } } support { tickets { nodes { comments { body } } } }
} }`;

let sandbox: Sandbox;
let postgres: RunningPostgres;
let redis: RedisServer;
beforeAll(async () => {
  [sandbox, postgres, redis] = await Promise.all([
    startSandbox({ people: 50, postgres: false, limits: 'off' }),
    startPostgres(),
    startRedis(),
  ]);
});
afterAll(() => Promise.all([sandbox.stop(), postgres.stop(), redis.stop()]));

const SYSTEMS = ['hubspot', 'zendesk', 'shopify', 'stripe', 'klaviyo'] as const;
const calls = (): number => SYSTEMS.reduce((sum, system) => sum + sandbox[system].calls().length, 0);

describe.each(['with a Redis', 'each process for itself'])('forgetting, %s', (how) => {
  let graph: Graph;
  let process: Deployment;
  beforeAll(async () => {
    const shared = how === 'with a Redis' ? { REDIS_URL: redis.url, CACHE_KEYS: `k1:${randomBytes(32).toString('base64')}` } : {};
    const env = {
      ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'full', ...shared },
      ...{ DATABASE_URL: postgres.url, TENANT: how === 'with a Redis' ? 'shared' : 'alone' },
    };
    graph = await startGraph(env, 'in process');
    process = await deploy(subgraphs, { env: createEnvReader(env), log: silentLog, schemaFolder: SCHEMA_FOLDER });
  });
  afterAll(() => Promise.all([graph.close(), process.close()]));

  /** As another process of the house asks its customer subgraph. */
  const forget = async (id: string, caller: Caller = OURSELVES) => {
    const frame = { requestId: 'a-test-request', scopeId: `forget ${Math.random()}`, caller, deadlineMs: 8_000, askedSubgraphs: [] };
    const query = 'mutation ($id: ID!) { _forgetCustomer(id: $id) }';
    return process.links.get('customer')?.send({ query, variables: { id }, headers: toHeaders(frame) });
  };
  const costOf = async (id: string): Promise<number> => {
    const before = calls();
    expect((await graph.ask(QUESTION, { id })).errors).toBeUndefined();
    return calls() - before;
  };

  it('is for the house alone', async () => {
    expect(await forget(ADA, EVERYBODY)).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }] });
  });

  it('empties every process within a second, and nothing is cached again; of others it is', async () => {
    await Promise.all([ADA, BEN].map(costOf));
    await until(async () => (await costOf(ADA)) + (await costOf(BEN)) === 0, 5_000);
    const answer = await forget(ADA);
    expect(answer?.errors).toBeUndefined();
    const { records } = Object(answer?.data?.['_forgetCustomer']);
    expect(records).toEqual(
      expect.arrayContaining([ADA, expect.stringMatching(/^zendesk:user:/), expect.stringMatching(/^stripe:customer:/)]),
    );
    const saidAt = performance.now();
    await until(async () => (await costOf(ADA)) > 0, 1_000);
    expect(performance.now() - saidAt).toBeLessThan(1_000);
    // Each of her systems, each time.
    const costs = [await costOf(ADA), await costOf(ADA)];
    expect(costs[0]).toBeGreaterThanOrEqual(SYSTEMS.length);
    expect(costs[1]).toBe(costs[0]);
    await costOf(BEN);
    await until(async () => (await costOf(BEN)) === 0, 5_000);
  });

  it('is null for nobody', async () => {
    expect(await forget('hubspot:contact:999999999')).toMatchObject({ data: { _forgetCustomer: null } });
  });
});
