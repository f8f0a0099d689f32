// What one caller may ask of the whole gateway: costs as the answer reports them, the vendor calls that an operation is sure to cause,
// points in a while, and a deployment that answers trusted documents alone.
import { createHash } from 'node:crypto';
import { readQuestions } from '../../gateway/explorer/questions';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES } from '../support/graph';
import { startGatewayProgram, type Program } from '../support/program';

jest.setTimeout(90_000);

let sandbox: Sandbox;
const programs: Program[] = [];
beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: false });
});
afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await sandbox.stop();
});

interface Answer {
  status: number;
  retryAfter: string | null;
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: { customerGraph?: { cost?: number; callsAtLeast?: number; sources?: Record<string, { calls: number }> } };
}

async function gatewayWith(env: Record<string, string>) {
  const started = await startGatewayProgram({ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'off', ...env });
  programs.push(started.program);
  return async (body: object): Promise<Answer> => {
    const response = await fetch(`${started.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-customer-graph-report': 'on' },
      body: JSON.stringify(body),
    });
    const answer: Omit<Answer, 'status' | 'retryAfter'> = await response.json();
    return { ...answer, status: response.status, retryAfter: response.headers.get('retry-after') };
  };
}

const ID = 'hubspot:contact:501';
const CHEAP = { query: `{ customer(id: "${ID}") { displayName } }` };
const DEAR = {
  query: `{ customer(id: "${ID}") { crm { opportunities(first: 50) { nodes { id } } } sales { orderCount } support { openTickets } } }`,
};

it('says what an operation costs, and refuses what costs too much before any vendor is called', async () => {
  const ask = await gatewayWith({ LIMIT_COST: '30' });
  const cheap = await ask(CHEAP);
  expect(cheap.errors).toBeUndefined();
  expect(cheap.extensions?.customerGraph?.cost).toBe(1);
  const before = sandbox.hubspot.calls().length;
  const dear = await ask(DEAR);
  expect([dear.status, dear.errors?.[0]?.extensions.code]).toEqual([400, 'COST_ESTIMATED_TOO_EXPENSIVE']);
  expect(sandbox.hubspot.calls()).toHaveLength(before);
});

it('refuses what is sure to cause too many vendor calls, and charges for those it causes', async () => {
  const ask = await gatewayWith({ LIMIT_CALLS: '3', RATE_LIMIT_POINTS: '60', RATE_LIMIT_SECONDS: '30' });
  const cheap = await ask(CHEAP);
  const { callsAtLeast = NaN, sources = {} } = cheap.extensions?.customerGraph ?? {};
  expect(callsAtLeast).toBeLessThanOrEqual(Object.values(sources).reduce((sum, { calls }) => sum + calls, 0));
  const before = sandbox.zendesk.calls().length;
  const dear = await ask(DEAR);
  expect([dear.status, dear.errors?.[0]?.extensions.code]).toEqual([400, 'CALLS_ESTIMATED_TOO_EXPENSIVE']);
  expect(sandbox.zendesk.calls()).toHaveLength(before);
  let last = cheap;
  for (let attempt = 0; attempt < 70 && last.status === 200; attempt += 1) last = await ask(CHEAP);
  expect([last.status, last.errors?.[0]?.extensions.code]).toEqual([429, 'REQUEST_RATE_LIMITED']);
  expect(Number(last.retryAfter)).toBeGreaterThan(0);
});

it('answers trusted documents alone where it is told so: by text, and by id', async () => {
  const ask = await gatewayWith({ TRUSTED_DOCUMENTS: 'only', NODE_ENV: 'production', AUTH: 'none' });
  const text = (await readQuestions({})).find(({ variables }) => Object.keys(variables).length === 0)?.query ?? '';
  const sha256Hash = createHash('sha256').update(text).digest('hex');
  expect(await ask({ query: text })).toMatchObject({ data: expect.anything() });
  expect((await ask({ extensions: { persistedQuery: { version: 1, sha256Hash } } })).data).toBeTruthy();
  const [typed, registered] = [
    await ask(CHEAP),
    await ask({
      ...CHEAP,
      extensions: { persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(CHEAP.query).digest('hex') } },
    }),
  ];
  for (const answer of [typed, registered])
    expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([400, 'QUERY_NOT_IN_SAFELIST']);
  const unknown = await ask({ extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } });
  expect(unknown.errors?.[0]?.extensions.code).toBe('PERSISTED_QUERY_NOT_IN_LIST');
});
