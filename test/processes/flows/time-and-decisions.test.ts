// The shipped workflows where time passes, a person decides, or the program changes: on a real PostgreSQL and a real engine, by a clock
// of the test's, over answers of the test's own.
import { randomBytes } from 'node:crypto';
import type { AskGraph } from '../../../platform/ask';
import { parseCacheKeys } from '../../../platform/cache/keys';
import type { CustomerChanged } from '../../../platform/exchange/hint';
import { silentLog } from '../../../platform/log';
import { externalServer } from '../../../platform/state/database';
import { newCustomer } from '../../../processes/flows/new-customer';
import { overdueInvoice } from '../../../processes/flows/overdue-invoice';
import type { Operation, OperationState } from '../../../processes/runs/operation';
import { startRuns, type Runs, type RunsOptions } from '../../../processes/runs/runs';
import { createSeal } from '../../../processes/runs/seal';
import type { Process } from '../../../processes/workflows/process';
import { startPostgres, type RunningPostgres } from '../../../sandbox/postgres/server';
import { offering, performAt, startActionVendor, type ActionVendor } from '../../support/action-vendor';
import { until } from '../../support/until';

jest.setTimeout(60_000);

const CRM = 'hubspot';
const CUSTOMER = 'hubspot:contact:501';
const DAY_MS = 86_400_000;
const ISSUED = Date.parse('2026-11-02T08:00:00.000Z');

let postgres: RunningPostgres;
let vendor: ActionVendor;
let now = ISSUED;
let unpaid = ['stripe:invoice:1', 'stripe:invoice:2'];
let tenants = 0;
let tenant: string;
const open: Runs[] = [];
const seal = createSeal(parseCacheKeys(`test:${randomBytes(32).toString('base64')}`).secrets);

const deal = { id: 'hubspot:deal:9', owner: { id: 'hubspot:owner:3' }, record: { id: CUSTOMER } };
const invoices = (): object[] => unpaid.map((id) => ({ id, number: id.slice(-1), dueDate: '2026-11-09' }));
const mightBe = [{ record: { source: CRM } }];

/** One customer with a deal and invoices, and one who is new in the shop and perhaps known to the CRM. */
const graph: AskGraph = ({ query, variables }) => {
  const { id } = variables ?? {};
  if (query.includes('OverdueInvoiceRead')) {
    const customer = { id, billing: { invoices: { nodes: invoices() } }, crm: { opportunities: { nodes: [deal] } } };
    return Promise.resolve({ data: { customer }, errors: [] });
  }
  const profile = { name: { given: 'Nora', family: 'Field' } };
  const customer = { id, emails: ['nora@planted.example'], phones: [], profile, crm: null, identity: { candidates: mightBe } };
  return Promise.resolve({ data: { customer, sources: [{ id: CRM, domains: ['CRM'] }] }, errors: [] });
};

async function start(processes: readonly Process[]): Promise<Runs> {
  const options: RunsOptions = {
    ...{ server: externalServer(postgres.url), tenant, seal: () => seal, log: silentLog, processes, ask: graph },
    ...{ perform: performAt(vendor.url), offers: offering([CRM], ['createTask', 'createContact']) },
    ...{ now: () => new Date(now), backoffMs: () => 20, napMs: 50 },
  };
  const runs = await startRuns(options);
  open.push(runs);
  return runs;
}

beforeAll(async () => {
  [postgres, vendor] = await Promise.all([startPostgres(), startActionVendor()]);
});
afterAll(() => Promise.all([vendor.stop(), postgres.stop()]));
beforeEach(() => {
  vendor.forget();
  now = ISSUED;
  unpaid = ['stripe:invoice:1', 'stripe:invoice:2'];
  tenant = `tenant-${(tenants += 1)}`;
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((runs) => runs.close()));
});

const event = (customer: string, type: string): CustomerChanged => ({
  ...{ id: `event ${type}`, customer, systems: ['stripe'], types: [type], records: [] },
  at: new Date(now).toISOString(),
});

async function all(runs: Runs, states: readonly OperationState[]): Promise<Operation[]> {
  let found: Operation[] = [];
  await until(async () => {
    found = await runs.list({ first: 10 });
    return found.length > 0 && found.every(({ state }) => states.includes(state));
  }, 20_000);
  return found;
}

it('waits two weeks past the due date, in a process that began later too, and then looks again: what was paid meanwhile makes no task', async () => {
  const first = await start([overdueInvoice]);
  expect(await first.customerChanged(event(CUSTOMER, 'billing.invoice.created'))).toBe(2);
  expect(await first.customerChanged(event(CUSTOMER, 'billing.invoice.updated'))).toBe(0);
  const waiting = await all(first, ['WAITING']);
  expect(waiting.map(({ dueAt }) => dueAt)).toEqual(['2026-11-23T00:00:00.000Z', '2026-11-23T00:00:00.000Z']);
  now = ISSUED + 20 * DAY_MS;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(vendor.effects()).toEqual([]);
  await first.close();
  open.splice(0);

  const second = await start([overdueInvoice]);
  unpaid = ['stripe:invoice:2'];
  now = Date.parse('2026-11-23T00:00:01.000Z');
  const over = await all(second, ['DONE', 'SKIPPED']);
  expect(over.map(({ state }) => state).sort()).toEqual(['DONE', 'SKIPPED']);
  expect(vendor.effects().map(({ action, input }) => [action, input['ref'], input['owner']])).toEqual([
    ['createTask', 'stripe:invoice:2', 'hubspot:owner:3'],
  ]);
});

it('ends without a deed where nothing is left of its reason', async () => {
  const runs = await start([overdueInvoice]);
  await runs.customerChanged(event(CUSTOMER, 'billing.invoice.created'));
  unpaid = [];
  now = ISSUED + 40 * DAY_MS;
  expect((await all(runs, ['SKIPPED'])).length).toBe(2);
  expect(vendor.effects()).toEqual([]);
});

it.each([
  ['CREATE', 1],
  ['SAME', 0],
])('asks a person where a record might be theirs: %s makes %d contacts', async (choice, contacts) => {
  const runs = await start([newCustomer]);
  await runs.customerChanged(event('shopify:customer:8', 'sales.customer.created'));
  const [operation] = await all(runs, ['DECISION']);
  expect(operation).toMatchObject({ choices: ['CREATE', 'SAME'], subject: 'shopify:customer:8' });
  expect(vendor.effects()).toEqual([]);
  await expect(runs.choose(operation?.id ?? '', 'PERHAPS')).rejects.toThrow('CREATE, SAME');
  await runs.choose(operation?.id ?? '', choice);
  await all(runs, ['DONE', 'SKIPPED']);
  expect(vendor.effects()).toHaveLength(contacts);
});

it('does not begin by new rules what waited under old ones: it is parked where people see it', async () => {
  const before = await start([overdueInvoice]);
  await before.customerChanged(event(CUSTOMER, 'billing.invoice.created'));
  await all(before, ['WAITING']);
  await before.close();
  open.splice(0);
  const after = await start([{ ...overdueInvoice, version: 'another' }]);
  now = ISSUED + 40 * DAY_MS;
  const parked = await all(after, ['PARKED']);
  expect(parked.map(({ reason }) => reason)).toEqual(['VERSION_UNKNOWN', 'VERSION_UNKNOWN']);
  expect(vendor.effects()).toEqual([]);
  await after.close();
  open.splice(0);
  // The old program is put back: they end as they began.
  const again = await start([overdueInvoice]);
  for (const { id } of parked) await again.retry(id);
  await all(again, ['DONE']);
  expect(vendor.effects()).toHaveLength(2);
});
