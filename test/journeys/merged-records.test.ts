// What a client gets who still holds the id of a record that its system has merged into another, or deleted: the customer whom it
// became where the system says so, nobody where it says that there is none, and never nobody where it could not be asked.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { putPerson } from '../support/sandbox-people';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';
const DUPLICATE = 'hubspot:contact:990001';
const STORING_USER = '990100';

interface Customer {
  id: string;
  identity: { status: string; movedTo: string | null; links: { record: { id: string }; evidence: { rule: string }[] }[] };
  crm: { opportunities: { totalCount: number }; activities: { totalCount: number } } | null;
  sales: { orderCount: number; orders: { nodes: { id: string }[] } } | null;
  marketing: { records: { ref: { id: string } }[]; campaigns: { campaign: string | null }[] } | null;
  support: { tickets: { nodes: { id: string }[] } } | null;
}

const QUERY = `query ($id: ID!) { customer(id: $id) {
  id
  identity { status movedTo links { record { id } evidence { rule } } }
  crm { opportunities { totalCount } activities { totalCount } }
  sales { orderCount orders(first: 100) { nodes { id } } }
  marketing { records { ref { id } } campaigns(first: 100) { campaign } }
  support { tickets(first: 100) { nodes { id } } }
} }`;

let sandbox: Sandbox;
let before: Customer;
/** What HubSpot's merge made of Ada and her duplicate. */
let merged: string;
/** Two of everything, of one person: what was merged, and into what. */
let tickets: { from: string; into: string; ids: string[] };
let orders: { from: string; into: string; ids: string[] };
let profiles: { from: string; into: string };

async function customerOf(graph: Graph, id: string): Promise<Customer> {
  const { data, errors } = await graph.ask<{ customer: Customer | null }>(QUERY, { id });
  expect(errors).toBeUndefined();
  if (data.customer === null) throw new Error('nobody');
  return data.customer;
}

beforeAll(async () => {
  sandbox = await startSandbox({ people: 200, postgres: true, limits: 'off' });
  const { crm, helpdesk, shop, marketing } = sandbox.world;
  await putPerson(sandbox.hubspot, {
    ...crm.contacts[0],
    id: '990001',
    email: 'ada@elsewhere.example.com',
    additionalEmails: [],
    mergedIds: [],
  });
  // Nothing but the stored id says whose this is.
  await putPerson(sandbox.zendesk, {
    id: STORING_USER,
    name: 'Second account',
    email: 'second@elsewhere.example.com',
    externalId: '990001',
  });
  const graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, 'in process');
  before = await customerOf(graph, ADA);
  await graph.close();

  merged = `hubspot:contact:${sandbox.hubspot.mergeContacts('990001', '501')}`;

  const ticketsOf = (id: string) =>
    helpdesk.tickets.filter(({ requesterId }) => requesterId === id).map((ticket) => `zendesk:ticket:${ticket.id}`);
  const asking = helpdesk.users.filter(({ id, deleted, email }) => !deleted && email !== null && ticketsOf(id).length > 0);
  const [from, into] = asking.slice(-2);
  if (from === undefined || into === undefined) throw new Error('nobody asked anything');
  tickets = { from: from.id, into: into.id, ids: [...ticketsOf(from.id), ...ticketsOf(into.id)].sort() };
  sandbox.zendesk.mergeUsers(from.id, into.id);

  const ordersOf = (id: string) => shop.orders.filter(({ customerId }) => customerId === id).map((order) => `shopify:order:${order.id}`);
  const buying = shop.customers.filter(({ id, email }) => email !== null && ordersOf(id).length > 0).slice(-2);
  const [one, two] = buying.map(({ id }) => id);
  if (one === undefined || two === undefined) throw new Error('nobody bought anything');
  const kept = sandbox.shopify.mergeCustomers(one, two);
  orders = { from: kept === one ? two : one, into: kept, ids: [...ordersOf(one), ...ordersOf(two)].sort() };

  const [adas, adasOther] = marketing.profiles.filter(({ person }) => person === 'ada-mensah').map(({ id }) => id);
  if (adas === undefined || adasOther === undefined) throw new Error('Ada has two profiles');
  profiles = { from: adasOther, into: adas };
  sandbox.klaviyo.mergeProfiles(adasOther, adas);
});
afterAll(() => sandbox.stop());

describe.each(['in process', 'remote'] as const)('a merged record, %s,', (deployment) => {
  let graph: Graph;
  beforeAll(async () => {
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, deployment);
  });
  afterAll(() => graph.close());
  beforeEach(() => [sandbox.hubspot, sandbox.zendesk].forEach((vendor) => vendor.resetCalls()));

  it.each([ADA, DUPLICATE])('of the CRM answers by its old id %s with what it became, and all that was theirs', async (oldId) => {
    const customer = await customerOf(graph, oldId);
    expect(customer).toMatchObject({
      id: merged,
      identity: { status: 'MOVED', movedTo: merged },
      crm: before.crm,
      support: before.support,
    });
    expect(before.crm?.opportunities.totalCount).toBeGreaterThan(1);
    expect(before.support?.tickets.nodes.length).toBeGreaterThan(1);
  });

  it('of the CRM is still found by those that store its old id', async () => {
    const customer = await customerOf(graph, ADA);
    const user = customer.identity.links.find(({ record }) => record.id === `zendesk:user:${STORING_USER}`);
    expect(user?.evidence.map(({ rule }) => rule)).toEqual(['CROSSWALK_ID']);
    const again = await customerOf(graph, `zendesk:user:${STORING_USER}`);
    expect(again).toMatchObject({ id: merged, identity: { status: 'LINKED', movedTo: null } });
  });

  it('costs no more calls by its old id than by the new one', async () => {
    const view = 'query ($id: ID!) { customer(id: $id) { id crm { opportunities { totalCount } } } }';
    const pathsFor = async (id: string): Promise<string[]> => {
      sandbox.hubspot.resetCalls();
      expect((await graph.ask<{ customer: { id: string } }>(view, { id })).data.customer.id).toBe(merged);
      return sandbox.hubspot.calls().map(({ path }) => path);
    };
    const paths = await pathsFor(ADA);
    // The record, further contacts with its numbers, which deals there are, the deals.
    expect(paths).toEqual([
      '/crm/v3/objects/contacts/batch/read',
      '/crm/v3/objects/contacts/search',
      '/crm/v4/associations/contacts/deals/batch/read',
      '/crm/v3/objects/0-3/batch/read',
    ]);
    expect(await pathsFor(merged)).toEqual(paths);
  });

  it('keeps its place in a list of ids', async () => {
    const { data } = await graph.ask<{ customers: ({ id: string; identity: { status: string } } | null)[] }>(
      'query ($ids: [ID!]!) { customers(ids: $ids) { id identity { status } } }',
      { ids: ['hubspot:contact:502', ADA, 'hubspot:contact:1', merged] },
    );
    expect(data.customers.map((customer) => (customer === null ? null : `${customer.id} ${customer.identity.status}`))).toEqual([
      'hubspot:contact:502 LINKED',
      `${merged} MOVED`,
      null,
      `${merged} LINKED`,
    ]);
  });

  it('of the helpdesk is nobody, and its tickets are the other user’s', async () => {
    const gone = await graph.ask(QUERY, { id: `zendesk:user:${tickets.from}` });
    expect(gone).toMatchObject({ data: { customer: null } });
    expect(gone.errors).toBeUndefined();
    const customer = await customerOf(graph, `zendesk:user:${tickets.into}`);
    expect(customer.support?.tickets.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(tickets.ids));
  });

  it('of the shop is nobody, and its orders are the other customer’s', async () => {
    const gone = await graph.ask(QUERY, { id: `shopify:customer:${orders.from}` });
    expect(gone).toMatchObject({ data: { customer: null } });
    expect(gone.errors).toBeUndefined();
    const customer = await customerOf(graph, `shopify:customer:${orders.into}`);
    expect(customer.sales?.orderCount).toBe(orders.ids.length);
    expect(customer.sales?.orders.nodes.map(({ id }) => id).sort()).toEqual(orders.ids);
  });

  it('of marketing is nobody, and what it was sent is the other profile’s', async () => {
    const gone = await graph.ask(QUERY, { id: `klaviyo:profile:${profiles.from}` });
    expect(gone).toMatchObject({ data: { customer: null } });
    expect(gone.errors).toBeUndefined();
    const { marketing } = await customerOf(graph, `klaviyo:profile:${profiles.into}`);
    expect(before.marketing?.records).toHaveLength(2);
    expect(marketing?.records.map(({ ref }) => ref.id)).toEqual([`klaviyo:profile:${profiles.into}`]);
    const campaignsOf = (customer: Customer['marketing']) => customer?.campaigns.map(({ campaign }) => campaign).sort();
    expect(campaignsOf(marketing)).toEqual(campaignsOf(before.marketing));
  });
});

describe('a deleted record', () => {
  let graph: Graph;
  let deleted: { system: 'hubspot' | 'zendesk' | 'stripe'; id: string }[];
  beforeAll(async () => {
    const { crm, helpdesk, payments } = sandbox.world;
    const contact = crm.contacts.findLast(({ archived }) => !archived)?.id ?? '';
    const user = helpdesk.users.find((one) => !one.deleted)?.id ?? '';
    const payer = payments.customers.find((one) => !one.deleted)?.id ?? '';
    await putPerson(sandbox.hubspot, { id: contact, archived: true });
    await putPerson(sandbox.zendesk, { id: user, deleted: true });
    await putPerson(sandbox.stripe, { id: payer, deleted: true });
    deleted = [
      { system: 'hubspot', id: `hubspot:contact:${contact}` },
      { system: 'zendesk', id: `zendesk:user:${user}` },
      { system: 'stripe', id: `stripe:customer:${payer}` },
    ];
    graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off' }, 'in process');
  });
  afterAll(() => graph.close());

  it.each([0, 1, 2])('is nobody, without an error; while its system is down, an error (%s)', async (index) => {
    const { system, id } = deleted[index] ?? { system: 'hubspot', id: '' };
    const ask = () => graph.ask('query ($id: ID!) { customer(id: $id) { id } }', { id });
    const gone = await ask();
    expect(gone).toMatchObject({ data: { customer: null } });
    expect(gone.errors).toBeUndefined();
    sandbox[system].faults.set({ mode: 'dead' });
    try {
      const down = await ask();
      expect(down.data).toEqual({ customer: null });
      expect(down.errors).toEqual([
        expect.objectContaining({ path: ['customer'], extensions: expect.objectContaining({ code: 'UPSTREAM_UNAVAILABLE' }) }),
      ]);
    } finally {
      sandbox[system].faults.clear();
    }
  });
});
