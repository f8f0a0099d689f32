// A company with two shops, Shopify and a Vendure of its own, side by side: one customer with the orders of both, from the settings
// that a person would set.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(90_000);

const ADA = 'hubspot:contact:501';

let sandbox: Sandbox;
let graph: Graph;
beforeAll(async () => {
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  const two = {
    ...{ SALES_SOURCES: 'shopify,vendure', BILLING_SOURCES: 'stripe', CACHE_MODE: 'off' },
    ...{ VENDURE_EXTERNAL_ID: 'crmId=hubspot:contact', VENDURE_CUSTOM_FIELDS: 'loyaltyTier' },
  };
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, ...two }, 'in process');
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});

interface Sales {
  records: { ref: { id: string }; raw: unknown }[];
  orders: { nodes: { id: string; record: { id: string } }[] };
}

it('shows one customer with the orders of both', async () => {
  const query = `query ($id: ID!) { customer(id: $id) { id sales {
    records { ref { id } raw(path: "customFields.loyaltyTier") } orders(first: 100) { nodes { id record { id } } } } } }`;
  const { data, errors } = await graph.ask<{ customer: { id: string; sales: Sales | null } | null }>(query, { id: ADA });
  expect(errors).toBeUndefined();
  const { records = [], orders = { nodes: [] } } = data.customer?.sales ?? {};
  expect(new Set(orders.nodes.map(({ id }) => id.split(':')[0]))).toEqual(new Set(['shopify', 'vendure']));
  const own = records.filter(({ ref }) => ref.id.startsWith('vendure:'));
  expect(own).toHaveLength(1);
  expect(own[0]?.raw).toEqual(expect.any(String));
});

it('answers with the same customer by the id that Vendure has', async () => {
  const theirs = sandbox.world.vendure.customers.find(({ person }) => person === 'ada-mensah');
  const query = 'query ($id: ID!) { customer(id: $id) { id } }';
  const { data, errors } = await graph.ask<{ customer: { id: string } | null }>(query, { id: `vendure:customer:${theirs?.id}` });
  expect(errors).toBeUndefined();
  expect(data.customer?.id).toBe(ADA);
});
