// Who may see what of the house's own graph, in process and over the network: callers with tokens of several scopes ask the sandbox, and
// what they may not see is not read for them either.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { createSignIn } from '../support/sign-in';

jest.setTimeout(90_000);

const { settings: access, bearer } = createSignIn();
const ADA = { id: 'hubspot:contact:501' };

const PII = ['contact', 'identity', 'financial', 'free-text'].map((name) => `pii:${name}`).join(' ');
const QUERY = `query ($id: ID!) { customer(id: $id) {
  id displayName emails
  crm { lifecycleStage owner { name } } billing { invoices(first: 2) { nodes { id } } } support { openTickets tickets(first: 5) { nodes { subject } } }
  profile { primaryEmail } completeness { domain state } } }`;

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 50, postgres: false });
});
afterAll(() => sandbox.stop());

interface Answer {
  customer: {
    displayName: string;
    emails: string[];
    crm: object | null;
    billing: object | null;
    support: { openTickets: number; tickets: { nodes: { subject: string }[] } } | null;
    profile: object | null;
    completeness: object[] | null;
  } | null;
}

describe.each(['in process', 'remote'] as const)('%s', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    const settings = { BILLING_SOURCES: 'stripe', CACHE_MODE: 'off', SUBGRAPH_SECRET: 'a-secret-of-thirty-two-characters!' };
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...settings, ...access }, deployment);
  });
  afterAll(() => graph.close());

  const askedOf = (vendor: { calls(): readonly unknown[] }) => {
    const before = vendor.calls().length;
    return () => vendor.calls().length - before;
  };

  it('answers nobody who has not signed in', async () => {
    const { status, errors } = await graph.ask(QUERY, ADA);
    expect([status, errors?.[0]?.extensions['code']]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('shows all to whoever may see all and says what for', async () => {
    const { data, errors, extensions } = await graph.ask<Answer>(
      QUERY,
      ADA,
      await bearer(`customer:read ${PII}`, { 'x-purpose': 'support case 4711' }),
    );
    expect(errors).toBeUndefined();
    expect(data.customer?.emails.join()).toContain('@');
    expect(JSON.stringify(data)).not.toContain('***');
    for (const part of ['crm', 'billing', 'support', 'profile', 'completeness'] as const) expect(data.customer?.[part]).not.toBeNull();
    expect(extensions?.customerGraph?.['masked']).toBeUndefined();
  });

  it('masks personal data for those without its scopes, or without a purpose, and says why', async () => {
    const { data, extensions } = await graph.ask<Answer>(QUERY, ADA, await bearer(`customer:read ${PII}`));
    expect(data.customer?.displayName).toContain('***');
    expect(data.customer?.emails.every((email) => /^.\*\*\*@/.test(email))).toBe(true);
    expect(data.customer?.support?.tickets.nodes.every(({ subject }) => subject === '***')).toBe(true);
    expect(JSON.stringify(extensions?.customerGraph?.['masked'])).toContain('PURPOSE_MISSING');
    const withPurpose = await graph.ask<Answer>(QUERY, ADA, await bearer('customer:read pii:contact', { 'x-purpose': 'call back' }));
    expect(withPurpose.data.customer?.emails.join()).not.toContain('***');
    expect(withPurpose.data.customer?.displayName).toContain('***');
    expect(JSON.stringify(withPurpose.extensions?.customerGraph?.['masked'])).toContain('SCOPE_MISSING');
  });

  it('shows a domain alone to those of that domain, and reads no other for them', async () => {
    const calls = [sandbox.stripe, sandbox.shopify, sandbox.klaviyo].map(askedOf);
    const { data, errors = [] } = await graph.ask<Answer>(QUERY, ADA, await bearer('support:read'));
    expect(data.customer?.support?.openTickets).toBeGreaterThanOrEqual(0);
    expect(data.customer).toMatchObject({ crm: null, billing: null, profile: null });
    expect(errors.map(({ path, extensions }) => `${path?.join('.')} ${String(extensions['code'])}`).sort()).toEqual(
      ['customer.billing', 'customer.crm', 'customer.profile'].map((path) => `${path} UNAUTHORIZED_FIELD_OR_TYPE`),
    );
    expect(calls.map((count) => count())).toEqual([0, 0, 0]);
  });

  it('lets nobody find people by address without the scope, whether there is somebody or not', async () => {
    const look = async (email: string, scope: string) => {
      const { data, errors } = await graph.ask<Answer>(
        'query ($email: String!) { customer(email: $email) { id } }',
        { email },
        await bearer(scope),
      );
      return { data, code: errors?.[0]?.extensions['code'], message: errors?.[0]?.message };
    };
    const known = sandbox.world.crm.contacts.find(({ email, archived }) => email !== null && !archived)?.email ?? '';
    const [there, not] = [await look(known, 'customer:read'), await look('nobody@example.org', 'customer:read')];
    expect(there).toEqual(not);
    expect(there).toMatchObject({ data: { customer: null }, code: 'UNAUTHORIZED_FIELD_OR_TYPE' });
    expect((await look(known, 'customer:read customer:lookup')).data.customer).not.toBeNull();
    const { errors = [] } = await graph.ask(
      '{ searchCustomers(text: "a") { nodes { id } } overdueCustomers { nodes { id } } }',
      {},
      await bearer('customer:read'),
    );
    expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE', 'UNAUTHORIZED_FIELD_OR_TYPE']);
  });

  it('takes the word of those who may give it, under their own name', async () => {
    const say = `mutation { linkRecords(a: "hubspot:contact:501", b: "zendesk:user:9001", by: "somebody else", reason: "test") { manualLink { by } } }`;
    const denied = await graph.ask(say, {}, await bearer('customer:read'));
    expect(denied.errors?.[0]?.extensions['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  });
});
