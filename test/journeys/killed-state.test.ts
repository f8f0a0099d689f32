// The gateway with processes on and a PostgreSQL of its own, killed with -9 at work: the gateway alone, PostgreSQL alone, both. What comes
// next works without anybody's hand, and everything that was acknowledged is there. (process-integration, check 5)
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../postgres/run';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { createStateDatabase } from '../../platform/state/database';
import { openStateServer } from '../../platform/state/open';
import { serverOf } from '../platform/state/server/server-of';
import { ask } from '../support/ask';
import { SANDBOX_SOURCES } from '../support/graph';
import { startGatewayProgram, type Program } from '../support/program';
import { until } from '../support/until';

jest.setTimeout(120_000);

const ADA = 'hubspot:contact:501';

let root: string;
let dataFolder: string;
let sandbox: Sandbox;
let env: Record<string, string>;
let url: string;
let gateway: Program | undefined;
let stop: () => Promise<void> = () => Promise.resolve();
/** Ids of operations whose mutation was answered. */
const acknowledged = new Set<string>();
let keys = 0;

beforeAll(async () => {
  // In memory where that is possible: it is processes that die here, not disks.
  root = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'killed-state-'));
  chmodSync(root, 0o755);
  dataFolder = join(root, 'data');
  sandbox = await startSandbox({ people: 60, postgres: false, limits: 'off' });
  env = {
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, BILLING_SOURCES: 'stripe', STRIPE_WEBHOOK_SECRET: sandbox.stripe.webhooks.secret },
    ...{ PROCESSES: 'on', DATA_FOLDER: dataFolder, PORT: String(await freePort()), CACHE_MODE: 'off', BREAKERS: 'off' },
  };
  await start();
});
afterEach(() => stop());
afterAll(async () => {
  await gateway?.stop();
  await sandbox?.stop();
  for (const pid of serverOf(root)) process.kill(pid, 'SIGKILL');
  await until(() => serverOf(root).length === 0, 10_000);
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
});

async function start(): Promise<void> {
  const started = await startGatewayProgram(env);
  ({ url, program: gateway } = started);
}

async function killGateway(): Promise<void> {
  gateway?.kill('SIGKILL');
  await gateway?.ended;
  gateway = undefined;
}

function serverPid(): number {
  const [pid] = serverOf(root);
  if (pid === undefined) throw new Error('our PostgreSQL does not run');
  return pid;
}

/** Another phone for Ada: the id of the operation, null where nobody has acknowledged it. */
async function act(): Promise<string | null> {
  const number = (keys += 1);
  const phone = `+4930901${String(number).padStart(4, '0')}`;
  const query = `mutation { operation: updateContact(customer: "${ADA}", phone: "${phone}", key: "key ${number}") { id } }`;
  const answer = await ask<{ operation: { id: string } | null } | null>(url, { query }).catch(() => null);
  const id = answer?.data?.operation?.id ?? null;
  if (id !== null) acknowledged.add(id);
  return id;
}

/** Vendors tell of changes and a person acts, until `stop` is called, which resolves when the last was answered. */
function work(): void {
  let working = true;
  sandbox.stripe.webhooks.order({ url: `${url}/webhooks/stripe` });
  const customers = sandbox.world.payments.customers;
  const telling = setInterval(() => {
    const { id } = customers[Math.floor(Math.random() * customers.length)] ?? { id: '' };
    sandbox.stripe.changes.tell({ type: 'customer', id, what: 'updated' });
  }, 40);
  const acting = (async () => {
    while (working) await act();
  })();
  stop = async () => {
    working = false;
    clearInterval(telling);
    await acting;
  };
}

/** Everything that was acknowledged so far is in the database, and every operation ends as it should. */
async function expectAll(): Promise<void> {
  await until(async () => (await ask(url, { query: '{ operations(first: 1) { id } }' })).errors === undefined, 20_000);
  // What was not taken in time is sent again.
  await sandbox.stripe.webhooks.settled();
  const states = async (): Promise<Map<string, string>> => {
    const { data } = await ask<{ operations: { id: string; state: string }[] }>(url, { query: '{ operations(first: 100) { id state } }' });
    return new Map(data.operations.map(({ id, state }) => [id, state]));
  };
  await until(async () => ![...(await states()).values()].some((state) => ['PLANNING', 'RUNNING'].includes(state)), 20_000);
  const kept = await states();
  expect([...acknowledged].filter((id) => kept.get(id) !== 'DONE')).toEqual([]);
  const database = createStateDatabase(openStateServer({ databaseUrl: undefined, dataFolder }));
  try {
    const seen = await database.use((session) => session.query<{ id: string }>('select event_id as id from customer_graph.webhook_seen'));
    const known = new Set(seen.map(({ id }) => id));
    const taken = sandbox.stripe.webhooks.deliveries().filter(({ status }) => status === 200);
    expect(taken.length).toBeGreaterThan(10);
    const idOf = (eventId: string): string => `evt_${eventId.replaceAll('-', '').slice(0, 24)}`;
    expect(taken.filter(({ eventId }) => !known.has(idOf(eventId)))).toEqual([]);
  } finally {
    await database.close();
  }
}

async function workUntilItIsDone(more: number): Promise<void> {
  const before = acknowledged.size;
  work();
  await until(() => acknowledged.size >= before + more, 20_000);
}

it('the gateway alone: its PostgreSQL lives on, and the next one joins it', async () => {
  await workUntilItIsDone(3);
  const server = serverPid();
  await killGateway();
  await stop();
  expect(serverPid()).toBe(server);
  await start();
  expect(serverPid()).toBe(server);
  await expectAll();
  expect(await act()).not.toBeNull();
});

it('PostgreSQL alone: the gateway starts it again, and goes on acting without a start of its own', async () => {
  await workUntilItIsDone(3);
  const server = serverPid();
  process.kill(server, 'SIGKILL');
  const before = acknowledged.size;
  await until(() => acknowledged.size >= before + 3, 20_000);
  await stop();
  expect(serverPid()).not.toBe(server);
  await expectAll();
  // And so does the next one.
  await gateway?.stop();
  expect(serverOf(root)).toEqual([]);
  await start();
  await expectAll();
});

it('both: the next one starts both', async () => {
  await workUntilItIsDone(3);
  process.kill(serverPid(), 'SIGKILL');
  await killGateway();
  await stop();
  await start();
  await expectAll();
  expect(await act()).not.toBeNull();
});
