// Processes through the graph: a mutation becomes a durable run that reads the sandbox by federated queries, acts, and is told as an
// operation. The state's database is our own embedded PostgreSQL.
import { rm } from 'node:fs/promises';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { actingSubgraphs } from '../support/acting-subgraphs';
import { startActionVendor, type ActionVendor } from '../support/action-vendor';
import { freshDataFolder } from '../support/data-folder';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { until } from '../support/until';

jest.setTimeout(60_000);

const ADA = 'hubspot:contact:501';
const EMAIL = 'ada.new@planted.example';

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
