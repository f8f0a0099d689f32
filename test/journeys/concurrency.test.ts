// Many people asking at once: batches form over their requests, and a record asked by several is read once.
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';

jest.setTimeout(60_000);

const QUERY = `query ($id: ID!) { customer(id: $id) { id crm { lifecycleStage } sales { orderCount } billing { balance { amount currency } }
    marketing { lastEngagedAt } support { openTickets } } }`;
const AT_ONCE = 50;

let sandbox: Sandbox;
let graph: Graph;

beforeAll(async () => {
  sandbox = await startSandbox({ people: 200, postgres: true, limits: 'off' });
  graph = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off', BATCH_WINDOW_MS: '100' }, 'in process');
  // The first request of a process compiles plans; the others are to arrive together.
  await graph.ask(QUERY, { id: 'hubspot:contact:501' });
});
afterAll(async () => {
  await graph.close();
  await sandbox.stop();
});
const vendors = () => [sandbox.hubspot, sandbox.shopify, sandbox.stripe, sandbox.klaviyo, sandbox.zendesk];
beforeEach(() => vendors().forEach((vendor) => vendor.resetCalls()));
afterEach(() => vendors().forEach((vendor) => vendor.faults.clear()));

it('answers fifty different customers, asked at once, with batches', async () => {
  const ids = sandbox.world.crm.contacts.flatMap(({ id, archived }) => (archived ? [] : [`hubspot:contact:${id}`])).slice(20, 20 + AT_ONCE);
  const answers = await Promise.all(ids.map((id) => graph.ask<{ customer: { id: string } | null }>(QUERY, { id })));
  expect(answers.filter(({ data }) => data.customer !== null).length).toBeGreaterThan(AT_ONCE - 5);
  // Alone, each would cost two: the contact, and the search for others with their number. How many meet in a window depends on
  // the machine: 8 calls when it is idle, 57 with six busy programs beside it, 110 without batches.
  expect(sandbox.hubspot.calls().length).toBeLessThan(AT_ONCE * 1.5);
});

it('gathers what comes while a source is busy, without any window', async () => {
  const busy = await startGraph({ ...sandbox.env, ...SANDBOX_SOURCES, CACHE_MODE: 'off', BATCH_WINDOW_MS: '0' }, 'in process');
  try {
    await busy.ask(QUERY, { id: 'hubspot:contact:501' });
    const alone = vendors().map((vendor) => vendor.calls().length);
    vendors().forEach((vendor) => vendor.resetCalls());
    vendors().forEach((vendor) => vendor.faults.set({ mode: 'latency', ms: 100 }));
    const ids = sandbox.world.crm.contacts
      .flatMap(({ id, archived }) => (archived ? [] : [`hubspot:contact:${id}`]))
      .slice(70, 70 + AT_ONCE);
    await Promise.all(ids.map((id) => busy.ask(QUERY, { id })));
    // How far apart they arrive depends on the machine: idle, this is a tenth of what fifty alone would cost; busy, half of it.
    vendors().forEach((vendor, index) => expect(vendor.calls().length).toBeLessThan((alone[index] ?? 0) * AT_ONCE * 0.75));
  } finally {
    await busy.close();
  }
});

it('reads one customer, asked fifty times at once, about once', async () => {
  await Promise.all(Array.from({ length: AT_ONCE }, () => graph.ask(QUERY, { id: 'hubspot:contact:503' })));
  expect(sandbox.hubspot.calls().length).toBeLessThan(AT_ONCE / 2);
  expect(sandbox.zendesk.calls().length).toBeLessThan(AT_ONCE);
});
