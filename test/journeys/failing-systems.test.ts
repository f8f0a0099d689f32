// One system of each domain dead, slow or lying, alone and two at once, in process and remote: what a person still gets. Whatever
// fails costs its own part, is named, and changes nothing else.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import type { GraphAnswer } from '../support/ask';
import { createFaultProxy, type FaultProxy } from '../support/fault-proxy';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'ada.mensah@copperfield-foods.example.com';

const SYSTEMS = [
  { view: 'crm', source: 'hubspot' },
  { view: 'sales', source: 'shopify' },
  { view: 'billing', source: 'stripe' },
  { view: 'marketing', source: 'klaviyo' },
  { view: 'support', source: 'zendesk' },
] as const;
type System = (typeof SYSTEMS)[number];

const FAULTS = {
  dead: { mode: 'dead', code: 'UPSTREAM_UNAVAILABLE', state: 'FAILED' },
  slow: { mode: 'hang', code: 'UPSTREAM_TIMEOUT', state: 'TIMEOUT' },
  lying: { mode: 'wrong-shape', code: 'UPSTREAM_CONTRACT', state: 'FAILED' },
} as const;
type FaultName = keyof typeof FAULTS;

const PAIRS = SYSTEMS.flatMap((one, index) => SYSTEMS.slice(index + 1).map((other) => [one, other] as const));

const QUERY = `query ($email: String!) {
  customer(email: $email) {
    id displayName
    crm { owner { name } lifecycleStage }
    sales { orderCount orders { totalCount } }
    billing { overdueBalance { amount currency } subscriptions { status } }
    marketing { consents { status } campaigns { campaign } }
    support { openTickets }
    profile { name { full } permissions { channel status complete } }
    timeline(first: 100) { domain }
    signals { code degraded evidence { id } }
    identity { status links { record { source } } }
    completeness { domain state error }
  }
}`;

interface Ada {
  id: string;
  displayName: string;
  profile: { name: { full: string }; permissions: { channel: string; status: string; complete: boolean }[] };
  timeline: { domain: string }[];
  signals: { code: string; degraded: boolean; evidence: { id: string }[] }[];
  identity: { status: string; links: { record: { source: string } }[] };
  completeness: { domain: string; state: string; error: string | null }[];
  [view: string]: unknown;
}

/** Longer than a system that works takes on a busy machine, short enough to wait for. */
const PATIENCE_MS = '1200';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: true, limits: 'off' });
  expect(sandbox.postgresFault).toBeNull();
});
afterAll(() => sandbox.stop());

function setFault({ source }: System, name: FaultName): void {
  sandbox[source].faults.set({ mode: FAULTS[name].mode });
}

beforeEach(() => SYSTEMS.forEach(({ source }) => sandbox[source].faults.clear()));

describe.each(['in process', 'remote'] as const)('a customer of five systems, %s,', (deployment) => {
  let graph: Graph;
  let whole: Ada;

  beforeAll(async () => {
    const patience = Object.fromEntries(SYSTEMS.map(({ source }) => [`${source.toUpperCase()}_TIMEOUT_MS`, PATIENCE_MS]));
    // One source a domain, so that a system that fails is a domain that fails.
    const sources = { ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe' };
    graph = await startGraph({ ...sandbox.env, ...sources, ...patience, CACHE_MODE: 'off', BREAKERS: 'off' }, deployment);
    // A process that has just started plans and compiles while its systems' clocks run: what is measured here comes after that.
    await ask();
  });
  afterAll(() => graph.close());

  const ask = (): Promise<GraphAnswer<{ customer: Ada }>> => graph.ask(QUERY, { email: ADA });

  it('is whole while all systems work', async () => {
    const { data, errors, extensions } = await ask();
    expect(errors).toBeUndefined();
    expect(extensions?.customerGraph).toBeUndefined();
    whole = data.customer;
    for (const { view } of SYSTEMS) expect({ view, value: whole[view] }).toEqual({ view, value: expect.any(Object) });
    expect(new Set(whole.timeline.map(({ domain }) => domain))).toEqual(new Set(['CRM', 'SALES', 'BILLING', 'MARKETING', 'SUPPORT']));
    expect(new Set(whole.identity.links.map(({ record }) => record.source))).toEqual(new Set(SYSTEMS.map(({ source }) => source)));
    expect(whole.signals.map(({ code }) => code)).toContain('AT_RISK');
    expect(whole.signals.some(({ degraded }) => degraded)).toBe(false);
    expect(whole.completeness.map(({ state }) => state)).toEqual(['OK', 'OK', 'OK', 'OK', 'OK']);
    expect(whole.profile.permissions.every(({ complete }) => complete)).toBe(true);
  });

  function expectWithout(answer: GraphAnswer<{ customer: Ada }>, failed: readonly { system: System; fault: FaultName }[]): void {
    const { data, errors = [], extensions } = answer;
    const { customer } = data;
    const views = failed.map(({ system }) => system.view as string);
    for (const { view } of SYSTEMS) {
      // What the others say is word for word what they say when all is well; without the CRM fewer records are found.
      if (views.includes(view)) expect({ view, value: customer[view] }).toEqual({ view, value: null });
      else if (!views.includes('crm')) expect({ view, value: customer[view] }).toEqual({ view, value: whole[view] });
      else expect({ view, value: customer[view] }).toEqual({ view, value: expect.any(Object) });
    }
    expect(customer).toMatchObject({ displayName: 'Ada Mensah', profile: { name: { full: 'Ada Mensah' } } });
    const byPath = (a: { path?: unknown }, b: { path?: unknown }): number => String(a.path).localeCompare(String(b.path));
    expect(errors.map(({ path, extensions: { code, source, domain } }) => ({ path, code, source, domain })).sort(byPath)).toEqual(
      failed
        .map(({ system: { view, source }, fault }) => ({ path: ['customer', view], code: FAULTS[fault].code, source, domain: view }))
        .sort(byPath),
    );
    const missing = (extensions?.customerGraph?.['missing'] ?? []) as { source: string; code: string }[];
    expect(missing.map(({ source }) => source).sort()).toEqual(failed.map(({ system }) => system.source).sort());
    for (const { domain, state, error } of customer.completeness) {
      const own = failed.find(({ system }) => system.view === domain.toLowerCase());
      const { state: failedState, code } = own === undefined ? { state: 'OK', code: null } : FAULTS[own.fault];
      expect({ domain, state, error }).toEqual({ domain, state: failedState, error: code });
    }
    const told = new Set(customer.timeline.map(({ domain }) => domain.toLowerCase()));
    expect([...told].sort()).toEqual(
      SYSTEMS.map(({ view }) => view as string)
        .filter((view) => !views.includes(view))
        .sort(),
    );
    // A missing source never lowers a risk, and every permission says that somebody who could have said no is missing.
    expect(customer.signals.find(({ code }) => code === 'AT_RISK')).toMatchObject({ degraded: true });
    expect(customer.signals.every(({ code, evidence }) => evidence.length > 0 || code === 'NO_ACTIVITY_90D')).toBe(true);
    expect(customer.profile.permissions.some(({ complete }) => complete)).toBe(false);
  }

  const SINGLE = SYSTEMS.flatMap((system) => (Object.keys(FAULTS) as FaultName[]).map((fault) => [system.source, fault, system] as const));

  it.each(SINGLE)('goes on without %s when it is %s', async (_source, fault, system) => {
    setFault(system, fault);
    expectWithout(await ask(), [{ system, fault }]);
  });

  it.each(PAIRS.map(([one, other]) => [one.source, other.source, one, other] as const))(
    'goes on while %s is dead and %s is lying',
    async (_one, _other, one, other) => {
      setFault(one, 'dead');
      setFault(other, 'lying');
      expectWithout(await ask(), [
        { system: one, fault: 'dead' },
        { system: other, fault: 'lying' },
      ]);
    },
  );

  it('waits for two slow systems side by side, and for each of them once', async () => {
    const [crm, sales] = SYSTEMS;
    setFault(crm, 'slow');
    setFault(sales, 'slow');
    sandbox.shopify.resetCalls();
    expectWithout(await ask(), [
      { system: crm, fault: 'slow' },
      { system: sales, fault: 'slow' },
    ]);
    expect(sandbox.shopify.calls()).toHaveLength(1);
  });

  it('is whole again when the systems are', async () => {
    const { data, errors } = await ask();
    expect(errors).toBeUndefined();
    expect(data.customer).toEqual({ ...whole, completeness: expect.any(Array) });
  });
});

describe('a remote domain', () => {
  it.each(SYSTEMS)('costs its own part when the process of $view is gone', async ({ view }) => {
    const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' }, 'remote');
    try {
      await graph.killSubgraph(view);
      const { data, errors } = await graph.ask<{ customer: Ada }>(QUERY, { email: ADA });
      for (const system of SYSTEMS)
        expect({ view: system.view, gone: data.customer[system.view] === null }).toEqual({ view: system.view, gone: system.view === view });
      expect(errors).toEqual([
        { message: expect.any(String), path: ['customer', view], extensions: { code: 'UPSTREAM_UNAVAILABLE', domain: view, source: view } },
      ]);
      const own = data.customer.completeness.find(({ domain }) => domain.toLowerCase() === view);
      expect(own).toMatchObject({ state: 'FAILED', error: 'SUBGRAPH_UNAVAILABLE' });
      expect(data.customer.signals.find(({ code }) => code === 'AT_RISK')).toMatchObject({ degraded: true });
    } finally {
      await graph.close();
    }
  });
});

describe('a domain of two sources', () => {
  let graph: Graph;
  let proxy: FaultProxy;

  beforeAll(async () => {
    const database = new URL(sandbox.env['SQL_URL'] ?? '');
    proxy = await createFaultProxy(Number(database.port));
    database.port = String(proxy.port);
    const patience = { SQL_TIMEOUT_MS: PATIENCE_MS, SQL_STATEMENT_TIMEOUT_MS: '1000', STRIPE_TIMEOUT_MS: PATIENCE_MS };
    const env = { ...sandbox.env, ...SANDBOX_SOURCES, ...patience, SQL_URL: database.href, CACHE_MODE: 'off' };
    graph = await startGraph(env, 'in process');
  });
  afterAll(async () => {
    await graph.close();
    await proxy.close();
  });
  afterEach(() => proxy.set('pass'));

  interface Billing {
    missing: string[];
    invoices: { nodes: { id: string; record: { source: string } }[] };
    subscriptions: { id: string }[];
    overdueBalance: { amount: string }[] | null;
  }

  const askBilling = () =>
    graph.ask<{ customer: { billing: Billing | null; completeness: { domain: string; state: string }[]; signals: { code: string }[] } }>(
      `query ($email: String!) { customer(email: $email) {
        billing { missing invoices(first: 100) { nodes { id record { source } } } subscriptions { id } overdueBalance { amount } }
        completeness { domain state }
        signals { code }
      } }`,
      { email: ADA },
    );

  const BREAK: Record<string, { failing: string; begin(): void | Promise<void> }> = {
    'the database is dead': { failing: 'sql', begin: () => proxy.set('refuse') },
    'the database is slow': { failing: 'sql', begin: () => proxy.set('blackhole') },
    'the payment system is dead': { failing: 'stripe', begin: () => sandbox.stripe.faults.set({ mode: 'dead' }) },
    'the payment system is slow': { failing: 'stripe', begin: () => sandbox.stripe.faults.set({ mode: 'hang' }) },
    'the payment system is lying': { failing: 'stripe', begin: () => sandbox.stripe.faults.set({ mode: 'garbage' }) },
    'the payment system loses its invoices': {
      failing: 'stripe',
      begin: () => sandbox.stripe.faults.set({ mode: '500', path: '/v1/invoices' }),
    },
  };

  it('joins their lists, and every item names its record', async () => {
    const { data, errors } = await askBilling();
    expect(errors).toBeUndefined();
    const sources = data.customer.billing?.invoices.nodes.map(({ record }) => record.source);
    expect(new Set(sources)).toEqual(new Set(['sql', 'stripe']));
    expect(data.customer.billing).toMatchObject({ missing: [], overdueBalance: [expect.anything()] });
  });

  it.each(Object.keys(BREAK))('lists what the other has, names the failing one, and sums nothing while %s', async (name) => {
    const { failing, begin } = BREAK[name] ?? { failing: '', begin: () => undefined };
    await begin();
    const { data, errors, extensions } = await askBilling();
    const billing = data.customer.billing;
    const other = failing === 'sql' ? 'stripe' : 'sql';
    expect(billing).toMatchObject({ missing: [failing], overdueBalance: null });
    expect(new Set(billing?.invoices.nodes.map(({ record }) => record.source))).toEqual(new Set([other]));
    expect(errors?.map(({ path, extensions: { source } }) => [path?.join('.'), source])).toEqual([
      ['customer.billing.overdueBalance', failing],
    ]);
    expect(data.customer.completeness.find(({ domain }) => domain === 'BILLING')).toMatchObject({ state: 'PARTIAL' });
    expect(extensions?.customerGraph).toMatchObject({ missing: [{ source: failing }] });
  });

  it('is gone while both are', async () => {
    await proxy.set('refuse');
    sandbox.stripe.faults.set({ mode: 'dead' });
    const { data, errors } = await askBilling();
    expect(data.customer.billing).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['customer', 'billing']]);
    expect(data.customer.signals.map(({ code }) => code)).toContain('TICKETS_OPEN');
  });
});
