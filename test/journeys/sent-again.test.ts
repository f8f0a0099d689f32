// Somebody copies what a gateway sends to a subgraph and sends it again, to the process that answered it and to another one of the same
// subgraph: real processes with a real Redis, and without it.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Redis } from 'ioredis';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask } from '../support/ask';
import { startHttpServer, type HttpServer } from '../support/http-server';
import { readMetrics } from '../support/metrics';
import { startGatewayProgram, startProgram, type Program } from '../support/program';
import { startRedis, type RedisServer } from '../support/redis-server';
import { until } from '../support/until';

jest.setTimeout(60_000);

const QUERY = '{ customer(email: "ada.mensah@copperfield-foods.example.com") { id crm { lifecycleStage } } }';

interface Copy {
  headers: Record<string, string>;
  body: string;
}
interface Served {
  program: Program;
  url: string;
  metrics: string;
}

let sandbox: Sandbox;
let redis: RedisServer;
let wire: HttpServer;
let one: Served;
let other: Served;
let gateway: string;
let copies: Copy[] = [];
const programs: Program[] = [];

beforeAll(async () => {
  [sandbox, redis, wire] = await Promise.all([
    startSandbox({ people: 20, postgres: false, limits: 'off' }),
    startRedis(),
    startHttpServer(),
  ]);
  const shared = { SUBGRAPH_SECRET: randomBytes(24).toString('hex'), TENANT: 'acme' };
  const secrets = Object.fromEntries(Object.entries(sandbox.env).filter(([name]) => name.startsWith('HUBSPOT_')));
  const env = { ...secrets, ...shared, CRM_SOURCES: 'hubspot', CACHE_MODE: 'off', METRICS_PORT: '0', LOG_LEVEL: 'warn' };
  const stores = { REDIS_URL: redis.url, CACHE_KEYS: `k1:${randomBytes(32).toString('base64')}` };
  [one, other] = await Promise.all([serve({ ...env, ...stores }), serve({ ...env, ...stores })]);
  wire.handle((request, response) => void copyOn(request, response));
  const started = await startGatewayProgram({ ...shared, CACHE_MODE: 'off', CRM_SUBGRAPH_URL: `${wire.url}/graphql` });
  programs.push(started.program);
  gateway = started.url;
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await Promise.all([sandbox.stop(), redis.stop(), wire.stop()]);
});

async function serve(env: Record<string, string>): Promise<Served> {
  const program = startProgram('subgraphs/serve.js', { args: ['crm=0'], env });
  programs.push(program);
  const [, url = ''] = await program.said(/^crm (http:\S+\/graphql)$/m);
  const [, metrics = ''] = await program.said(/^metrics (http:\S+\/metrics)$/m);
  return { program, url, metrics };
}

/** Between the gateway and the first process: passes everything on, and keeps a copy. */
async function copyOn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      /^(x-|content-type)/.test(name) && typeof value === 'string' ? [[name, value]] : [],
    ),
  );
  const copy = { headers, body: (await buffer(request)).toString() };
  copies.push(copy);
  const answer = await send(one, copy);
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}

const send = ({ url }: Served, { headers, body }: Copy): Promise<Response> => fetch(url, { method: 'POST', headers, body });
const unshared = async ({ metrics }: Served): Promise<number> =>
  (await readMetrics(metrics)).value('customer_graph_signed_requests_unshared_total');
const unsharedByAll = async (): Promise<number> => (await unshared(one)) + (await unshared(other));

/** A customer who asks, and what was copied meanwhile. */
async function copied(): Promise<Copy[]> {
  copies = [];
  const { data } = await ask<{ customer: { id: string; crm: object } }>(gateway, { query: QUERY });
  expect(data.customer).toMatchObject({ id: 'hubspot:contact:501', crm: { lifecycleStage: 'CUSTOMER' } });
  expect(copies.length).toBeGreaterThan(0);
  return copies;
}

it('is refused by every process, and reaches no system, whatever was answered elsewhere', async () => {
  await until(async () => {
    const before = await unsharedByAll();
    const statuses: number[] = [];
    const seen = await copied();
    sandbox.hubspot.resetCalls();
    for (const copy of seen) for (const served of [other, one, other]) statuses.push((await send(served, copy)).status);
    // On a machine that is busy Redis may be late once.
    if (before !== (await unsharedByAll())) return false;
    expect(statuses).toEqual(statuses.map(() => 401));
    expect(sandbox.hubspot.calls()).toEqual([]);
    return true;
  }, 20_000);
  const client = new Redis(redis.url);
  try {
    const names = await client.keys('cg2:*:signed:*');
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^cg2:acme:signed:[\da-f-]{36}$/);
  } finally {
    client.disconnect();
  }
});

it('without Redis customers are answered as before, and the same process refuses a copy; with it again all do', async () => {
  await redis.kill();
  try {
    const before = await unshared(one);
    const seen = await copied();
    for (const copy of seen) expect((await send(one, copy)).status).toBe(401);
    expect((await unshared(one)) - before).toBe(seen.length);
  } finally {
    await redis.restart();
  }
  await until(async () => {
    const before = await unsharedByAll();
    const [copy] = await copied();
    if (copy === undefined) throw new Error('nothing was copied');
    const { status } = await send(other, copy);
    return status === 401 && before === (await unsharedByAll());
  }, 20_000);
  await one.program.stop();
  const told = one.program.stderr().split('\n');
  expect(told.filter((line) => line.includes('each process knows alone which signed requests it has seen'))).toHaveLength(1);
});
