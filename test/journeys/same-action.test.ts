// One action by one key, asked for in two processes at one instant, in a vendor that knows no keys: it sees one write, and both are told of
// the same record. Two deployments of a domain, on one PostgreSQL, as two gateways of one house are.
import { createEnvReader } from '../../platform/env';
import { actionReceipt, type ActionReceipt } from '../../platform/exchange/action';
import { silentLog } from '../../platform/log';
import { OURSELVES } from '../../platform/request/caller';
import { toHeaders } from '../../platform/request/headers';
import { deploy, type Deployment } from '../../platform/subgraph/deployment';
import { startPostgres, type RunningPostgres } from '../../sandbox/postgres/server';
import { startHubspot, type RunningHubspot } from '../../sandbox/vendors/hubspot/server';
import { subgraphs } from '../../subgraphs/index';
import { freshDataFolder } from '../support/data-folder';
import { SCHEMA_FOLDER } from '../support/graph';
import { id, TOKEN, world } from '../subgraphs/crm/vendors/hubspot/hubspot-world';

jest.setTimeout(60_000);

const ROUNDS = 20;
let vendor: RunningHubspot;
let postgres: RunningPostgres;
let houses: Deployment[];
let writes = 0;
let scopes = 0;

beforeAll(async () => {
  [vendor, postgres] = await Promise.all([startHubspot({ world, port: 0, token: TOKEN, limits: 'off' }), startPostgres()]);
  vendor.changes.onChange(() => (writes += 1));
  const crm = subgraphs.filter(({ name }) => name === 'crm');
  houses = await Promise.all(
    [1, 2].map(async () => {
      const settings = { CRM_SOURCES: 'hubspot', HUBSPOT_TOKEN: TOKEN, HUBSPOT_URL: vendor.url, DATABASE_URL: postgres.url };
      const env = createEnvReader({ ...settings, DATA_FOLDER: freshDataFolder() });
      const house = await deploy(crm, { env, log: silentLog, schemaFolder: SCHEMA_FOLDER });
      env.check();
      return house;
    }),
  );
});
afterAll(async () => {
  await Promise.all((houses ?? []).map((house) => house.close()));
  await vendor?.stop();
  await postgres?.stop();
});

async function act(house: Deployment, action: string, input: Record<string, unknown>, key: string): Promise<ActionReceipt> {
  const link = house.links.get('crm');
  if (link === undefined) throw new Error('the CRM did not start');
  const ids = { requestId: 'request', scopeId: `same-${(scopes += 1)}` };
  const { data, errors } = await link.send({
    query: 'mutation ($request: ActionRequest!) { _crmAction(request: $request) }',
    variables: { request: { action, source: 'hubspot', input, key, dryRun: false } },
    headers: toHeaders({ ...ids, caller: OURSELVES, deadlineMs: 10_000, askedSubgraphs: [] }),
  });
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return actionReceipt.parse(data?.['_crmAction']);
}

it.each([
  ['a task', 'createTask', (round: number) => ({ record: id('501'), title: `Call back ${round}`, due: '2026-12-01T09:00:00.000Z' })],
  ['a note', 'createNote', (round: number) => ({ record: id('501'), text: `They called ${round}` })],
])('makes %s once, and tells both of it', async (_, action, inputOf) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    writes = 0;
    const receipts = await Promise.all(houses.map((house) => act(house, action, inputOf(round), `${action} ${round}`)));
    expect(writes).toBe(1);
    expect(receipts.map(({ outcome }) => outcome).sort()).toEqual(['already', 'done']);
    const [first, second] = receipts.map(({ record, undo }) => ({ record, undo }));
    expect(second).toEqual(first);
    expect(first?.undo).not.toBeNull();
  }
});

it('does different keys side by side', async () => {
  writes = 0;
  const input = (index: number) => ({ record: id('501'), text: `Side by side ${index}` });
  const receipts = await Promise.all(
    [0, 1, 2, 3].map((index) => act(houses[index % 2] as Deployment, 'createNote', input(index), `side ${index}`)),
  );
  expect(new Set(receipts.map(({ record }) => record)).size).toBe(4);
  expect([writes, ...receipts.map(({ outcome }) => outcome)]).toEqual([4, 'done', 'done', 'done', 'done']);
});
