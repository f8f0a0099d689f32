// What leaves a gateway besides the data that was asked for: its log at the most talkative level, and its errors, whatever the
// vendors do. Neither may hold a person, a secret, an address of ours or a stack.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { ask, type GraphAnswer } from '../support/ask';
import { SANDBOX_SOURCES } from '../support/graph';
import { startGatewayProgram, type Program } from '../support/program';

jest.setTimeout(40_000);

const ADA = { id: 'hubspot:contact:501', email: 'ada.mensah@copperfield-foods.example.com', phone: '+442079460501' };
const HUBSPOT_TOKEN = 'canary-token-55190';

const VIEW = `{
  id displayName emails phones
  crm { owner { name email } }
  sales { orders { nodes { number salesPerson { name email } items { name } } } }
  billing { invoices { nodes { number } } subscriptions { plan } payments { at } }
  marketing { consents { address } campaigns { subject } lists { audience { name } } feedback { comment } }
  support { tickets { nodes { subject } } }
  profile { name { full } }
  timeline { title }
  completeness { domain state }
}`;

let sandbox: Sandbox;
let url: string;
let program: Program;
const answers: GraphAnswer<unknown>[] = [];
let sent = 0;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: true, limits: 'off' });
  ({ url, program } = await startGatewayProgram({
    ...sandbox.env,
    ...SANDBOX_SOURCES,
    LOG_LEVEL: 'debug',
    CACHE_MODE: 'off',
    // Each system is made to fail so often that it would be left alone while the next one's errors are looked at.
    BREAKERS: 'off',
    ...Object.fromEntries(['HUBSPOT', 'SHOPIFY', 'STRIPE', 'KLAVIYO', 'ZENDESK'].map((name) => [`${name}_TIMEOUT_MS`, '1200'])),
  }));
});

afterAll(() => Promise.all([program.stop(), sandbox.stop()]));
const vendors = () => [sandbox.hubspot, sandbox.shopify, sandbox.stripe, sandbox.klaviyo, sandbox.zendesk];
afterEach(() => vendors().forEach((vendor) => vendor.faults.clear()));

async function send<Data>(
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<GraphAnswer<Data>> {
  const answer = await ask<Data>(url, { query, variables, headers });
  answers.push(answer);
  sent += 1;
  return answer;
}

interface Line {
  level: number;
  msg: string;
  requestId?: string;
  operation?: string;
}

function lines(): Line[] {
  return program
    .stderr()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

const BY_ID = `query ById($key: ID!) { customer(id: $key) ${VIEW} }`;
const BY_EMAIL = `query ByEmail($key: String!) { customer(email: $key) ${VIEW} }`;
const BY_PHONE = `query ByPhone($key: String!) { customer(phone: $key) ${VIEW} }`;

/** Never to be seen in an error or the log. The port is that of the sandbox's own servers. */
function secrets(): string[] {
  const named = (pattern: RegExp): string[] => Object.entries(sandbox.env).flatMap(([name, value]) => (pattern.test(name) ? [value] : []));
  const addresses = named(/_URL$/).map((address) => new URL(address).host);
  expect(addresses).toHaveLength(11);
  const password = new URL(sandbox.env['SQL_URL'] ?? '').password;
  const tokens = [...named(/_(TOKEN|KEY|EMAIL|SECRET|PASSWORD)$/), password];
  expect(tokens).toHaveLength(12);
  for (const secret of [...addresses, ...tokens]) expect(secret.length).toBeGreaterThan(5);
  return [...addresses, ...tokens, HUBSPOT_TOKEN, '127.0.0.1', 'node_modules', 'dist/', 'ECONNREFUSED', 'sandboxError'];
}

const FAULTS = ['dead', '500', '503', '429', '401', 'garbage', 'wrong-shape', 'reset', 'hang'] as const;

it.each(FAULTS)('errors about a vendor that shows "%s" say no more than they must', async (mode) => {
  for (const vendor of vendors()) {
    vendors().forEach((other) => other.faults.clear());
    vendor.faults.set({ mode });
    // At once: each waits for the vendor as long as it would alone.
    const asked = [send(BY_ID, { key: ADA.id }), send(BY_EMAIL, { key: ADA.email }), send(BY_PHONE, { key: ADA.phone })];
    for (const answer of await Promise.all(asked)) {
      // Billing has another source: its lists go on without the failing one, which is named beside them.
      expect(answer.extensions?.customerGraph?.['missing']).toHaveLength(1);
      if (vendor !== sandbox.stripe) expect(answer.errors?.length).toBeGreaterThan(0);
      const said = JSON.stringify([answer.errors, answer.extensions ?? null, [...answer.headers]]);
      for (const secret of secrets()) expect(said).not.toContain(secret);
      for (const part of [ADA.email, ADA.phone, 'mensah', 'Mensah']) expect(said).not.toContain(part);
      expect(said).not.toMatch(/\\n\s+at |stack|\.js:\d+/);
      for (const { extensions } of answer.errors ?? []) expect(extensions['code']).toMatch(/^UPSTREAM_[A-Z_]+$/);
    }
  }
});

it('tells what a question cost, by source, where it is asked to', async () => {
  const { extensions, errors } = await send(
    BY_EMAIL,
    { key: ADA.email },
    { 'x-customer-graph-report': 'on', 'x-request-id': 'my-own-id-0001' },
  );
  expect(errors).toBeUndefined();
  expect(extensions?.customerGraph).toMatchObject({
    requestId: 'my-own-id-0001',
    ms: expect.any(Number),
    sources: Object.fromEntries(
      ['hubspot', 'shopify', 'sql', 'stripe', 'klaviyo', 'zendesk'].map((source) => [
        source,
        expect.objectContaining({ calls: expect.any(Number), ms: expect.any(Number), error: null }),
      ]),
    ),
  });
  expect((await send(BY_EMAIL, { key: ADA.email })).extensions).toBeUndefined();
});

it('the log names requests and nobody else', async () => {
  await send(BY_EMAIL, { key: ADA.email });
  await send(BY_PHONE, { key: ADA.phone });
  await send(`query Inlined { customer(email: "${ADA.email}") ${VIEW} }`);
  await send(`query Inlined { customer(phone: "${ADA.phone}") ${VIEW} }`);
  await send(`query AdaMensahEmailIs_ada { customer(email: "nobody.canary@example.com") { id } }`);
  await send('{ customer(email: "canary not an address") { id } }');
  await send('{ customer(phone: "canary-7731") { id } }');
  await send(`{ customer(email: "${ADA.email}", phone: "${ADA.phone}") { id } }`);
  await send(`{ customer(email: "${ADA.email}") { nothing } }`);
  await send('query ($email: Int!) { customer(id: "x") { id } }', { email: ADA.email });
  await send(`{ customer(email: "${ADA.email}" { id } }`);
  await send(`query { customers(emails: ["${ADA.email}", "nobody.canary@example.com"]) ${VIEW} }`);
  await send(BY_ID, { key: ADA.id }, { 'x-request-id': `${ADA.email} canary` });
  await send(
    BY_ID,
    { key: ADA.id },
    { 'x-request-id': 'sane-id_1234', authorization: `Bearer ${HUBSPOT_TOKEN}`, cookie: `session=${HUBSPOT_TOKEN}` },
  );
  await fetch(`${url}/graphql?query=${encodeURIComponent(`{ customer(email: "${ADA.email}") { id } }`)}`, {
    headers: { 'apollo-require-preflight': '1' },
  });
  sent += 1;
  await fetch(`${url}/nowhere?email=${ADA.email}`);
  await program.stop();

  const text = program.stderr();
  const said = lines();
  const requests = said.filter(({ msg }) => msg === 'request');
  expect(requests).toHaveLength(sent);
  expect(requests.every(({ requestId = '' }) => /^[A-Za-z0-9_-]{8,64}$/.test(requestId))).toBe(true);
  expect(requests.filter(({ requestId }) => requestId === 'sane-id_1234')).toHaveLength(1);
  expect(said.every(({ requestId }) => requestId !== undefined)).toBe(true);
  expect(said.some(({ operation }) => operation === 'ByEmail')).toBe(true);

  const subjects = answers
    .flatMap(({ data }) => JSON.stringify(data ?? null).match(/"subject":"([^"]+)"/g) ?? [])
    .map((pair) => pair.slice(11, -1));
  expect(subjects.length).toBeGreaterThan(0);
  const canaries = [
    ADA.email,
    ADA.phone,
    '2079460501',
    '7946 0501',
    'copperfield',
    'Ada Mensah',
    'canary',
    'hubspot:contact:501',
    ...new Set(subjects),
    ...secrets(),
  ];
  for (const canary of canaries) expect(text.toLowerCase()).not.toContain(canary.toLowerCase());
  for (const word of ['customer(', '$key', 'authorization', 'cookie']) expect(text).not.toContain(word);
});
