// What is Shopify’s own: one request for all kinds of identifiers, exact matches, pages by cost, points, staff and tags.
import { startShopify, type RunningShopify, type ShopifyOptions } from '../../../../../sandbox/vendors/shopify/server';
import type { SalesConnector } from '../../../../../subgraphs/sales/contract';
import { shopify } from '../../../../../subgraphs/sales/vendors/shopify';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { CROWD, DORA, id, LIKE_DORA, order, TOKEN, world } from './shopify-world';

const running: RunningShopify[] = [];
async function start(options: Partial<ShopifyOptions> = {}): Promise<RunningShopify> {
  const server = await startShopify({ world, port: 0, token: TOKEN, limits: 'off', ...options });
  running.push(server);
  return server;
}
const connected: SalesConnector[] = [];
async function connect({ url }: { url: string }, settings: Record<string, string> = {}): Promise<SalesConnector> {
  const connector = await startConnector(shopify, { TOKEN, URL: url, ...settings });
  connected.push(connector);
  return connector;
}
afterAll(async () => {
  await Promise.all(connected.map(async (connector) => connector.close?.()));
  await Promise.all(running.map((server) => server.stop()));
});

describe('shopify', () => {
  let server: RunningShopify;
  let connector: SalesConnector;
  beforeAll(async () => {
    server = await start();
    connector = await connect(server);
  });
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  it('asks for ids, addresses and numbers in one request', async () => {
    const found = await valuesOf(
      connector.find([by('id', id('502')), by('email', 'anna@example.com'), by('phone', '+14155552671')], testCall()),
    );
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('502')], [id('501')], [id('505')]]);
    expect(server.calls()).toHaveLength(1);
  });

  it('takes only the address that was asked for, where a phrase finds others, too', async () => {
    const emails = ['anna@example.com', 'bert.shop@example.com', 'nna@example.com'].map((email) => by('email', email));
    const found = await valuesOf(connector.find(emails, testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('501')], [id('504')], []]);
  });

  it('never sends ids of others', async () => {
    const foreign = [by('id', 'hubspot:customer:501'), by('id', order('901')), by('id', id('501?x')), by('externalId', id('501'))];
    expect(await valuesOf(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await valuesOf(connector.orders(['hubspot:customer:501', order('901')], testCall()))).toEqual([[], []]);
    expect(await valuesOf(connector.contents([id('501')], testCall()))).toEqual([null]);
    expect(server.calls()).toEqual([]);
  });

  it('finds the one who holds an address behind a whole page of those in whom a phrase finds it', async () => {
    const found = await valuesOf(connector.find([by('email', 'dora@example.com'), by('id', id('501'))], testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id(DORA)], [id('501')]]);
    // The second page is of the search alone.
    expect(server.calls().map(({ keys }) => keys)).toEqual([2, 1]);
  });

  it('pages what a text finds to its end, and no further than was asked', async () => {
    const all = await connector.search?.({ text: 'dora' }, 1_000, testCall());
    expect(all).toMatchObject({ complete: true });
    expect(all?.records.map(({ record }) => record.id)).toEqual([...LIKE_DORA, DORA].map(id));
    expect(server.calls()).toHaveLength(2);
    expect(await connector.search?.({ text: 'dora' }, 250, testCall())).toMatchObject({ complete: false, records: { length: 250 } });
    expect(server.calls()).toHaveLength(3);
    expect(await connector.search?.({ text: 'dora' }, 251, testCall())).toMatchObject({ complete: false, records: { length: 251 } });
    expect(await connector.search?.({ text: 'dora' }, 261, testCall())).toMatchObject({ complete: true, records: { length: 261 } });
  });

  it('takes a customer who is only a company, or a role mailbox, for an organisation', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('email', 'orders@acme.example')], testCall()));
    expect(record).toMatchObject({ kind: 'ORGANIZATION', name: { full: null }, company: 'Acme GmbH' });
  });

  it('has no links where nobody says which shop it is', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id('501'))], testCall()));
    const [[first] = []] = await valuesOf(connector.orders([id('501')], testCall()));
    expect([record?.url, first?.url]).toEqual([null, null]);
  });

  it('reads the orders of fifty-five customers in one request', async () => {
    const lists = await valuesOf(connector.orders(CROWD.map(id), testCall()));
    expect(lists.map((orders) => orders.length)).toEqual(CROWD.map(() => 2));
    expect(server.calls()).toHaveLength(1);
  });

  it('reads a hundred orders of a few customers in one request, and no more of those who have more', async () => {
    const [many = [], exact = []] = await valuesOf(connector.orders([id('611'), id('612')], testCall()));
    expect(many.map((one) => one.id)).toEqual(
      Array.from({ length: 100 }, (_, index) => order(`611${String(129 - index).padStart(3, '0')}`)),
    );
    expect(exact).toHaveLength(100);
    expect(server.calls()).toHaveLength(1);
  });

  it('pages on alone with those who have more orders than their share of a query', async () => {
    const crowd = CROWD.slice(0, 50).map(id);
    const lists = await valuesOf(connector.orders([id('611'), id('613'), ...crowd], testCall()));
    expect(lists.map((orders) => orders.length)).toEqual([100, 45, ...crowd.map(() => 2)]);
    expect(new Set(lists.flat().map((one) => one.id)).size).toBe(100 + 45 + 100);
    expect(server.calls()).toHaveLength(3);
  });

  it('loses only the customer whose further orders could not be read', async () => {
    const crowd = CROWD.slice(0, 50).map(id);
    const call = testCall();
    // The first request is answered: what fails are the pages behind it.
    const lists = await connector.orders([id('611'), ...crowd], { ...call, sent: () => server.faults.set({ mode: '500' }) });
    expect(lists[0]).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(lists.slice(1).map((orders) => (orders instanceof Error ? orders : orders.length))).toEqual(crowd.map(() => 2));
  });

  it('reads a hundred lines of an order and its twenty newest returns', async () => {
    const [contents] = await valuesOf(connector.contents([order('904')], testCall()));
    expect(contents?.items).toHaveLength(100);
    expect(contents?.returns.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, index) => `#904-R${24 - index}`));
  });

  // Until 2022 each entry of a page weighed a point. A shop must not fall silent should that come back.
  it('asks what a query may cost even where every entry of a page counts', async () => {
    const linear = await connect(await start({ connectionCost: 'linear' }), { STAFF: 'member' });
    const ids = many(119, (index) => by('id', id(String(7_000 + index))));
    const emails = many(119, (index) => by('email', `u${index}@example.com`));
    expect(await valuesOf(linear.find([...ids, ...emails], testCall()))).toHaveLength(238);
    expect(await linear.search?.({ text: 'anna' }, 1_000, testCall())).toMatchObject({ complete: true });
    expect((await valuesOf(linear.orders([id('611'), ...CROWD.map(id)], testCall())))[0]).toHaveLength(100);
    expect(await valuesOf(linear.contents([order('901')], testCall()))).toMatchObject([{ returns: [{}, {}] }]);
  });
});

describe('points', () => {
  it('are waited for once, where they come back in time', async () => {
    // Two queries cost 48 points each at most; the bucket holds one and a half, and the missing half is back in 40 ms.
    const connector = await connect(await start({ limits: { maximumAvailable: 75, restoreRate: 1_000 } }));
    const calls = [testCall(), testCall()];
    const answers = await Promise.all(calls.map((call) => connector.search?.({ text: 'anna' }, 250, call)));
    expect(answers.map((list) => list?.records.length)).toEqual([2, 2]);
  });

  it('are not waited for beyond the timeout', async () => {
    const connector = await connect(await start({ limits: { maximumAvailable: 10, restoreRate: 1 } }));
    const call = testCall();
    const started = Date.now();
    await expect(connector.find([by('email', 'anna@example.com')], call)).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(Date.now() - started).toBeLessThan(500);
    expect(call).toMatchObject({ sentCount: 1, failedCount: 1 });
  });

  it('that are left are told as a share', async () => {
    const connector = await connect(await start({ limits: { maximumAvailable: 1_000, restoreRate: 1 } }));
    expect(connector.budgetLeft?.()).toBeNull();
    await connector.find([by('id', id('501'))], testCall());
    const left = connector.budgetLeft?.() ?? 0;
    expect(left).toBeGreaterThan(0.9);
    expect(left).toBeLessThan(1);
  });
});

describe('the sales person', () => {
  it('is who a tag names, unless staff is asked for', async () => {
    const connector = await connect(await start({ tellsStaff: false }));
    const [[, bySomebody] = [], [byName] = []] = await valuesOf(connector.orders([id('501'), id('502')], testCall()));
    expect(bySomebody?.salesPerson).toMatchObject({ name: null, email: 'olga@sandbox.example' });
    expect(byName?.salesPerson).toMatchObject({ name: 'Olga', email: null });
  });

  it('is nobody where the tags of the shop begin otherwise', async () => {
    const connector = await connect(await start(), { SALES_TAG: 'sold-by-' });
    const [orders = []] = await valuesOf(connector.orders([id('501')], testCall()));
    expect(orders.map(({ salesPerson }) => salesPerson)).toEqual([null, null]);
  });

  it('costs all orders where staff is asked for without the right to it: what is refused must not look like nobody', async () => {
    const connector = await connect(await start({ tellsStaff: false }), { STAFF: 'member' });
    await expect(connector.orders([id('501')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    await expect(connector.orders([id('503')], testCall())).resolves.toEqual([[]]);
  });
});

it.each([
  [{}, ['TOKEN']],
  [{ TOKEN }, ['SHOP']],
  [{ TOKEN, SHOP: 'acme.myshopify.com', STAFF: 'both' }, ['SHOP', 'STAFF']],
  [{ TOKEN, SHOP: 'acme-gmbh' }, []],
  [{ TOKEN, URL: 'http://127.0.0.1:1', SALES_TAG: 'rep:', STAFF: 'member' }, []],
])('names every fault of %j: %j', (given, faults) => {
  const issues = shopify.settings.safeParse(given).error?.issues ?? [];
  expect(issues.map(({ path }) => path.join('.'))).toEqual(faults);
});
