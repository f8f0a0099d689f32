// A company with two helpdesks, Zendesk and Intercom side by side: one customer with the tickets of both, whoever is asked for, what
// Intercom merged away among it, and the lag of its search told.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';
const TWO_HELPDESKS = { SUPPORT_SOURCES: 'zendesk,intercom', INTERCOM_EXTERNAL_ID: 'hubspot:contact', BILLING_SOURCES: 'stripe' };

interface Customer {
  id: string;
  identity: { status: string; movedTo: string | null; links: { record: { id: string }; evidence: { rule: string }[] }[] };
  support: { tickets: { nodes: { id: string; sla: string }[] } } | null;
}

const QUERY = `query ($id: ID!) { customer(id: $id) {
  id
  identity { status movedTo links { record { id } evidence { rule } } }
  support { tickets(first: 100) { nodes { id sla } } }
} }`;

let sandbox: Sandbox;
let graph: Graph;
let ada: string;
let early: string;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  const [contact, lead] = sandbox.world.intercom.contacts.filter(({ person }) => person === 'ada-mensah').map(({ id }) => id);
  [ada, early] = [`intercom:contact:${contact}`, `intercom:contact:${lead}`];
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...TWO_HELPDESKS, CACHE_MODE: 'off' }, 'in process');
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});
beforeEach(() => sandbox.intercom.resetCalls());

async function customerOf(id: string): Promise<Customer> {
  const { data, errors } = await graph.ask<{ customer: Customer | null }>(QUERY, { id });
  expect(errors).toBeUndefined();
  if (data.customer === null) throw new Error('nobody');
  return data.customer;
}

it('shows one customer with the tickets of both', async () => {
  const customer = await customerOf(ADA);
  const ids = customer.support?.tickets.nodes.map(({ id }) => id.split(':').slice(0, 2).join(':')) ?? [];
  expect(ids.filter((id) => id === 'zendesk:ticket')).toHaveLength(3);
  expect(ids.filter((id) => id === 'intercom:conversation')).toHaveLength(4);
  const link = customer.identity.links.find(({ record }) => record.id === ada);
  expect(link?.evidence.map(({ rule }) => rule)).toContain('CROSSWALK_ID');
});

it('answers by Intercom’s id with the same customer', async () => {
  const byContact = await customerOf(ada);
  expect(byContact).toMatchObject({ id: ADA, identity: { status: 'LINKED', movedTo: null } });
  expect(byContact.support).toEqual((await customerOf(ADA)).support);
});

it('answers by the id of a lead that Intercom merged into her contact with her, and says so', async () => {
  const moved = await customerOf(early);
  expect(moved).toMatchObject({ id: ADA, identity: { status: 'MOVED', movedTo: ADA } });
  expect(moved.support).toEqual((await customerOf(ADA)).support);
});

it('is an error, not nobody, while Intercom cannot say what became of a lead', async () => {
  sandbox.intercom.faults.set({ mode: '503', path: '/contacts/' });
  const { data, errors } = await graph.ask<{ customer: Customer | null }>(QUERY, { id: early });
  sandbox.intercom.faults.clear();
  expect(data.customer).toBeNull();
  expect(errors).toHaveLength(1);
});

it('tells the lag of Intercom’s search', async () => {
  const { data } = await graph.ask<{
    sources: { id: string; lookups: { by: string; keysPerCall: number; lagSeconds: number | null }[] }[];
  }>('{ sources { id lookups { by keysPerCall lagSeconds } } }');
  expect(data.sources.find(({ id }) => id === 'intercom')?.lookups).toEqual([
    { by: 'id', keysPerCall: 15, lagSeconds: null },
    { by: 'email', keysPerCall: 15, lagSeconds: 300 },
    { by: 'phone', keysPerCall: 5, lagSeconds: 300 },
    { by: 'externalId', keysPerCall: 15, lagSeconds: 300 },
  ]);
});
