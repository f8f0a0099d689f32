// Subgraphs as processes of their own, the vendors' secrets with them alone, and a gateway that knows nothing but their
// addresses: an answer in full, one without a process that was killed, and one in full again.
import { startPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask } from '../support/ask';
import { freePort } from '../support/free-port';
import { startHttpServer } from '../support/http-server';
import { startGatewayProgram, startProgram, type Program } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(60_000);

interface Customer {
  id: string;
  crm: { owner: { name: string } | null } | null;
  billing: { invoices: { totalCount: number } } | null;
  support: { openTickets: number } | null;
  profile: { company: string | null } | null;
  completeness: { domain: string; state: string }[];
}

const QUESTION = {
  query: `query ($email: String!) { customer(email: $email) {
    id crm { owner { name } } sales { orderCount } billing { invoices { totalCount } } marketing { consents { status } }
    support { openTickets } profile { company } completeness { domain state }
  } }`,
  variables: { email: 'ada.mensah@copperfield-foods.example.com' },
};

let sandbox: Sandbox;
const programs: Program[] = [];

beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: true, limits: 'off' });
});

afterAll(async () => {
  await Promise.all(programs.map((program) => program.stop()));
  await sandbox.stop();
});

/** Serves these and resolves with their addresses; `env` is what its processes know of vendors. */
async function serve(
  asked: readonly string[],
  env: Record<string, string>,
): Promise<{ program: Program; addresses: Record<string, string> }> {
  const program = startProgram('subgraphs/serve.js', { args: asked, env: { LOG_LEVEL: 'silent', CACHE_MODE: 'off', ...env } });
  programs.push(program);
  const names = asked.map((one) => one.split('=')[0] ?? '');
  const addresses = await Promise.all(
    names.map(async (name) => {
      const [, address = ''] = await program.said(new RegExp(`^${name} (http://\\S+/graphql)$`, 'm'));
      return [`${name.toUpperCase()}_SUBGRAPH_URL`, address] as const;
    }),
  );
  return { program, addresses: Object.fromEntries(addresses) };
}

/** The sandbox's variables that begin so. */
function secretsOf(...vendors: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(sandbox.env).filter(([name]) => vendors.some((vendor) => name.startsWith(`${vendor}_`))));
}

function stateOf({ completeness }: Customer, domain: string): string | undefined {
  return completeness.find((part) => part.domain === domain)?.state;
}

it('answers in full, in part while a process is dead, and in full again', async () => {
  const supportEnv = { ...secretsOf('ZENDESK'), SUPPORT_SOURCES: 'zendesk', ZENDESK_EXTERNAL_ID: 'hubspot:contact' };
  const [house, support] = await Promise.all([
    serve(['crm=0', 'sales=0', 'billing=0', 'marketing=0'], {
      ...secretsOf('HUBSPOT', 'SHOPIFY', 'SQL', 'STRIPE', 'KLAVIYO'),
      ...{ CRM_SOURCES: 'hubspot', SALES_SOURCES: 'shopify', BILLING_SOURCES: 'sql,stripe', MARKETING_SOURCES: 'klaviyo' },
    }),
    serve(['support=0'], supportEnv),
  ]);
  const domains = { ...house.addresses, ...support.addresses };
  const customer = await serve(['customer=0'], domains);
  const { url, program } = await startGatewayProgram({ ...domains, ...customer.addresses });
  programs.push(program);
  const answer = () => ask<{ customer: Customer }>(url, QUESTION);

  const whole = await answer();
  expect(whole.errors).toBeUndefined();
  expect(whole.data.customer).toMatchObject({
    id: 'hubspot:contact:501',
    crm: { owner: { name: expect.any(String) } },
    sales: { orderCount: 2 },
    billing: { invoices: { totalCount: 11 } },
    marketing: { consents: expect.arrayContaining([{ status: 'REVOKED' }]) },
    support: { openTickets: expect.any(Number) },
    profile: { company: 'Copperfield Foods Ltd' },
  });

  const supportUrl = support.addresses['SUPPORT_SUBGRAPH_URL'] ?? '';
  support.program.kill('SIGKILL');
  await support.program.ended;
  const partial = await answer();
  expect(partial.status).toBe(200);
  expect(partial.data.customer).toEqual({ ...whole.data.customer, support: null, completeness: expect.anything() });
  expect(partial.errors).toEqual([
    {
      message: expect.any(String),
      path: ['customer', 'support'],
      extensions: { code: 'UPSTREAM_UNAVAILABLE', domain: 'support', source: 'support' },
    },
  ]);
  expect(JSON.stringify(partial.errors)).not.toMatch(/127\.0\.0\.1|ECONN|\d{4,5}/);
  expect(stateOf(partial.data.customer, 'SUPPORT')).toBe('FAILED');
  expect(stateOf(partial.data.customer, 'CRM')).toBe('OK');

  await serve([`support=${new URL(supportUrl).port}`], supportEnv);
  await until(async () => (await answer()).errors === undefined, 5_000);
  expect((await answer()).data).toEqual({ customer: { ...whole.data.customer, completeness: expect.anything() } });

  // In an orderly end, each of them takes its leave at once, though the gateway keeps connections to them open.
  const started = performance.now();
  house.program.kill('SIGTERM');
  expect(await house.program.ended).toBe(0);
  program.kill('SIGTERM');
  expect(await program.ended).toBe(0);
  customer.program.kill('SIGINT');
  expect(await customer.program.ended).toBe(0);
  expect(performance.now() - started).toBeLessThan(3_000);
});

it('a process that is asked for no domain’s secrets does not want them', async () => {
  const { program, addresses } = await serve(['customer=0'], {
    CRM_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql',
    SALES_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql',
    BILLING_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql',
    MARKETING_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql',
    SUPPORT_SUBGRAPH_URL: 'http://127.0.0.1:9/graphql',
    CRM_SOURCES: 'hubspot',
  });
  const health = await fetch(new URL('/health', addresses['CUSTOMER_SUBGRAPH_URL']));
  expect(await health.json()).toEqual({ status: 'UP' });
  program.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

it('runs processes apart, which ask the gateway as other services do and act over the domains’ own subgraphs', async () => {
  const port = await freePort();
  const house = await serve(['crm=0', 'sales=0', 'billing=0', 'marketing=0', 'support=0'], {
    ...secretsOf('HUBSPOT', 'SHOPIFY', 'STRIPE', 'KLAVIYO', 'ZENDESK'),
    ...{ CRM_SOURCES: 'hubspot', SALES_SOURCES: 'shopify', BILLING_SOURCES: 'stripe', MARKETING_SOURCES: 'klaviyo' },
    ...{ SUPPORT_SOURCES: 'zendesk', ZENDESK_EXTERNAL_ID: 'hubspot:contact' },
  });
  const customer = await serve(['customer=0'], house.addresses);
  const postgres = await startPostgres();
  try {
    const state = { DATABASE_URL: postgres.url, PROCESSES: 'on' };
    const apart = await serve(['process=0'], {
      ...{ ...house.addresses, ...customer.addresses, ...state },
      ...{ GATEWAY_URL: `http://127.0.0.1:${port}`, PROCESS_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
    });
    const addresses = { ...house.addresses, ...customer.addresses, ...apart.addresses };
    const { url, program } = await startGatewayProgram({ ...addresses, ...state, PORT: String(port), AUDIT: 'off' });
    programs.push(program);
    const query = `mutation { operation: mergeRequest(customer: "hubspot:contact:501", other: "zendesk:user:1", reason: "the same name",
      due: "2030-01-01T00:00:00Z", key: "apart") { state reason steps { source action outcome } } }`;
    let answer: { data?: unknown; errors?: unknown } = {};
    await until(async () => {
      answer = await ask(url, { query });
      return answer.errors === undefined;
    }, 20_000);
    expect(answer.data).toEqual({
      operation: { state: 'DONE', reason: null, steps: [{ source: 'hubspot', action: 'createTask', outcome: 'DONE' }] },
    });
    // Its condition is read by a federated query.
    const tried = await ask<{ operation: { state: string } }>(url, {
      query:
        'mutation { operation: runWorkflow(name: "unsubscribed-everywhere", customer: "hubspot:contact:501", dryRun: true) { state } }',
    });
    expect(tried.errors).toBeUndefined();
    expect(tried.data.operation.state).toMatch(/^(PLANNING|SKIPPED)$/);
  } finally {
    await Promise.all(programs.map((program) => program.stop()));
    await postgres.stop();
  }
});

it('a process subgraph says in its log, as soon as it starts, which scopes its token lacks', async () => {
  const gateway = await startHttpServer();
  try {
    const masked = [{ class: 'CONTACT', why: 'SCOPE_MISSING' }];
    const answer = JSON.stringify({ data: { customer: null, explainLink: null }, extensions: { customerGraph: { masked } } });
    gateway.handle((_, response) => response.writeHead(200, { 'content-type': 'application/json' }).end(answer));
    const nowhere = 'http://127.0.0.1:9/graphql';
    const others = ['CRM', 'SALES', 'BILLING', 'MARKETING', 'SUPPORT', 'CUSTOMER'];
    const domains = Object.fromEntries(others.map((name) => [`${name}_SUBGRAPH_URL`, nowhere] as const));
    const { program } = await serve(['process=0'], {
      ...{ ...domains, PROCESSES: 'on', LOG_LEVEL: 'error', DATABASE_URL: 'postgres://127.0.0.1:9/none' },
      ...{ GATEWAY_URL: gateway.url, GATEWAY_TOKEN: 'cg_1_2', PROCESS_KEYS: `a:${Buffer.alloc(32, 7).toString('base64')}` },
    });
    await until(() => program.stderr().includes('GATEWAY_TOKEN_LACKS_SCOPES'), 10_000);
    expect(program.stderr()).toContain('give the holder of GATEWAY_TOKEN the scopes pii:contact.');
    expect(program.stderr()).not.toContain('cg_1_2');
    await program.stop();
  } finally {
    await gateway.stop();
  }
});

it('a process subgraph without a gateway to ask does not start', async () => {
  const program = startProgram('subgraphs/serve.js', { args: ['process=0'], env: { PROCESSES: 'on', LOG_LEVEL: 'silent' } });
  expect(await program.ended).toBe(1);
  expect(program.stderr()).toContain('GATEWAY_URL: is required where the process subgraph runs apart');
});
