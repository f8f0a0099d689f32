// What is HubSpot’s own: its ways to look up, its pages, its limits and its partial answers.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UpstreamError } from '../../../../../platform/errors';
import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { by, valuesOf } from '../../../../support/identifiers';
import { TOKEN, BUSY, world, id, known } from './hubspot-world';

let server: RunningHubspot;
beforeAll(async () => {
  server = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<CrmConnector> {
  const settings = { TOKEN, URL: server.url, CROSSWALK: 'zendesk:user=zendesk_user_id', PORTAL_ID: '42', PROPERTIES: 'loyalty_tier' };
  return startConnector(hubspot, { ...settings, ...more });
}

describe('hubspot', () => {
  let connector: CrmConnector;
  beforeAll(async () => {
    connector = await connect();
  });
  afterAll(async () => connector.close?.());
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  it('answers a merged id with the contact that survived, under its own id', async () => {
    const [records = []] = await valuesOf(connector.find([by('id', id('499'))], testCall()));
    expect(records.map((record) => record.id)).toEqual([id('501')]);
  });

  it('answers a merged id and the surviving one in one call, each in its place', async () => {
    const found = await valuesOf(connector.find([by('id', id('501')), by('id', id('499'))], testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('501')], [id('501')]]);
  });

  it('takes a contact known only by a role mailbox for an organisation', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('email', 'info@acme.example')], testCall()));
    expect(record?.kind).toBe('ORGANIZATION');
  });

  it('reads further properties into the raw record', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id('501'))], testCall()));
    expect(record?.raw).toMatchObject({ properties: { loyalty_tier: 'gold' } });
  });

  it('asks by id, address, number and external id in one call each, and of contacts and companies apart', async () => {
    await valuesOf(
      connector.find(
        known.map(({ identifier }) => identifier),
        testCall(),
      ),
    );
    expect(
      server
        .calls()
        .map(({ path }) => path)
        .sort(),
    ).toEqual([
      '/crm/v3/objects/companies/batch/read',
      '/crm/v3/objects/contacts/batch/read',
      '/crm/v3/objects/contacts/batch/read',
      '/crm/v3/objects/contacts/search',
      '/crm/v3/objects/contacts/search',
      '/crm/v3/objects/contacts/search',
    ]);
  });

  it('loses only what could not be read', async () => {
    server.faults.set({ mode: '500', path: '/crm/v3/objects/contacts/search' });
    const [byId, byPhone] = await connector.find([by('id', id('501')), by('phone', '+4930901820')], testCall());
    expect(byId).toMatchObject([{ id: id('501') }]);
    expect(byPhone).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('never sends ids of others', async () => {
    const foreign = [
      by('id', 'zendesk:user:501'),
      by('id', 'hubspot:deal:901'),
      by('id', 'hubspot:contact:x'),
      by('externalId', 'sql:customer:1'),
    ];
    expect(await valuesOf(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await valuesOf(connector.deals(['zendesk:user:501'], testCall()))).toEqual([[]]);
    expect(await valuesOf(connector.owners(['hubspot:contact:501'], testCall()))).toEqual([null]);
    expect(server.calls()).toEqual([]);
  });

  it('knows no other source’s ids without a crosswalk', async () => {
    const plain = await connect({ CROSSWALK: '' });
    expect(await valuesOf(plain.find([by('externalId', 'zendesk:user:77')], testCall()))).toEqual([[]]);
    expect(server.calls()).toEqual([]);
    await plain.close?.();
  });

  it('pages a search to its end', async () => {
    const [records = []] = await valuesOf(connector.find([by('phone', '+49407654321')], testCall()));
    expect(new Set(records.map((record) => record.id)).size).toBe(210);
    expect(server.calls()).toHaveLength(2);
  });

  it('pages associations and objects to the end', async () => {
    const [deals = []] = await valuesOf(connector.deals([id(BUSY)], testCall()));
    expect(new Set(deals.map((deal) => deal.id)).size).toBe(620);
    // Two pages of associations, seven of deals.
    expect(server.calls()).toHaveLength(9);
  });

  it('reads the newest hundred activities of a kind', async () => {
    const [activities = []] = await valuesOf(connector.activities([id(BUSY)], testCall()));
    expect(activities).toHaveLength(100);
    expect(activities[0]?.id).toBe('hubspot:call:5129');
    expect(activities.at(-1)?.id).toBe('hubspot:call:5030');
    expect(server.calls()).toHaveLength(6);
  });

  it('costs ten calls for the activities of many contacts', async () => {
    await valuesOf(connector.activities([id('501'), id('502'), id('505')], testCall()));
    expect(server.calls()).toHaveLength(10);
  });

  it('loses no list for an object of another list', async () => {
    server.faults.set({ mode: '500', path: '/crm/v3/objects/0-3/batch/read', times: 1 });
    const [busy, other] = await connector.deals([id(BUSY), id('501')], testCall());
    expect(busy).toBeInstanceOf(UpstreamError);
    expect(other).toHaveLength(2);
  });

  it('leaves out no kind of activity in silence', async () => {
    server.faults.set({ mode: '500', path: '/crm/v3/objects/notes' });
    await expect(connector.activities([id('501')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('asks for one owner alone, and tells an unknown one', async () => {
    expect(await valuesOf(connector.owners(['hubspot:owner:72'], testCall()))).toMatchObject([{ name: 'Otto Owner' }]);
    expect(await valuesOf(connector.owners(['hubspot:owner:9'], testCall()))).toEqual([null]);
    expect(server.calls().map(({ path }) => path)).toEqual(['/crm/v3/owners/72', '/crm/v3/owners/9']);
  });

  it('keeps searches below 3,000 characters with many properties and long ids', async () => {
    const PROPERTIES = Array.from({ length: 60 }, (_, index) => `custom_property_${index}`).join(',');
    const crowded = await connect({ PROPERTIES });
    const numbers = Array.from({ length: 100 }, (_, index) => by('phone', `+491712345${100 + index}`));
    const uuids = Array.from({ length: 100 }, (_, index) =>
      by('externalId', `zendesk:user:0f8fad5b-d9cb-469f-a165-${100_000_000_000 + index}`),
    );
    // The emulator refuses longer ones, as HubSpot does.
    expect(await valuesOf(crowded.find([...numbers, ...uuids], testCall()))).toHaveLength(200);
    await crowded.close?.();
  });

  it('tells what is left of the rate limit, through searches too', async () => {
    const limited = await startHubspot({ world, port: 0, token: TOKEN, limits: { tenSecondly: 4 } });
    const counted = await startConnector(hubspot, { TOKEN, URL: limited.url });
    expect(counted.budgetLeft?.()).toBeNull();
    await counted.find([by('id', id('501'))], testCall());
    expect(counted.budgetLeft?.()).toBe(0.75);
    await counted.find([by('phone', '+4930901820')], testCall());
    expect(counted.budgetLeft?.()).toBe(0.75);
    await counted.close?.();
    await limited.stop();
  });

  it('does not take inputs that HubSpot failed to read for absent ones', async () => {
    const answer = { status: 'COMPLETE', results: [], numErrors: 1, errors: [{ category: 'INTERNAL_ERROR', message: 'try again' }] };
    const failing = createServer((_request, response) => response.writeHead(207).end(JSON.stringify(answer)));
    await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
    const broken = await connect({ URL: `http://127.0.0.1:${(failing.address() as AddressInfo).port}` });
    const reads = [broken.find([by('id', id('501'))], testCall()), broken.deals([id('501')], testCall())];
    const outcomes = await Promise.allSettled<unknown>(reads);
    await broken.close?.();
    await new Promise((resolve) => failing.close(resolve));
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'UPSTREAM_UNAVAILABLE' } });
  });

  it.each([
    ['PORTAL_ID', 'acme'],
    ['CURRENCY', 'euro'],
    ['PROPERTIES', 'Loyalty Tier'],
    ['CROSSWALK', 'zendesk=zendesk_user_id'],
    ['URL', 'api.hubapi.com'],
  ])('refuses a wrong %s', (name, value) => {
    const { error } = hubspot.settings.safeParse({ TOKEN, [name]: value });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
  });
});
