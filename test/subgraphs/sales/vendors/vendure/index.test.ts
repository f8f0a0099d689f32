// What is Vendure’s own: one session for all, one request for all kinds of identifiers, numbers in any spelling, pages of orders,
// custom fields that are checked at start, and a shop that is not there yet.
import { ConfigError } from '../../../../../platform/errors';
import { startVendure, type RunningVendure, type VendureOptions } from '../../../../../sandbox/vendors/vendure/server';
import type { SalesConnector } from '../../../../../subgraphs/sales/contract';
import { vendure } from '../../../../../subgraphs/sales/vendors/vendure';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { BUSY, CROWD, id, order, PASSWORD, settingsOf, world } from './vendure-world';

const running: RunningVendure[] = [];
async function start(options: Partial<VendureOptions> = {}): Promise<RunningVendure> {
  const server = await startVendure({ world, port: 0, password: PASSWORD, ...options });
  running.push(server);
  return server;
}
const connected: SalesConnector[] = [];
async function connect(server: { env: Record<string, string> }, settings: Record<string, string> = {}): Promise<SalesConnector> {
  const { URL = '', USERNAME = '' } = settingsOf(server);
  const connector = await startConnector(vendure, { ...('API_KEY' in settings ? { URL } : { URL, USERNAME, PASSWORD }), ...settings });
  connected.push(connector);
  return connector;
}
afterAll(async () => {
  await Promise.all(connected.map(async (connector) => connector.close?.()));
  await Promise.all(running.map((server) => server.stop()));
});

function operations(server: RunningVendure): (string | undefined)[] {
  return server.calls().map(({ operation }) => operation);
}
const idsOf = (found: readonly (readonly { id: string }[])[]) => found.map((records) => records.map((record) => record.id));

describe('vendure', () => {
  let server: RunningVendure;
  let connector: SalesConnector;
  beforeAll(async () => {
    server = await start();
    connector = await startConnector(vendure, settingsOf(server));
    connected.push(connector);
  });
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  it('asks for ids, addresses, numbers and stored ids in one request', async () => {
    const identifiers = [
      by('id', id('502')),
      by('email', 'anna@example.com'),
      by('phone', '+4930901820'),
      by('externalId', 'hubspot:contact:77'),
    ];
    expect(idsOf(await valuesOf(connector.find(identifiers, testCall())))).toEqual([[id('502')], [id('501')], [id('501')], [id('501')]]);
    expect(operations(server)).toEqual(['Customers']);
  });

  it('takes only the number that was asked for, where the last digits find others too', async () => {
    const found = await valuesOf(connector.find([by('phone', '+4930901820'), by('phone', '+49400901820')], testCall()));
    expect(idsOf(found)).toEqual([[id('501')], [id('503')]]);
  });

  it('never sends ids of others, nor what cannot be one', async () => {
    const foreign = [by('id', 'hubspot:customer:501'), by('id', order('901')), by('id', id("501' or 1=1")), by('id', id('9999999999'))];
    expect(await valuesOf(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await valuesOf(connector.find([by('externalId', 'stripe:customer:77')], testCall()))).toEqual([[]]);
    expect(await valuesOf(connector.orders(['hubspot:customer:501', order('901')], testCall()))).toEqual([[], []]);
    expect(await valuesOf(connector.contents([id('501')], testCall()))).toEqual([null]);
    expect(server.calls()).toEqual([]);
  });

  it('is not led astray by what stands for other characters in a search', async () => {
    const search = async (text: string) => (await connector.search?.({ text }, 10, testCall()))?.records.map(({ record }) => record.id);
    expect(await search('ann_')).toEqual([]);
    expect(await search('a%a')).toEqual([]);
    expect(await search('MUSTER anna@')).toEqual([id('501')]);
  });

  it('reads the orders of fifty customers in one request, and one more for all who have many', async () => {
    const lists = await valuesOf(connector.orders(CROWD.map(id), testCall()));
    expect(lists.map((orders) => orders.length)).toEqual(CROWD.map(() => 2));
    expect(operations(server)).toEqual(['Orders']);
    server.resetCalls();
    const busy = await valuesOf(connector.orders(Object.keys(BUSY).map(id), testCall()));
    expect(busy.map((orders) => orders.length)).toEqual([100, 100, 20]);
    expect(operations(server)).toEqual(['Orders', 'Orders']);
    expect(server.calls().map(({ keys }) => keys)).toEqual([3, 2]);
    // The newest hundred of a hundred and thirty, one a day.
    expect([busy[0]?.[0]?.placedAt, busy[0]?.[99]?.placedAt]).toEqual(['2025-05-10T00:00:00.000Z', '2025-01-31T00:00:00.000Z']);
  });

  it('costs three requests for fifty customers with their orders and what is in them', async () => {
    const people = await valuesOf(
      connector.find(
        CROWD.map((customer) => by('email', `c${customer}@example.net`)),
        testCall(),
      ),
    );
    const orders = await valuesOf(
      connector.orders(
        people.flat().map((record) => record.id),
        testCall(),
      ),
    );
    await valuesOf(
      connector.contents(
        orders
          .flat()
          .slice(0, 50)
          .map((one) => one.id),
        testCall(),
      ),
    );
    expect(operations(server)).toEqual(['Customers', 'Orders', 'Contents']);
  });
});

describe('the session', () => {
  it('is begun once, at start, for all who ask', async () => {
    const server = await start();
    const connector = await connect(server);
    await Promise.all(many(5, (index) => by('id', id(String(501 + index)))).map((one) => connector.find([one], testCall())));
    expect(operations(server)).toEqual(['LogIn', 'Shop', ...Array<string>(5).fill('Customers')]);
  });

  it('is renewed once for all when the shop has ended it', async () => {
    const server = await start();
    const connector = await connect(server);
    server.endSessions();
    server.resetCalls();
    const lists = await Promise.all(['501', '502', '503'].map((one) => valuesOf(connector.find([by('id', id(one))], testCall()))));
    expect(lists.map((found) => idsOf(found))).toEqual([[[id('501')]], [[id('502')]], [[id('503')]]]);
    expect(operations(server).filter((operation) => operation === 'LogIn')).toHaveLength(1);
    expect(operations(server)).toHaveLength(7);
  });

  it('is denied to who has the wrong password, without keeping the gateway from starting', async () => {
    const server = await start();
    const connector = await connect(server, { PASSWORD: 'wrong' });
    await expect(connector.find([by('id', id('501'))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
  });

  it('is not needed with a key, and a wrong key is denied', async () => {
    const server = await start({ apiKey: 'a:key' });
    const connector = await connect(server, { API_KEY: 'a:key' });
    expect(idsOf(await valuesOf(connector.find([by('id', id('501'))], testCall())))).toEqual([[id('501')]]);
    expect(operations(server)).toEqual(['Shop', 'Customers']);
    const other = await connect(server, { API_KEY: 'a:nother' });
    await expect(other.find([by('id', id('501'))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
  });
});

describe('what the settings name', () => {
  it('must be there at start: every fault at once, by its variable', async () => {
    const server = await start();
    const wrong = { CUSTOM_FIELDS: 'loyaltyTier,birthday', EXTERNAL_ID: 'hubspotId=hubspot:contact', SALES_PERSON_FIELD: 'loyaltyTier' };
    const failure = await connect(server, wrong).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ConfigError);
    expect(failure).toMatchObject({
      faults: [
        'VENDURE_CUSTOM_FIELDS: the shop has no custom field birthday of customers',
        'VENDURE_EXTERNAL_ID: the shop has no custom field hubspotId of customers',
        'VENDURE_SALES_PERSON_FIELD: the shop has no custom field loyaltyTier of orders',
      ],
    });
  });

  it('is not asked for where nothing is named', async () => {
    const server = await start();
    const connector = await connect(server);
    const [[record] = []] = await valuesOf(connector.find([by('id', id('501'))], testCall()));
    expect(record).toMatchObject({ externalIds: [], url: null, raw: { customFields: null } });
    expect(connector.lookups.map(({ by: way }) => way)).toEqual(['id', 'email', 'phone']);
    const [orders = []] = await valuesOf(connector.orders([id('501')], testCall()));
    expect(orders.map(({ salesPerson }) => salesPerson)).toEqual([null, null]);
  });

  it('has the parts of sellers among the orders in a channel of its own, and only there', async () => {
    const server = await start();
    const idsIn = async (settings: Record<string, string>) => {
      const [orders = []] = await valuesOf((await connect(server, settings)).orders([id('501')], testCall()));
      return orders.map((one) => one.id);
    };
    expect(await idsIn({})).toEqual([order('902'), order('901')]);
    expect((await idsIn({ CHANNEL: 'a-seller' })).toSorted()).toEqual([order('901'), order('902'), order('905')]);
  });
});

describe('a shop that is not there at start', () => {
  it('does not keep the gateway from starting, and is asked what it is when it comes', async () => {
    const server = await start();
    server.faults.set({ mode: 'dead' });
    const connector = await connect(server, { CUSTOM_FIELDS: 'loyaltyTier' });
    await expect(connector.find([by('id', id('501'))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    server.faults.clear();
    server.resetCalls();
    const [[record] = []] = await valuesOf(connector.find([by('id', id('501'))], testCall()));
    expect(record?.raw).toMatchObject({ customFields: { loyaltyTier: 'gold' } });
    expect(operations(server)).toEqual(['LogIn', 'Shop', 'Customers']);
  });

  it('is wrong rather than empty where it lacks a field that the settings name', async () => {
    const server = await start();
    server.faults.set({ mode: '503' });
    const connector = await connect(server, { CUSTOM_FIELDS: 'birthday' });
    server.faults.clear();
    await expect(connector.find([by('id', id('501'))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });
});
