// What a person sees who got the configuration wrong: every fault in one message, by the variable's name and never by its value,
// and a process that ends with 1.
import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { startProgram } from '../support/program';

const CANARY = 'canary-7731';

async function failing(
  env: Record<string, string>,
  script = 'gateway/main.js',
  args: string[] = [],
): Promise<{ code: number | null; text: string }> {
  const program = startProgram(script, { env: { EXPLORER: 'false', PORT: '0', ...env }, args });
  const timer = setTimeout(() => program.kill('SIGKILL'), 15_000);
  const code = await program.ended;
  clearTimeout(timer);
  expect(program.stdout()).toBe('');
  return { code, text: program.stderr() };
}

it('names every fault at once, and no value', async () => {
  const { code, text } = await failing({
    PORT: `${CANARY}-port`,
    TENANT: `${CANARY} Tenant`,
    REQUEST_TIMEOUT_MS: '-5',
    LOG_LEVEL: `${CANARY}-loud`,
    REDIS_URL: `redis://:${CANARY}-password@127.0.0.1:1`,
    BATCH_WINDOW_MS: `${CANARY}-window`,
    CRM_SOURCES: `hubspot,${CANARY}-vendor`,
    HUBSPOT_URL: `not-a-url-${CANARY}`,
    BILLING_SOURCES: 'sql',
    SQL_URL: `postgresql://user:${CANARY}-secret@127.0.0.1:1/db`,
    SQL_MAPPING: `/nowhere/${CANARY}.yml`,
    SUPPORT_SUBGRAPH_URL: `ftp://${CANARY}/graphql`,
    CACHE_MODE: `${CANARY}-mode`,
    DEFAULT_PHONE_REGION: `${CANARY}`,
  });
  expect(code).toBe(1);
  expect(text).toMatch(/^The configuration has \d+ faults:\n(- .+\n)+$/);
  const named = text.split('\n').flatMap((line) => /^- ([A-Z_]+): \S/.exec(line)?.[1] ?? []);
  expect([...named].sort()).toEqual([
    'BATCH_WINDOW_MS',
    'CACHE_KEYS',
    'CACHE_MODE',
    'CRM_SOURCES',
    'DEFAULT_PHONE_REGION',
    'HUBSPOT_TOKEN',
    'HUBSPOT_URL',
    'LOG_LEVEL',
    'PORT',
    'REQUEST_TIMEOUT_MS',
    'SQL_MAPPING',
    'SUPPORT_SUBGRAPH_URL',
    'TENANT',
  ]);
  expect(text).not.toContain(CANARY);
});

it.each([
  [{ SUPERGRAPH: `/nowhere/${CANARY}.graphql` }, 'SUPERGRAPH'],
  [{ REDIS_URL: `http://${CANARY}`, CACHE_KEYS: `${CANARY}` }, 'REDIS_URL'],
  [{ CRM_SOURCES: 'hubspot,hubspot', HUBSPOT_TOKEN: CANARY }, 'hubspot'],
  [{ HOST: '203.0.113.7' }, 'HOST'],
  [{ NODE_ENV: 'production' }, 'AUTH'],
  [{ SUBGRAPH_SECRET: CANARY }, 'SUBGRAPH_SECRET'],
])('refuses %j', async (env, named) => {
  const { code, text } = await failing(env);
  expect(code).toBe(1);
  expect(text).toMatch(/^The configuration has /);
  expect(text).toContain(named);
  expect(text).not.toContain(CANARY);
});

describe('a port that is taken', () => {
  let holder: Server;
  let port: string;

  beforeAll(async () => {
    holder = createServer().listen(0, '127.0.0.1');
    await once(holder, 'listening');
    const address = holder.address();
    port = typeof address === 'object' && address !== null ? String(address.port) : '';
  });
  afterAll(() => new Promise((resolve) => holder.close(resolve)));

  it('ends the gateway with one clear line', async () => {
    const { code, text } = await failing({ PORT: port });
    expect(code).toBe(1);
    expect(text).toBe('The configuration has a fault:\n- PORT: something else listens there already\n');
  });

  it('ends a subgraph’s process with one clear line', async () => {
    const { code, text } = await failing({}, 'subgraphs/serve.js', [`crm=${port}`]);
    expect(code).toBe(1);
    expect(text).toBe(`The configuration has a fault:\n- crm=${port}: something else listens there already\n`);
  });
});

it('a subgraph’s process names every fault of what it is asked to run', async () => {
  const { code, text } = await failing({ CRM_SOURCES: 'hubspot', LOG_LEVEL: CANARY }, 'subgraphs/serve.js', [
    'crm=70000',
    'weather=4009',
    'billing',
  ]);
  expect(code).toBe(1);
  for (const part of ['LOG_LEVEL', 'HUBSPOT_TOKEN', '"crm" needs a port', 'no subgraph "weather"', '"billing" needs a port'])
    expect(text).toContain(part);
  expect(text).not.toContain(CANARY);
});

it('refuses to serve subgraphs apart in production without their secret', async () => {
  const { code, text } = await failing({ NODE_ENV: 'production' }, 'subgraphs/serve.js', ['crm=0']);
  expect(code).toBe(1);
  expect(text).toContain('SUBGRAPH_SECRET');
});
