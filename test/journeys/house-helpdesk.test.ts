// A company with two helpdesks, Zendesk and a Request Tracker of its own, side by side: one customer with the tickets of both, found
// by an address that only the house's helpdesk has, and the lists of both joined.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';

interface Customer {
  id: string;
  identity: { status: string; links: { record: { id: string }; evidence: { rule: string }[] }[] };
  support: {
    tickets: { nodes: { id: string; priority: string | null; sla: string; comments: { body: string; public: boolean }[] }[] };
  } | null;
}

const CUSTOMER = `id identity { status links { record { id } evidence { rule } } }
  support { tickets(first: 100) { nodes { id priority sla comments { body public } } } }`;

let sandbox: Sandbox;
let graph: Graph;
let ada: string;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  const user = sandbox.world.requestTracker.users.find(({ person }) => person === 'ada-mensah');
  ada = `request-tracker:user:${user?.id}`;
  const two = { SUPPORT_SOURCES: 'zendesk,request-tracker', BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' };
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...two }, 'in process');
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});
beforeEach(() => sandbox.requestTracker.resetCalls());

async function customerOf(id: string): Promise<Customer> {
  const { data, errors } = await graph.ask<{ customer: Customer | null }>(`query ($id: ID!) { customer(id: $id) { ${CUSTOMER} } }`, { id });
  expect(errors).toBeUndefined();
  if (data.customer === null) throw new Error('nobody');
  return data.customer;
}

it('shows one customer with the tickets of both, and what was written in them', async () => {
  const customer = await customerOf(ADA);
  const tickets = customer.support?.tickets.nodes ?? [];
  const of = (type: string) => tickets.filter(({ id }) => id.startsWith(type));
  expect(of('zendesk:ticket:')).toHaveLength(3);
  expect(of('request-tracker:ticket:').map(({ priority, sla }) => `${priority} ${sla}`)).toEqual([
    'URGENT BREACHED',
    'NORMAL ON_TRACK',
    'LOW FULFILLED',
  ]);
  // The words of the ticket that was merged into it are there, and the staff's own is marked.
  const [urgent] = of('request-tracker:ticket:');
  expect(urgent?.comments.map((comment) => comment.body)).toContain('Is anybody coming today?');
  expect(urgent?.comments.filter((comment) => !comment.public)).toHaveLength(1);
  const link = customer.identity.links.find(({ record }) => record.id === ada);
  expect(link?.evidence.map(({ rule }) => rule)).toContain('CROSSWALK_ID');
});

it('answers by the id of Request Tracker with the same customer', async () => {
  const byUser = await customerOf(ada);
  expect(byUser).toMatchObject({ id: ADA, identity: { status: 'LINKED' } });
  expect(byUser.support).toEqual((await customerOf(ADA)).support);
});

it('lists who waits in either', async () => {
  const query = '{ customersWithOpenTickets(priorities: [URGENT], first: 50) { nodes { id } edges { items { id } } } }';
  const { data, errors } = await graph.ask<{ customersWithOpenTickets: { nodes: { id: string }[]; edges: { items: { id: string }[] }[] } }>(
    query,
  );
  expect(errors).toBeUndefined();
  const items = data.customersWithOpenTickets.edges.flatMap((edge) => edge.items.map(({ id }) => id.split(':')[0]));
  expect(new Set(items)).toEqual(new Set(['zendesk', 'request-tracker']));
  expect(data.customersWithOpenTickets.nodes.filter(({ id }) => id === ADA)).toHaveLength(1);
});

it('tells that Request Tracker finds nobody by phone', async () => {
  const { data } = await graph.ask<{ sources: { id: string; lookups: { by: string; keysPerCall: number }[] }[] }>(
    '{ sources { id lookups { by keysPerCall } } }',
  );
  expect(data.sources.find(({ id }) => id === 'request-tracker')?.lookups).toEqual([
    { by: 'id', keysPerCall: 50 },
    { by: 'email', keysPerCall: 50 },
    { by: 'externalId', keysPerCall: 50 },
  ]);
});
