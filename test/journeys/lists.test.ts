// The lists, each driven by one system's own filter and joined with the others, against the truth of the pretend world: nobody who
// belongs there is missing, nobody comes twice, and whoever pages through sees the same as whoever asks for all at once.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

interface Edge {
  cursor: string;
  node: { id: string } | null;
  records: { id: string }[];
  items: { id: string; at: string | null; amount: { amount: string } | null }[];
}
interface Page {
  edges: Edge[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  missing: string[];
  complete: boolean;
}

const PAGE =
  'edges { cursor node { id } records { id } items { id at amount { amount } } } pageInfo { hasNextPage endCursor } missing complete';
const DAY_MS = 86_400_000;

let sandbox: Sandbox;
let identityOf: Map<string, string>;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 400, postgres: true, limits: 'off' });
  identityOf = new Map(sandbox.world.truth.flatMap(({ id, records }) => records.map((record) => [record, id] as const)));
});
afterAll(() => sandbox.stop());

const daysAgo = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString().slice(0, 10);

/** The lists by name, the arguments that a person would give, and who belongs there. */
const LISTS: Record<string, { field: string; args: string; expected(): string[] }> = {
  'overdue for 14 days': {
    field: 'overdueCustomers',
    args: 'minDays: 14',
    expected() {
      const { billing, payments } = sandbox.world;
      const sql = billing.invoices.filter(({ status, dueOn }) => (status === 'open' || status === 'partial') && dueOn <= daysAgo(14));
      const stripe = payments.invoices.filter(
        ({ status, dueAt }) => status === 'open' && dueAt !== null && dueAt.slice(0, 10) <= daysAgo(14),
      );
      const deleted = new Set(payments.customers.filter((customer) => customer.deleted).map(({ id }) => id));
      return [
        ...sql.map(({ customerId }) => `sql:customer:${customerId}`),
        ...stripe.filter(({ customerId }) => !deleted.has(customerId)).map(({ customerId }) => `stripe:customer:${customerId}`),
      ];
    },
  },
  'with urgent tickets': {
    field: 'customersWithOpenTickets',
    args: 'priorities: [URGENT]',
    expected: () =>
      sandbox.world.helpdesk.tickets
        .filter(({ status, priority }) => priority === 'urgent' && status !== 'solved' && status !== 'closed')
        .map(({ requesterId }) => `zendesk:user:${requesterId}`),
  },
  'with a deal that closes soon': {
    field: 'opportunitiesClosing',
    args: 'withinDays: 30',
    expected: () =>
      sandbox.world.crm.deals
        .filter(({ stage, closeDate }) => !stage.startsWith('closed') && closeDate !== null && closeDate.slice(0, 10) <= daysAgo(-30))
        .flatMap(({ contactIds }) => contactIds.map((id) => `hubspot:contact:${id}`)),
  },
};

describe.each(['in process', 'remote'] as const)('a list, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'full' }, deployment);
  });
  afterAll(() => graph.close());

  async function pageOf(field: string, args: string): Promise<Page> {
    const { data, errors = [] } = await graph.ask<Record<string, Page>>(`{ ${field}(${args}) { ${PAGE} } }`);
    expect(errors.filter(({ extensions }) => extensions['code'] !== 'AMBIGUOUS_CUSTOMER')).toEqual([]);
    const page = data[field];
    if (page === undefined) throw new Error('no page');
    return page;
  }

  async function pageThrough(field: string, args: string, first: number): Promise<Edge[]> {
    const edges: Edge[] = [];
    let after: string | null = null;
    do {
      const page: Page = await pageOf(field, `${args}, first: ${first}${after === null ? '' : `, after: "${after}"`}`);
      edges.push(...page.edges);
      expect(page.edges.length).toBeLessThanOrEqual(first);
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    return edges;
  }

  it.each(Object.entries(LISTS))('of customers %s has precisely those', async (_name, { field, args, expected }) => {
    const edges = await pageThrough(field, args, 100);
    const people = (records: readonly string[]): string[] => [...new Set(records.map((record) => identityOf.get(record) ?? record))].sort();
    expect(people(edges.flatMap(({ records }) => records.map(({ id }) => id)))).toEqual(people(expected()));
    expect(edges.length).toBeGreaterThan(3);
    // Each customer once, with a reason, and every record behind it truly theirs.
    const ids = edges.flatMap(({ node }) => (node === null ? [] : [node.id]));
    expect(new Set(ids).size).toBe(ids.length);
    expect(edges.every(({ items }) => items.length > 0)).toBe(true);
    for (const { node, records } of edges) {
      if (node !== null) expect(people([node.id, ...records.map(({ id }) => id)])).toHaveLength(1);
    }
  });

  it.each(Object.entries(LISTS))('of customers %s is the same in small pages', async (_name, { field, args }) => {
    const atOnce = await pageThrough(field, args, 100);
    const few = atOnce.slice(0, 12);
    const paged: Edge[] = [];
    let after = '';
    while (paged.length < few.length) {
      const { edges, pageInfo } = await pageOf(field, `${args}, first: 5${after}`);
      paged.push(...edges);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(paged.slice(0, few.length).map(({ node, records }) => node?.id ?? records)).toEqual(
      few.map(({ node, records }) => node?.id ?? records),
    );
  });

  it('has the longest overdue first, and the earliest deal', async () => {
    for (const [field, args] of [
      ['overdueCustomers', 'minDays: 1, first: 30'],
      ['opportunitiesClosing', 'withinDays: 60, first: 30'],
    ] as const) {
      const { edges } = await pageOf(field, args);
      const firsts = edges.map(({ items }) => items.map(({ at }) => at ?? '').sort()[0]);
      expect(firsts).toEqual([...firsts].sort());
    }
  });

  it('of a segment has its members', async () => {
    const { profiles, segments } = sandbox.world.marketing;
    const segment = segments.find(({ name }) => name === 'Win-back') ?? segments[0];
    const members = profiles.filter(({ segmentIds }) => segmentIds.includes(segment?.id ?? '')).map(({ id }) => `klaviyo:profile:${id}`);
    const edges = await pageThrough('segmentMembers', `audience: "klaviyo:segment:${segment?.id}"`, 50);
    expect(edges.flatMap(({ records }) => records.map(({ id }) => id)).sort()).toEqual(members.sort());
    expect(members.length).toBeGreaterThan(3);
  });

  it('of a segment that nobody has heard of is empty, and costs nobody a call', async () => {
    sandbox.klaviyo.resetCalls();
    expect(await pageOf('segmentMembers', 'audience: "mailer:segment:1"')).toMatchObject({ edges: [], missing: [], complete: true });
    expect(sandbox.klaviyo.calls()).toHaveLength(0);
    expect(await pageOf('segmentMembers', 'audience: "klaviyo:segment:nobody"')).toMatchObject({ edges: [] });
  });

  it('finds customers by a part of their name, once, whichever system knew them', async () => {
    const { edges, missing } = await pageOf('searchCustomers', 'text: "mensah", in: [CRM, SALES, BILLING, SUPPORT], first: 20');
    const ada = edges.filter(({ node }) => node?.id === 'hubspot:contact:501');
    expect(ada).toHaveLength(1);
    const sources = ada[0]?.records.map(({ id }) => id.split(':')[0]);
    expect(new Set(sources)).toEqual(new Set(['hubspot', 'shopify', 'sql', 'stripe', 'zendesk']));
    expect(missing).toEqual([]);
  });

  it('names a system that has no such search', async () => {
    expect((await pageOf('searchCustomers', 'text: "mensah", in: [CRM, MARKETING]')).missing).toEqual(['klaviyo']);
  });

  it('goes on without one of its systems, and fails where it has no other', async () => {
    sandbox.stripe.faults.set({ mode: 'dead' });
    try {
      const field = 'overdueCustomers(minDays: 21, first: 5)';
      const { data, extensions } = await graph.ask<{ overdueCustomers: Page }>(`{ ${field} { ${PAGE} } }`);
      expect(data.overdueCustomers.missing).toEqual(['stripe']);
      expect(data.overdueCustomers.edges.length).toBeGreaterThan(0);
      expect(extensions?.customerGraph).toMatchObject({ missing: [{ source: 'stripe', code: 'UPSTREAM_UNAVAILABLE' }] });
    } finally {
      sandbox.stripe.faults.clear();
    }
    sandbox.zendesk.faults.set({ mode: 'wrong-shape' });
    try {
      const { data, errors } = await graph.ask('{ customersWithOpenTickets(priorities: [LOW]) { nodes { id } } }');
      expect(data).toEqual({ customersWithOpenTickets: null });
      expect(errors).toMatchObject([{ path: ['customersWithOpenTickets'], extensions: { code: 'UPSTREAM_CONTRACT', source: 'zendesk' } }]);
    } finally {
      sandbox.zendesk.faults.clear();
    }
  });

  it.each([
    ['{ searchCustomers(text: "x") { nodes { id } } }', /"text"/],
    ['{ overdueCustomers(minDays: -3) { nodes { id } } }', /"minDays"/],
    ['{ overdueCustomers(first: 101) { nodes { id } } }', /"first" must be between 0 and 100/],
    ['{ opportunitiesClosing(withinDays: 99999) { nodes { id } } }', /"withinDays"/],
    ['{ segmentMembers(audience: "7731") { nodes { id } } }', /"audience"/],
    ['{ overdueCustomers(after: "7731") { nodes { id } } }', /"after"/],
  ])('refuses %s', async (query, message) => {
    const { errors } = await graph.ask(query);
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(errors?.[0]?.message).toMatch(message);
    expect(errors?.[0]?.message).not.toContain('7731');
  });
});
