// Processes through the graph: a mutation becomes a durable run that reads the sandbox by federated queries, acts, and is told as an
// operation. The state's database is our own embedded PostgreSQL.
import { rm } from 'node:fs/promises';
import { createStateDatabase } from '../../platform/state/database';
import { openStateServer } from '../../platform/state/open';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { actingSubgraphs } from '../support/acting-subgraphs';
import { startActionVendor, type ActionVendor } from '../support/action-vendor';
import { freshDataFolder } from '../support/data-folder';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { listenByStream } from '../support/subscribing';
import { until } from '../support/until';

jest.setTimeout(120_000);

const ADA = 'hubspot:contact:501';
const EMAIL = 'ada.new@planted.example';
/** What was given, and what the sandbox has of her. */
const PLANTED = [EMAIL, 'ada.mensah', 'Mensah'];

interface Operation {
  id: string;
  state: string;
  reason: string | null;
  subject: string;
  choices: string[];
  steps: {
    domain: string;
    source: string;
    action: string;
    role: string;
    outcome: string | null;
    record: string | null;
    attempts: number;
  }[];
}

const OPERATION = '{ id state reason subject choices steps { domain source action role outcome record attempts } }';

let sandbox: Sandbox;
let vendor: ActionVendor;
let graph: Graph;
let keys = 0;
const dataFolder = freshDataFolder();

beforeAll(async () => {
  sandbox = await startSandbox({ people: 300, postgres: true, limits: 'off' });
  vendor = await startActionVendor();
  const offers = {
    hubspot: ['createTask', 'createContact', 'updateContact', 'deleteContact'],
    stripe: ['updateCustomer', 'deleteCustomer'],
    zendesk: ['createTicket', 'updateRequester', 'deleteRequester'],
    klaviyo: ['setConsent', 'deleteProfile'],
  };
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', DATA_FOLDER: dataFolder, PROCESSES: 'on' };
  graph = await startGraph(env, 'in process', actingSubgraphs(vendor, offers));
  // The database and the engine are made in the background.
  await until(async () => (await graph.ask('{ processes { name } }')).errors === undefined, 60_000);
});
afterAll(async () => {
  await graph.close();
  await vendor.stop();
  await sandbox.stop();
  await rm(dataFolder, { recursive: true, force: true });
});
beforeEach(() => vendor.forget());

async function mutate(field: string, variables: Record<string, unknown> = {}): Promise<Operation> {
  const { data, errors } = await graph.ask<{ operation: Operation }>(`mutation { operation: ${field} ${OPERATION} }`, variables);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.operation;
}

async function ended(id: string): Promise<Operation> {
  let operation: Operation | null = null;
  await until(async () => {
    const answer = await graph.ask<{ operation: Operation }>(`query ($id: ID!) { operation(id: $id) ${OPERATION} }`, { id });
    operation = answer.data.operation;
    return !['PLANNING', 'RUNNING', 'COMPENSATING'].includes(operation.state);
  }, 20_000);
  if (operation === null) throw new Error('gone');
  return operation;
}

async function erasedRecords(): Promise<string[]> {
  const database = createStateDatabase(openStateServer({ databaseUrl: undefined, dataFolder }));
  try {
    const rows = await database.use((session) => session.query<{ record: string }>('select record from customer_graph.erased_record'));
    return rows.map(({ record }) => record);
  } finally {
    await database.close();
  }
}

it('changes a contact in every system that has them, and tells each step', async () => {
  const key = `k${(keys += 1)}`;
  const { id } = await mutate(`updateContact(customer: "${ADA}", email: "${EMAIL}", key: "${key}")`);
  const operation = await ended(id);
  expect(operation).toMatchObject({ state: 'DONE', reason: null, subject: ADA });
  expect(operation.steps.map(({ source, action, role, outcome }) => [source, action, role, outcome])).toEqual([
    ['hubspot', 'updateContact', 'PIVOT', 'DONE'],
    // She is two customers there.
    ['stripe', 'updateCustomer', 'RETRY', 'DONE'],
    ['stripe', 'updateCustomer', 'RETRY', 'DONE'],
    ['zendesk', 'updateRequester', 'RETRY', 'DONE'],
  ]);
  expect(vendor.effects().map(({ input }) => input['email'])).toEqual([EMAIL, EMAIL, EMAIL, EMAIL]);
  const again = await mutate(`updateContact(customer: "${ADA}", email: "${EMAIL}", key: "${key}")`);
  expect(again.id).toBe(id);
  expect(vendor.effects()).toHaveLength(4);
});

it('says before anything is done which system has no such action', async () => {
  const asked = `eraseCustomer(customer: "${ADA}", key: "erase ${(keys += 1)}"`;
  const tried = await mutate(`${asked}, dryRun: true)`);
  expect(tried).toMatchObject({ id: 'dry-run', state: 'PLANNING', reason: 'ACTION_UNSUPPORTED' });
  const refused = await mutate(`${asked})`);
  expect(refused).toMatchObject({ state: 'REFUSED', reason: 'ACTION_UNSUPPORTED' });
  expect(refused.steps.filter(({ outcome }) => outcome === 'UNSUPPORTED').map(({ source }) => source)).toEqual(['shopify']);
  expect(vendor.effects()).toEqual([]);
  expect(await erasedRecords()).toEqual([]);
  const { id } = await mutate(`eraseCustomer(customer: "${ADA}", key: "erase ${(keys += 1)}", acceptGaps: true)`);
  // Before anything was deleted: no process caches anything of them any more.
  expect(await erasedRecords()).toEqual(expect.arrayContaining([ADA, expect.stringMatching(/^zendesk:ticket:/)]));
  const operation = await ended(id);
  expect(operation.state).toBe('DONE');
  expect(operation.steps.map(({ source, role, outcome }) => [source, role, outcome])).toEqual([
    ['klaviyo', 'PIVOT', 'DONE'],
    ['klaviyo', 'PIVOT', 'DONE'],
    ['zendesk', 'RETRY', 'DONE'],
    ['stripe', 'RETRY', 'DONE'],
    ['stripe', 'RETRY', 'DONE'],
    ['shopify', 'RETRY', 'UNSUPPORTED'],
    ['hubspot', 'RETRY', 'DONE'],
  ]);
});

it('makes one task for an urgent ticket, however often the event comes', async () => {
  const { data } = await graph.ask<{ tickets: { edges: { node: { id: string } }[] } }>(
    '{ tickets: customersWithOpenTickets(priorities: [URGENT], first: 50) { edges { node { id } } } }',
  );
  const ids = data.tickets.edges.map(({ node }) => node.id);
  const dealOf = async (id: string): Promise<boolean> => {
    const query = 'query ($id: ID!) { customer(id: $id) { crm { opportunities(first: 1, open: true) { nodes { id } } } } }';
    const answer = await graph.ask<{ customer: { crm: { opportunities: { nodes: object[] } } | null } }>(query, { id });
    return (answer.data.customer.crm?.opportunities.nodes.length ?? 0) > 0;
  };
  const withDeals: string[] = [];
  for (const id of ids) if (await dealOf(id)) withDeals.push(id);
  const [customer] = withDeals;
  expect(customer).toBeDefined();
  const asked = `runWorkflow(name: "urgent-ticket-with-open-deal", customer: "${customer}")`;
  const { id } = await mutate(asked);
  expect(await ended(id)).toMatchObject({ state: 'DONE', subject: customer });
  const count = vendor.effects().length;
  expect(vendor.effects()[0]).toMatchObject({ action: 'createTask', source: 'hubspot' });
  expect((await mutate(asked)).id).toBe(id);
  expect(vendor.effects()).toHaveLength(count);
});

it('tells whoever watches an operation each time it moves, and nobody else of it', async () => {
  const [before] = (await graph.ask<{ operations: { id: string }[] }>('{ operations(first: 1) { id } }')).data.operations;
  vendor.fail('updateContact', 'down', 1_000);
  const asked = mutate(`updateContact(customer: "${ADA}", email: "${EMAIL}", key: "k${(keys += 1)}")`);
  let id = '';
  await until(async () => {
    const { data } = await graph.ask<{ operations: { id: string }[] }>('{ operations(first: 1) { id } }');
    id = data.operations[0]?.id ?? '';
    return id !== before?.id;
  }, 10_000);
  const query = `subscription ($id: ID!, $initial: Boolean) { moved: operationChanged(id: $id, initial: $initial) ${OPERATION} }`;
  const watching = listenByStream(graph.url, { query, variables: { id } });
  const other = listenByStream(graph.url, { query, variables: { id: before?.id ?? '', initial: false } });
  try {
    expect((await watching.after(1)).data).toMatchObject({ moved: { id, subject: ADA } });
    await graph.ask('mutation ($id: ID!) { cancelOperation(id: $id) { id } }', { id });
    const newest = (): unknown => watching.received.at(-1)?.data?.['moved'];
    await until(() => (newest() as Operation).state === 'CANCELLED', 10_000);
    expect(Object.keys(newest() as Operation)).not.toContain('_subscribedId');
    expect(watching.received.every(({ errors }) => errors === undefined)).toBe(true);
    expect(other.received).toEqual([]);
  } finally {
    watching.stop();
    other.stop();
    await asked;
  }
});

it('tells what processes there are, and how well they did', async () => {
  const { data } = await graph.ask<{
    processes: { name: string; graph: string; metrics: { runs: number; meanAbsoluteDifference: number } }[];
  }>('{ processes { name kind trigger graph metrics { runs ended meanAbsoluteDifference lagSeconds compensationRate } } }');
  expect(data.processes.map(({ name }) => name)).toContain('unsubscribed-everywhere');
  const erasure = data.processes.find(({ name }) => name === 'erase-customer');
  expect(erasure?.graph).toContain('flowchart TD');
  // One was refused: seven steps asked for, none done. The other left one of seven out.
  expect(erasure?.metrics).toMatchObject({ runs: 2, meanAbsoluteDifference: 4 });
});

it("keeps no personal data in any table, the engine's included", async () => {
  // One that is under way keeps what it needs, and has not done it yet.
  vendor.fail('updateContact', 'down');
  await mutate(`updateContact(customer: "${ADA}", email: "${EMAIL}", key: "k${(keys += 1)}")`);
  const database = createStateDatabase(openStateServer({ databaseUrl: undefined, dataFolder }));
  try {
    const { tables, found, sealed } = await database.use(async (session) => {
      const names = await session.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname like 'customer_graph%'`,
      );
      const hits: string[] = [];
      for (const { name } of names) {
        const rows = await session.query<{ row: string }>(`select t::text as row from ${name} t`);
        if (rows.some(({ row }) => PLANTED.some((text) => row.includes(text) || row.includes(Buffer.from(text).toString('hex')))))
          hits.push(name);
      }
      const open = await session.query('select from customer_graph.operation where sealed is not null');
      return { sealed: open.length, tables: names.map(({ name }) => name), found: hits };
    });
    expect(tables).toContain('customer_graph_engine.workflow_status');
    expect(tables).toContain('customer_graph.operation_step');
    expect(sealed).toBe(1);
    expect(found).toEqual([]);
  } finally {
    await database.close();
  }
});
