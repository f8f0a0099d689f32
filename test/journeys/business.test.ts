// Business processes across systems, nothing of them pretended but the vendors: somebody changes something in one system, its signed
// webhook arrives, the cache forgets, the event finds its customer, a workflow reads its condition over all systems and acts in another.
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { SANDBOX_SOURCES, startGraph, type Graph } from '../support/graph';
import { putPerson } from '../support/sandbox-people';
import { until } from '../support/until';

jest.setTimeout(120_000);

const ADA = 'hubspot:contact:501';
const TELLING = ['hubspot', 'zendesk', 'shopify', 'stripe', 'klaviyo'] as const;

let sandbox: Sandbox;
let postgres: RunningPostgres;
let graph: Graph;

beforeAll(async () => {
  [sandbox, postgres] = await Promise.all([startSandbox({ people: 100, postgres: false, limits: 'off' }), startPostgres()]);
  const secrets = Object.fromEntries(TELLING.map((name) => [`${name.toUpperCase()}_WEBHOOK_SECRET`, sandbox[name].webhooks.secret]));
  const env = { ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', CACHE_MODE: 'full', BREAKERS: 'off' };
  graph = await startGraph({ ...env, ...secrets, DATABASE_URL: postgres.url, PROCESSES: 'on' }, 'in process');
  await until(async () => (await graph.ask('{ processes { name } }')).errors === undefined, 60_000);
  for (const name of TELLING) sandbox[name].webhooks.order({ url: `${graph.url}/webhooks/${name}` });
});
afterAll(async () => {
  await graph?.close();
  await Promise.all([sandbox?.stop(), postgres?.stop()]);
});

interface Operation {
  id: string;
  state: string;
  reason: string | null;
  subject: string;
  choices: string[];
  steps: { source: string; action: string; outcome: string | null; record: string | null }[];
}

async function operationsOf(name: string): Promise<Operation[]> {
  const fields = 'id state reason subject choices steps { source action outcome record }';
  const query = `query ($name: String) { operations(first: 100, name: $name) { ${fields} } }`;
  const { data, errors } = await graph.ask<{ operations: Operation[] }>(query, { name });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data.operations;
}

/** Those of a name and customer, once there are as many and all have ended. */
async function ended(name: string, subject: string, many = 1): Promise<Operation[]> {
  let found: Operation[] = [];
  await until(async () => {
    found = (await operationsOf(name)).filter((one) => one.subject === subject);
    return found.length >= many && found.every(({ state }) => !['PLANNING', 'RUNNING', 'COMPENSATING'].includes(state));
  }, 30_000);
  return found;
}

async function tasksOf(id: string, text: string): Promise<string[]> {
  const query = `query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) {
    crm { activities(first: 100, kinds: [TASK]) { nodes { subject } } }
  } }`;
  const { data } = await graph.ask<{ customer: { crm: { activities: { nodes: { subject: string | null }[] } } | null } }>(query, { id });
  return (data.customer.crm?.activities.nodes ?? []).flatMap(({ subject }) => (subject?.includes(text) === true ? [subject] : []));
}

/** Everything that was sent was answered, and told on: what follows from it has begun. */
async function quiet(): Promise<void> {
  await Promise.all(TELLING.map((name) => sandbox[name].webhooks.settled()));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
}

it('an urgent ticket of somebody with an open deal becomes one task for the deal’s owner, however often it is told of', async () => {
  const query = `query ($id: ID!) { customer(id: $id) { support { tickets(first: 50) { nodes { id number priority status } } } } }`;
  const { data } = await graph.ask<{ customer: { support: { tickets: { nodes: { id: string; priority: string; status: string }[] } } } }>(
    query,
    { id: ADA },
  );
  const urgent = data.customer.support.tickets.nodes.find(({ priority, status }) => priority === 'URGENT' && status !== 'CLOSED');
  const ticket = urgent?.id.split(':')[2] ?? '';
  expect(ticket).not.toBe('');
  expect(await tasksOf(ADA, 'Urgent ticket')).toEqual([]);

  sandbox.zendesk.changes.tell({ type: 'ticket', id: ticket, what: 'updated' });
  const [operation] = await ended('urgent-ticket-with-open-deal', ADA);
  expect(operation).toMatchObject({
    state: 'DONE',
    steps: [{ source: 'hubspot', action: 'createTask', outcome: 'DONE', record: expect.stringMatching(/^hubspot:task:/) }],
  });
  expect(await tasksOf(ADA, 'Urgent ticket')).toHaveLength(1);

  sandbox.zendesk.changes.tell({ type: 'ticket', id: ticket, what: 'updated' });
  await quiet();
  expect(await ended('urgent-ticket-with-open-deal', ADA)).toHaveLength(1);
  expect(await tasksOf(ADA, 'Urgent ticket')).toHaveLength(1);
});

it('an invoice two weeks overdue becomes a task; for one that is not yet, a run waits, which can be seen', async () => {
  const ofAda = await graph.ask<{ customer: { billing: { records: { ref: { id: string } }[] } } }>(
    'query ($id: ID!) { customer(id: $id) { billing { records { ref { id } } } } }',
    { id: ADA },
  );
  const customers = ofAda.data.customer.billing.records.map(({ ref }) => ref.id.split(':')[2]);
  const [late, soon] = sandbox.world.payments.invoices.filter(({ customerId }) => customers.includes(customerId));
  if (late === undefined || soon === undefined) throw new Error('Ada has too few invoices');
  // One has been due for more than two weeks, the other not yet.
  const days = (count: number): string => new Date(Date.now() - count * 86_400_000).toISOString();
  const open = { status: 'open' as const, paidAt: null, amountPaid: 0 };
  Object.assign(late, open, { amountRemaining: late.total, dueAt: days(16) });
  Object.assign(soon, open, { amountRemaining: soon.total, dueAt: days(13) });
  sandbox.stripe.changes.tell({ type: 'invoice', id: late.id, what: 'updated' });
  const name = 'invoice-overdue-with-open-deal';
  await until(async () => (await operationsOf(name)).some(({ state }) => state === 'DONE'), 30_000);
  expect((await tasksOf(ADA, 'days overdue')).length).toBeGreaterThan(0);
  const waiting = (await operationsOf(name)).filter(({ state }) => state !== 'DONE');
  // Whoever asks sees what is to come, and can stop it.
  expect(waiting.length).toBeGreaterThan(0);
});

it('who unsubscribes in one system is written to from none, and our own writing does not come back for ever', async () => {
  const query = `query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) { marketing { consents { channel status record { id } } } } }`;
  interface Consents {
    customer: { marketing: { consents: { channel: string; status: string; record: { id: string } }[] } };
  }
  const emailConsents = async () =>
    (await graph.ask<Consents>(query, { id: ADA })).data.customer.marketing.consents.filter(({ channel }) => channel === 'EMAIL');
  const before = await emailConsents();
  const profiles = before.map(({ record }) => record.id.split(':')[2] ?? '');
  expect(profiles).toHaveLength(2);
  const [first = '', second = ''] = profiles;
  const at = new Date().toISOString();
  await putPerson(sandbox.klaviyo, { id: second, emailConsent: { state: 'SUBSCRIBED', at: '2026-01-05T10:00:00.000Z', method: 'FORM' } });
  await putPerson(sandbox.klaviyo, { id: first, emailConsent: { state: 'UNSUBSCRIBED', at, method: 'PREFERENCE_PAGE' } });
  await until(async () => (await emailConsents()).every(({ status }) => status !== 'GRANTED'), 30_000);
  const [operation] = await ended('unsubscribed-everywhere', ADA);
  expect(operation).toMatchObject({ state: 'DONE', steps: [{ source: 'klaviyo', action: 'setConsent', outcome: 'DONE' }] });
  await quiet();
  await quiet();
  const writes = () => sandbox.klaviyo.calls().filter(({ method, path }) => method === 'POST' && path.includes('subscription')).length;
  const written = writes();
  expect(await ended('unsubscribed-everywhere', ADA)).toHaveLength(1);
  await quiet();
  expect(writes()).toBe(written);
});

it('a new customer of the shop becomes a contact of the CRM, once', async () => {
  const id = '987654321';
  await putPerson(sandbox.shopify, { id, email: 'nora.field@orchard-lane.example.com', firstName: 'Nora', lastName: 'Field' });
  const record = `shopify:customer:${id}`;
  const [operation] = await ended('new-customer-into-crm', record);
  expect(operation).toMatchObject({ state: 'DONE', steps: [{ source: 'hubspot', action: 'createContact', outcome: 'DONE' }] });
  const { data } = await graph.ask<{ customer: { id: string; displayName: string } }>(
    'query ($id: ID!) { customer(id: $id, options: { maxAgeSeconds: 0 }) { id displayName } }',
    { id: record },
  );
  expect(data.customer).toEqual({ id: operation?.steps[0]?.record, displayName: 'Nora Field' });
  // The CRM tells of the new contact, and the shop once more: there is nothing left to do.
  sandbox.shopify.changes.tell({ type: 'customer', id, what: 'created' });
  await quiet();
  const all = await operationsOf('new-customer-into-crm');
  expect(all.filter(({ steps }) => steps.some(({ outcome }) => outcome === 'DONE'))).toHaveLength(1);
});
