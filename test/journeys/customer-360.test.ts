// Whole questions through the real gateway on the sandbox, in process and remote: the answer, what it cost the vendors, and what
// is left of it while a system is down.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(60_000);

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 300, postgres: true, limits: 'off' });
  expect(sandbox.postgresFault).toBeNull();
});

afterAll(() => sandbox.stop());

interface Part {
  id: string;
  displayName: string;
  crm: { owner: { name: string } | null } | null;
  billing: { overdueBalance: { amount: string; currency: string }[]; invoices: { totalCount: number } } | null;
  support: { openTickets: number } | null;
  profile: { company: string | null; name: { full: string | null } | null } | null;
  timeline: { domain: string; title: string }[] | null;
  signals: { code: string; degraded: boolean }[] | null;
  identity: { status: string; links: { record: { id: string }; decision: string }[]; candidates: { record: { id: string } }[] } | null;
  completeness: { domain: string; state: string; error: string | null }[] | null;
}

const EVERYTHING = `
  id displayName
  crm { owner { name } }
  billing { overdueBalance { amount currency } invoices { totalCount } }
  support { openTickets }
  profile { company name { full } }
  timeline(first: 100) { domain title }
  signals { code degraded }
  identity { status links { record { id } decision } candidates { record { id } } }
  completeness { domain state error }
`;

const ADA = 'hubspot:contact:501';
/** Two customers in Stripe and two profiles in Klaviyo are hers as well. */
const ADAS_OTHER_RECORDS = ['shopify', 'sql', 'stripe', 'stripe', 'klaviyo', 'klaviyo', 'zendesk'];
const DOMAINS = ['CRM', 'SALES', 'BILLING', 'MARKETING', 'SUPPORT'];
const ADA_EMAIL = 'ada.mensah@copperfield-foods.example.com';

const byEmail = `query ($email: String!) { customer(email: $email) { ${EVERYTHING} } }`;
const byId = `query ($id: ID!) { customer(id: $id) { ${EVERYTHING} } }`;

describe.each(['in process', 'remote'] as const)('the customer, %s', (deployment) => {
  let graph: Graph;

  beforeAll(async () => {
    // Faults come and go here faster than a breaker believes.
    graph = await startGraph({ ...sandbox.env, BREAKERS: 'off', ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, deployment);
  });
  afterAll(() => graph.close());
  beforeEach(() => {
    for (const vendor of [sandbox.hubspot, sandbox.zendesk]) {
      vendor.faults.clear();
      vendor.resetCalls();
    }
  });

  const stateOf = (customer: Part, domain: string): string | undefined =>
    customer.completeness?.find((part) => part.domain === domain)?.state;

  it('is joined from six systems in one query', async () => {
    const { data, errors, status } = await graph.ask<{ customer: Part }>(byEmail, { email: ' ADA.Mensah@copperfield-foods.EXAMPLE.com ' });
    expect(errors).toBeUndefined();
    expect(status).toBe(200);
    const { customer } = data;
    expect(customer).toMatchObject({
      id: ADA,
      displayName: 'Ada Mensah',
      crm: { owner: { name: 'Mara Weiss' } },
      billing: { overdueBalance: [{ currency: 'GBP' }] },
      profile: { company: 'Copperfield Foods Ltd', name: { full: 'Ada Mensah' } },
      identity: { status: 'LINKED' },
    });
    expect(customer.support?.openTickets).toBeGreaterThan(0);
    expect(customer.identity?.links.map(({ decision }) => decision)).toEqual(['ANCHOR', ...ADAS_OTHER_RECORDS.map(() => 'LINK')]);
    expect(customer.identity?.links.map(({ record }) => record.id.split(':')[0]).sort()).toEqual(['hubspot', ...ADAS_OTHER_RECORDS].sort());
    expect(new Set(customer.timeline?.map(({ domain }) => domain))).toEqual(new Set(DOMAINS));
    expect(customer.signals?.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['TICKETS_OPEN', 'SLA_BREACHED', 'INVOICE_OVERDUE', 'AT_RISK']),
    );
    expect(customer.completeness?.map(({ domain, state }) => `${domain} ${state}`)).toEqual(DOMAINS.map((domain) => `${domain} OK`));
  });

  it('has one canonical id, whichever record it is asked by', async () => {
    const { data } = await graph.ask<{ customer: Part }>(byId, { id: ADA });
    const others = data.customer.identity?.links.map(({ record }) => record.id).filter((id) => id !== ADA) ?? [];
    expect(others).toHaveLength(ADAS_OTHER_RECORDS.length);
    for (const id of others) {
      const again = await graph.ask<{ customer: { id: string } }>('query ($id: ID!) { customer(id: $id) { id } }', { id });
      expect(again.data.customer.id).toBe(ADA);
    }
  });

  it('never calls a system that the question does not need', async () => {
    const { data } = await graph.ask<{ customer: Part }>(
      'query ($id: ID!) { customer(id: $id) { crm { owner { name } } completeness { domain state } } }',
      {
        id: ADA,
      },
    );
    expect(sandbox.zendesk.calls()).toHaveLength(0);
    expect(stateOf(data.customer, 'SUPPORT')).toBe('NOT_ASKED');
    expect(stateOf(data.customer, 'CRM')).toBe('OK');
  });

  it('reads a record once a request, however many ways lead to it', async () => {
    const { extensions } = await graph.ask(
      'query ($email: String!) { customer(email: $email) { crm { lifecycleStage records { ref { id } } } identity { status } profile { company } } }',
      { email: ADA_EMAIL },
      { 'x-customer-graph-report': 'on' },
    );
    // One batch read by address, and one search for further contacts with her numbers.
    expect(sandbox.hubspot.calls().map(({ path }) => path)).toEqual([
      '/crm/v3/objects/contacts/batch/read',
      '/crm/v3/objects/contacts/search',
    ]);
    expect(extensions?.customerGraph).toMatchObject({ sources: { hubspot: { calls: 2 } } });
  });

  it('costs calls per system for a list, not per customer', async () => {
    const emails = sandbox.world.crm.contacts.flatMap(({ email, archived }) => (email === null || archived ? [] : [email])).slice(0, 50);
    const { data, errors } = await graph.ask<{ customers: (Part | null)[] }>(
      'query ($emails: [String!]!) { customers(emails: $emails) { id crm { lifecycleStage } support { openTickets } } }',
      { emails },
    );
    expect(data.customers).toHaveLength(50);
    expect((errors ?? []).filter(({ extensions }) => extensions['code'] !== 'AMBIGUOUS_CUSTOMER')).toEqual([]);
    expect(sandbox.hubspot.calls().length).toBeLessThanOrEqual(4);
    expect(sandbox.zendesk.calls().length).toBeLessThanOrEqual(40);
  });

  it('keeps the order of a list, with null for nobody', async () => {
    const { data } = await graph.ask<{ customers: ({ id: string } | null)[] }>('query ($ids: [ID!]!) { customers(ids: $ids) { id } }', {
      ids: ['hubspot:contact:502', 'hubspot:contact:999999999', ADA, 'nowhere:thing:1'],
    });
    expect(data.customers.map((customer) => customer?.id ?? null)).toEqual(['hubspot:contact:502', null, ADA, null]);
  });

  it('never merges two people who share a mailbox', async () => {
    const { data, errors } = await graph.ask<{ customer: Part | null }>(byId, { id: 'hubspot:contact:506' });
    expect(errors).toBeUndefined();
    const people = new Map(sandbox.world.truth.flatMap(({ id, records }) => records.map((record) => [record, id])));
    const linked = data.customer?.identity?.links.map(({ record }) => people.get(record.id));
    expect(new Set(linked).size).toBe(1);
    expect(data.customer?.identity?.candidates.length).toBeGreaterThan(0);
  });

  it('knows customers that the CRM has never heard of', async () => {
    const { data } = await graph.ask<{ customer: Part }>(byId, { id: 'sql:customer:100006' });
    expect(data.customer).toMatchObject({ id: 'sql:customer:100006', crm: null });
    expect(data.customer.billing?.invoices.totalCount).toBeGreaterThan(0);
    expect(stateOf(data.customer, 'CRM')).toBe('OK');
  });

  it('explains a link and lists whom an address could mean', async () => {
    const explained = await graph.ask<{ explainLink: { decision: string; evidence: { rule: string }[] } }>(
      'query ($a: ID!, $b: ID!) { explainLink(a: $a, b: $b) { decision confidence evidence { rule identifier weight } vetoes { rule } } }',
      { a: ADA, b: 'zendesk:user:20001' },
    );
    expect(explained.data.explainLink).toMatchObject({ decision: 'LINK' });
    expect(explained.data.explainLink.evidence.map(({ rule }) => rule)).toContain('CROSSWALK_ID');
    const matches = await graph.ask<{ customerMatches: { id: string; displayName: string }[] }>(
      'query ($email: String!) { customerMatches(email: $email) { id displayName confidence records { id } evidence { rule } } }',
      { email: ADA_EMAIL },
    );
    expect(matches.data.customerMatches.map(({ id }) => id)).toEqual([ADA]);
  });

  it('shows its sources', async () => {
    const { data } = await graph.ask<{ sources: { id: string; domains: string[]; vendor: string; lookups: { by: string }[] }[] }>(
      '{ sources { id domains vendor health cacheMode lookups { by keysPerCall caseSensitive lagSeconds } } }',
    );
    expect(data.sources.map(({ id, domains }) => `${domains.join(' ')} ${id}`).sort()).toEqual([
      ...['BILLING sql', 'BILLING stripe', 'CRM hubspot', 'MARKETING klaviyo', 'SALES shopify', 'SUPPORT zendesk'],
    ]);
    expect(data.sources.every(({ lookups }) => lookups.length > 0)).toBe(true);
  });

  const FAULTS = [
    [{ mode: 'dead' }, 'UPSTREAM_UNAVAILABLE'],
    [{ mode: '500' }, 'UPSTREAM_UNAVAILABLE'],
    [{ mode: '429', retryAfterSeconds: 60 }, 'UPSTREAM_RATE_LIMITED'],
    [{ mode: '401' }, 'UPSTREAM_DENIED'],
    [{ mode: 'garbage' }, 'UPSTREAM_CONTRACT'],
    [{ mode: 'wrong-shape' }, 'UPSTREAM_CONTRACT'],
    [{ mode: 'hang' }, 'UPSTREAM_TIMEOUT'],
  ] as const;

  it.each(FAULTS)('loses only the helpdesk when the helpdesk shows %j', async (fault, code) => {
    sandbox.zendesk.faults.set(fault);
    const { data, errors, extensions } = await graph.ask<{ customer: Part }>(byEmail, { email: ADA_EMAIL });
    const { customer } = data;
    expect(customer.support).toBeNull();
    expect(errors).toEqual([
      { message: expect.any(String), path: ['customer', 'support'], extensions: { code, domain: 'support', source: 'zendesk' } },
    ]);
    expect(customer.crm).toMatchObject({ owner: { name: 'Mara Weiss' } });
    expect(customer.billing?.invoices.totalCount).toBeGreaterThan(0);
    expect(customer.profile?.company).toBe('Copperfield Foods Ltd');
    expect(new Set(customer.timeline?.map(({ domain }) => domain))).toEqual(new Set(DOMAINS.filter((domain) => domain !== 'SUPPORT')));
    expect(customer.signals?.some(({ degraded }) => degraded)).toBe(true);
    expect(stateOf(customer, 'SUPPORT')).toBe(code === 'UPSTREAM_TIMEOUT' ? 'TIMEOUT' : 'FAILED');
    expect(extensions?.customerGraph).toMatchObject({ missing: [{ source: 'zendesk', code }] });
  });

  it.each(FAULTS)('loses only the CRM when the CRM shows %j', async (fault, code) => {
    sandbox.hubspot.faults.set(fault);
    const { data, errors } = await graph.ask<{ customer: Part }>(byEmail, { email: ADA_EMAIL });
    const { customer } = data;
    expect(customer.crm).toBeNull();
    expect(errors).toEqual([
      { message: expect.any(String), path: ['customer', 'crm'], extensions: { code, domain: 'crm', source: 'hubspot' } },
    ]);
    expect(customer.support?.openTickets).toBeGreaterThan(0);
    expect(customer.displayName).toBe('Ada Mensah');
    expect(stateOf(customer, 'CRM')).toBe(code === 'UPSTREAM_TIMEOUT' ? 'TIMEOUT' : 'FAILED');
  });

  it('answers null for an unknown customer', async () => {
    const { data, errors } = await graph.ask(
      '{ a: customer(id: "hubspot:contact:987654321") { id } b: customer(email: "nobody@nowhere.example.com") { id } }',
    );
    expect(data).toEqual({ a: null, b: null });
    expect(errors).toBeUndefined();
  });

  it.each([
    ['{ customer { id } }', /exactly one of "id", "email", "phone"/],
    ['{ customer(id: "hubspot:contact:501", email: "ada@example.com") { id } }', /"id", "email" were given/],
    ['{ customer(email: "not-an-address-7731") { id } }', /"email"/],
    ['{ customer(phone: "7731-nonsense") { id } }', /"phone"/],
    ['{ customer(id: "7731") { id } }', /"id"/],
    [`{ customers(ids: [${'"hubspot:contact:1",'.repeat(101)}]) { id } }`, /"ids" takes at most 100/],
    ['{ customer(id: "hubspot:contact:501", options: { depth: 9 }) { id } }', /"options.depth"/],
  ])('refuses %.60s', async (query, message) => {
    const { errors } = await graph.ask(query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.message).not.toContain('7731');
  });

  it('says how long an answer may be kept, and never keeps a partial one', async () => {
    const whole = await graph.ask('query ($id: ID!) { customer(id: $id) { displayName crm { lifecycleStage } } }', { id: ADA });
    expect(whole.headers.get('cache-control')).toBe('max-age=30, private');
    sandbox.zendesk.faults.set({ mode: '500' });
    const partial = await graph.ask('query ($id: ID!) { customer(id: $id) { support { openTickets } } }', { id: ADA });
    expect(partial.headers.get('cache-control')).toBe('no-store');
  });
});

describe('remote subgraphs', () => {
  it('cost their own part when they are dead', async () => {
    const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, 'remote');
    try {
      await graph.killSubgraph('support');
      const { data, errors } = await graph.ask<{ customer: Part }>(byEmail, { email: ADA_EMAIL });
      expect(data.customer.support).toBeNull();
      expect(errors).toEqual([
        {
          message: expect.any(String),
          path: ['customer', 'support'],
          extensions: { code: 'UPSTREAM_UNAVAILABLE', domain: 'support', source: 'support' },
        },
      ]);
      expect(data.customer.crm).not.toBeNull();
      expect(data.customer.profile?.company).toBe('Copperfield Foods Ltd');
      expect(data.customer.timeline?.length).toBeGreaterThan(0);
      expect(data.customer.completeness?.find(({ domain }) => domain === 'SUPPORT')).toMatchObject({
        state: 'FAILED',
        error: 'SUBGRAPH_UNAVAILABLE',
      });
    } finally {
      await graph.close();
    }
  });
});
