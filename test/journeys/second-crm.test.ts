// Two companies after a merger: HubSpot and Salesforce side by side. One customer with the deals and activities of both, whom each
// finds by what it alone has; what the two disagree about is shown, and the lists of both are joined.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';
const OLD_ADDRESS = 'a.mensah@harbour-catering.example.org';

interface Customer {
  id: string;
  identity: { status: string; links: { record: { id: string } }[] };
  consistency: { score: number | null; fields: { field: string; difference: number | null; compared: number }[] } | null;
  crm: {
    opportunities: { nodes: { id: string; amount: { amount: string; currency: string } | null }[] };
    activities: { nodes: { id: string }[] };
  } | null;
}

const CUSTOMER = `id identity { status links { record { id } } }
  consistency { score fields { field difference compared } }
  crm { opportunities(first: 100) { nodes { id amount { amount currency } } } activities(first: 100) { nodes { id } } }`;

let sandbox: Sandbox;
let graph: Graph;
let salesforceAda: string;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  const contact = sandbox.world.salesforce.contacts.find(({ person, deleted }) => person === 'ada-mensah' && !deleted);
  salesforceAda = `salesforce:contact:${contact?.id}`;
  const two = { CRM_SOURCES: 'hubspot,salesforce', BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' };
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...two }, 'in process');
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});

async function customerBy(argument: 'id' | 'email', value: string): Promise<Customer> {
  const type = argument === 'id' ? 'ID!' : 'String!';
  const query = `query ($value: ${type}) { customer(${argument}: $value) { ${CUSTOMER} } }`;
  const { data, errors } = await graph.ask<{ customer: Customer | null }>(query, { value });
  expect(errors).toBeUndefined();
  if (data.customer === null) throw new Error('nobody');
  return data.customer;
}

const sourcesOf = (items: readonly { id: string }[] = []): string[] => [...new Set(items.map(({ id }) => id.split(':')[0] ?? ''))].sort();

it('shows one customer with the deals and activities of both', async () => {
  const { crm, identity } = await customerBy('id', ADA);
  expect(sourcesOf(crm?.opportunities.nodes)).toEqual(['hubspot', 'salesforce']);
  expect(sourcesOf(crm?.activities.nodes)).toEqual(['hubspot', 'salesforce']);
  expect(crm?.opportunities.nodes.filter(({ id }) => id.startsWith('salesforce:')).map(({ amount }) => amount)).toEqual([
    { amount: '7400', currency: 'GBP' },
    { amount: '5200.5', currency: 'GBP' },
  ]);
  expect(identity.links.map(({ record }) => record.id)).toContain(salesforceAda);
});

it('shows what the two disagree about', async () => {
  const { consistency } = await customerBy('id', ADA);
  expect(consistency?.fields.find(({ field }) => field === 'jobTitle')).toMatchObject({ difference: expect.any(Number) });
  expect(consistency?.fields.find(({ field }) => field === 'jobTitle')?.difference).toBeGreaterThan(0);
});

it('answers with the same customer by the id of either, and by an address that only one of them has', async () => {
  const byEither = [await customerBy('id', salesforceAda), await customerBy('email', OLD_ADDRESS)];
  expect(byEither.map(({ id }) => id)).toEqual([ADA, ADA]);
  for (const { crm } of byEither) expect(sourcesOf(crm?.opportunities.nodes)).toEqual(['hubspot', 'salesforce']);
});

it('lists the deals of both that are about to close, a customer once', async () => {
  const query = '{ opportunitiesClosing(withinDays: 90, first: 100) { missing nodes { id } edges { items { id } } } }';
  const { data, errors } = await graph.ask<{
    opportunitiesClosing: { missing: string[]; nodes: { id: string }[]; edges: { items: { id: string }[] }[] };
  }>(query);
  expect(errors).toBeUndefined();
  const { nodes, edges, missing } = data.opportunitiesClosing;
  expect(missing).toEqual([]);
  expect(sourcesOf(edges.flatMap(({ items }) => items))).toEqual(['hubspot', 'salesforce']);
  expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length);
});

it('asks the second CRM by composite requests alone, whatever is asked of a customer', async () => {
  sandbox.salesforce.resetCalls();
  await graph.ask('query ($id: ID!) { customer(id: $id) { id crm { opportunities(first: 5) { totalCount } } } }', { id: ADA });
  const paths = sandbox.salesforce.calls().map(({ path }) => path);
  expect(paths.every((path) => path.endsWith('/composite') || path.endsWith('/token'))).toBe(true);
});
