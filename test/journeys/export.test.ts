// A person's right to a copy: all that the connected systems hold of one customer, live, for whom may have it, with what is missing named.
import { z } from 'zod';
import { domainExport } from '../../platform/exchange/export';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { createSignIn } from '../support/sign-in';

jest.setTimeout(60_000);

const signIn = createSignIn();
const ADA = 'hubspot:contact:501';
const ADAS_SOURCES = ['hubspot', 'klaviyo', 'klaviyo', 'shopify', 'sql', 'stripe', 'stripe', 'zendesk'];
const EXPORT = `query Export($id: ID!) {
  exportCustomer(id: $id) { customer { id } records { id source } candidates { id } missing document }
}`;
const MAY = 'customer:read customer:export pii:free-text';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 100, postgres: true, limits: 'off' });
  expect(sandbox.postgresFault).toBeNull();
});
afterAll(() => sandbox.stop());

const documentOf = z.object({
  customer: z.string(),
  candidates: z.array(z.string()),
  missing: z.array(z.string()),
  systems: z.array(domainExport),
});

interface Answer {
  exportCustomer: {
    customer: { id: string };
    records: { id: string; source: string }[];
    candidates: { id: string }[];
    missing: string[];
    document: unknown;
  } | null;
}

describe.each(['in process', 'remote'] as const)('the copy, %s', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    const env = { ...sandbox.env, BREAKERS: 'off', ...SANDBOX_SOURCES, CACHE_MODE: 'full', ...signIn.settings };
    graph = await startGraph(env, deployment);
  });
  afterAll(() => graph.close());

  const ask = async (id: string, scope = MAY, purpose: string | null = 'access request 12') =>
    graph.ask<Answer>(EXPORT, { id }, await signIn.bearer(scope, purpose === null ? {} : { 'x-purpose': purpose }));

  it('holds every linked record of every system, whole, with why it is theirs and what hangs on it', async () => {
    const { data, errors } = await ask(`zendesk:user:${await zendeskIdOfAda()}`);
    expect(errors).toBeUndefined();
    const copy = data?.exportCustomer;
    expect(copy).toMatchObject({ customer: { id: ADA }, missing: [] });
    expect(copy?.records[0]).toEqual({ id: ADA, source: 'hubspot' });
    expect(copy?.records.map(({ source }) => source).sort()).toEqual(ADAS_SOURCES);
    const { systems, customer } = documentOf.parse(copy?.document);
    expect(customer).toBe(ADA);
    const records = systems.flatMap((one) => one.records);
    expect(records.map(({ id }) => id).sort()).toEqual(copy?.records.map(({ id }) => id).sort());
    expect(records.every(({ decision, evidence }) => decision === 'ANCHOR' || evidence.length > 0)).toBe(true);
    // Raw, as the vendor has it: a property that no view shows.
    expect(records.find(({ id }) => id === ADA)?.data).toMatchObject({ properties: { email: 'ada.mensah@copperfield-foods.example.com' } });
    const counts = new Map<string, number>();
    for (const { related } of records)
      for (const [name, answer] of Object.entries(related))
        counts.set(name, (counts.get(name) ?? 0) + ('items' in answer ? answer.items.length : NaN));
    const views = await graph.ask<{ customer: Views }>(VIEWS, { id: ADA }, await signIn.bearer('customer:read'));
    const { crm, sales, billing, support } = views.data?.customer ?? fail('no customer');
    expect(Object.fromEntries(counts)).toMatchObject({
      opportunities: crm.opportunities.totalCount,
      activities: crm.activities.totalCount,
      orders: sales.orderCount,
      invoices: billing.invoices.totalCount,
      tickets: support.tickets.totalCount,
    });
    const tickets = records.flatMap(({ related: { tickets } }) => (tickets !== undefined && 'items' in tickets ? tickets.items : []));
    expect(
      tickets.some((ticket) => z.looseObject({ comments: z.array(z.looseObject({ body: z.string() })).min(1) }).safeParse(ticket).success),
    ).toBe(true);
  });

  it('is read live, whatever is cached', async () => {
    await ask(ADA);
    const before = sandbox.zendesk.calls().length;
    await ask(ADA);
    expect(sandbox.zendesk.calls().length).toBeGreaterThan(before);
  });

  it('names what is missing while a system is down, and holds the rest', async () => {
    sandbox.zendesk.faults.set({ mode: '503' });
    const { data } = await ask(ADA).finally(() => sandbox.zendesk.faults.clear());
    expect(data?.exportCustomer?.missing).toEqual(['support']);
    const { systems } = documentOf.parse(data?.exportCustomer?.document);
    expect(systems.map(({ domain }) => domain).sort()).toEqual(['BILLING', 'CRM', 'MARKETING', 'SALES']);
  });

  it('is nobody’s without the scope, and without a purpose has no document', async () => {
    const denied = await ask(ADA, 'customer:read pii:free-text');
    expect(denied.data).toBeNull();
    expect(denied.errors).toMatchObject([{ path: ['exportCustomer'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }]);
    const masked = await ask(ADA, MAY, null);
    expect(masked.data?.exportCustomer).toMatchObject({ customer: { id: ADA }, document: null });
    expect((await ask(ADA, 'customer:read customer:export')).data?.exportCustomer).toMatchObject({ document: null });
  });

  it('is null for nobody', async () => {
    expect((await ask('hubspot:contact:999999999')).data).toEqual({ exportCustomer: null });
  });

  async function zendeskIdOfAda(): Promise<string> {
    const query = 'query ($id: ID!) { customer(id: $id) { records { id source } } }';
    const { data } = await graph.ask<{ customer: { records: { id: string; source: string }[] } }>(
      query,
      { id: ADA },
      await signIn.bearer(MAY),
    );
    return data?.customer.records.find(({ source }) => source === 'zendesk')?.id.split(':')[2] ?? '';
  }
});

interface Views {
  crm: { opportunities: { totalCount: number }; activities: { totalCount: number } };
  sales: { orderCount: number };
  billing: { invoices: { totalCount: number } };
  support: { tickets: { totalCount: number } };
}

const VIEWS = `query ($id: ID!) { customer(id: $id) {
  crm { opportunities { totalCount } activities { totalCount } }
  sales { orderCount }
  billing { invoices { totalCount } }
  support { tickets { totalCount } }
} }`;

function fail(why: string): never {
  throw new Error(why);
}
