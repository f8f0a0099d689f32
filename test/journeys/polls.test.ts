// A system that sends no webhooks, on real parts: what changes in Salesforce is asked for, the cache forgets it, and hints of it come to
// whoever is told of them. A change that is read twice is told once, and what happens while the gateway is away is told when it is back.
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startSandbox, type Sandbox } from '../../sandbox/sandbox';
import { createStateDatabase, externalServer, type StateDatabase } from '../../platform/state/database';
import { SANDBOX_SOURCES, startGraph, WITHOUT_ENGINE, type Graph } from '../support/graph';
import { keepHintLog, type HintLog } from '../support/hint-log';
import { putPerson } from '../support/sandbox-people';
import { until } from '../support/until';

jest.setTimeout(60_000);

const NAME = `query ($id: ID!) { customer(id: $id) { displayName } }`;

let sandbox: Sandbox;
let postgres: RunningPostgres;
let state: StateDatabase;
let log: HintLog;
let graph: Graph;
let ada: string;

beforeAll(async () => {
  [sandbox, postgres] = await Promise.all([startSandbox({ people: 50, postgres: false, limits: 'off' }), startPostgres()]);
  state = createStateDatabase(externalServer(postgres.url));
  log = await keepHintLog(state);
  ada = sandbox.world.salesforce.contacts.find(({ person, deleted }) => person === 'ada-mensah' && !deleted)?.id ?? '';
  graph = await start();
});
afterAll(async () => {
  await graph?.close();
  await state?.close();
  await Promise.all([sandbox?.stop(), postgres?.stop()]);
});

function start(): Promise<Graph> {
  const env = {
    ...{ ...sandbox.env, ...SANDBOX_SOURCES, CRM_SOURCES: 'salesforce', BILLING_SOURCES: '', SALESFORCE_POLL_SECONDS: '1' },
    ...{ CACHE_MODE: 'full', PROCESSES: 'on', DATABASE_URL: postgres.url },
  };
  return startGraph(env, 'in process', WITHOUT_ENGINE);
}
const id = () => `salesforce:contact:${ada}`;
const hints = async () => (await log.read()).filter(({ record }) => record === id());
const name = async () => (await graph.ask<{ customer: { displayName: string } | null }>(NAME, { id: id() })).data.customer?.displayName;
const cursor = () =>
  state.use(
    async (session) => (await session.query<{ cursor: string | null }>('select cursor from customer_graph.polls'))[0]?.cursor ?? null,
  );

it('shows a change by the next poll, and tells of it once', async () => {
  await until(async () => (await cursor()) !== null, 20_000);
  const before = await name();
  await putPerson(sandbox.salesforce, { id: ada, firstName: 'Adelaide' });
  expect(await name()).toBe(before);
  await until(async () => (await hints()).length > 0, 20_000);
  expect(await name()).toMatch(/^Adelaide /);
  // The newest minute is read again by every poll.
  const read = await cursor();
  await until(async () => (await cursor()) !== read, 20_000);
  expect(await hints()).toEqual([{ source: 'salesforce', record: id(), type: 'crm.contact.updated' }]);
});

it('tells of what changed while it was away', async () => {
  await graph.close();
  await log.clear();
  await putPerson(sandbox.salesforce, { id: ada, deleted: true });
  graph = await start();
  await until(async () => (await hints()).some(({ type }) => type === 'crm.contact.deleted'), 20_000);
});
