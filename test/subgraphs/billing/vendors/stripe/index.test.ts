// What is Stripe's own: which requests a read costs, pages, what comes along, what is never sent, and settings.
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { createHttpFactory } from '../../../../../platform/http/factory';
import { startStripe, type RunningStripe } from '../../../../../sandbox/vendors/stripe/server';
import type { BillingConnector } from '../../../../../subgraphs/billing/contract';
import { stripe } from '../../../../../subgraphs/billing/vendors/stripe';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { BUSY, id, world } from './stripe-world';

const KEY = 'rk_test_connector';
let server: RunningStripe;
let connector: BillingConnector;
beforeAll(async () => {
  server = await startStripe({ world, port: 0, limits: 'off', token: KEY });
  connector = await connect();
});
afterAll(async () => {
  await connector.close?.();
  await server.stop();
});
beforeEach(() => server.resetCalls());
afterEach(() => server.faults.clear());

function connect(more: Record<string, string> = {}): Promise<BillingConnector> {
  return startConnector(stripe, { URL: server.url, KEY, EXTERNAL_ID: 'hubspot:contact=hubspot_contact', ...more });
}

/** What was asked for, by path. */
function asked(): { path: string; query: URLSearchParams }[] {
  return server.calls().map(({ path, query }) => ({ path, query: new URLSearchParams(query) }));
}
const paths = () => asked().map(({ path }) => path);

describe('looking up', () => {
  it('asks for addresses, numbers and external ids in one search', async () => {
    await connector.find(
      [by('email', 'anna@example.com'), by('phone', '+4930901820'), by('externalId', 'hubspot:contact:501')],
      testCall(),
    );
    expect(asked().map(({ path, query }) => [path, query.get('query'), query.getAll('expand[]')])).toEqual([
      [
        '/v1/customers/search',
        'email:"anna@example.com" OR phone:"+4930901820" OR metadata["hubspot_contact"]:"501"',
        ['data.subscriptions', 'data.tax_ids'],
      ],
    ]);
  });

  it('finds numbers as they are stored, as E.164 or not at all', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id('cus_bert'))], testCall()));
    expect(record?.phones).toEqual([{ value: '+14155552671', primary: true, shared: false }]);
    expect(await valuesOf(connector.find([by('phone', '+14155552671')], testCall()))).toEqual([[]]);
  });

  it('leaves out what a search finds beyond the value, and says which version of the API it speaks', async () => {
    const said: IncomingHttpHeaders[] = [];
    const emails = ['ada@example.com', 'ADA@Example.COM', 'ada@example.com.example.net', 'not-ada@example.com', null];
    const data = emails.map((email, index) => ({ id: `cus_${index}`, livemode: true, created: 1_700_000_000, email }));
    const loose = createServer((request, response) => {
      said.push(request.headers);
      response.end(JSON.stringify({ data, has_more: false }));
    });
    await new Promise<void>((resolve) => loose.listen(0, '127.0.0.1', resolve));
    const address = loose.address();
    const other = await connect({ URL: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, KEY: 'rk_live_1' });
    try {
      const [records = []] = await valuesOf(other.find([by('email', 'ada@example.com')], testCall()));
      expect(records.map((record) => record.id)).toEqual([id('cus_0'), id('cus_1')]);
      expect(said).toMatchObject([{ authorization: 'Bearer rk_live_1', 'stripe-version': '2025-09-30.clover' }]);
    } finally {
      await other.close?.();
      loose.closeAllConnections();
      loose.close();
    }
  });

  it('loses only what could not be read', async () => {
    server.faults.set({ mode: '500', path: '/v1/customers/search' });
    const [byId, byEmail] = await connector.find([by('id', id('cus_anna')), by('email', 'bert@example.com')], testCall());
    expect(byId).toMatchObject([{ id: id('cus_anna') }]);
    expect(byEmail).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('never sends ids of others, nor an id that would be another endpoint', async () => {
    const foreign = [
      'hubspot:customer:cus_1',
      'stripe:invoice:in_1',
      'stripe:customer:1 OR 2',
      'stripe:customer:search',
      'stripe:customer:../x',
    ];
    expect(
      await valuesOf(connector.find([...foreign.map((value) => by('id', value)), by('externalId', 'sql:customer:1')], testCall())),
    ).toEqual([...foreign, ''].map(() => []));
    const call = testCall();
    for (const read of [connector.invoices, connector.payments, connector.subscriptions]) {
      expect(await read?.(foreign, call)).toEqual(foreign.map(() => []));
    }
    expect(server.calls()).toEqual([]);
  });

  it('has no look-up by external id where nobody says which metadata holds one', async () => {
    const plain = await connect({ EXTERNAL_ID: '' });
    expect(plain.lookups.map((lookup) => lookup.by)).toEqual(['id', 'email', 'phone']);
    const [[record] = []] = await valuesOf(plain.find([by('id', id('cus_anna'))], testCall()));
    expect(record?.externalIds).toEqual([]);
    await plain.close?.();
  });
});

describe('what comes along', () => {
  it('are the subscriptions of a customer, unless there are more than ten', async () => {
    const [[anna] = [], [many_] = []] = await valuesOf(
      connector.find([by('id', id('cus_anna')), by('email', 'many@example.com')], testCall()),
    );
    expect(anna?.subscriptions?.map(({ plan }) => plan)).toEqual(['Archive', 'Team']);
    expect(many_?.subscriptions).toBeNull();
    const [read = []] = await valuesOf(connector.subscriptions?.([id('cus_many')], testCall()) ?? Promise.reject(new Error('none')));
    expect(read).toHaveLength(11);
  });

  it('is no part of the raw record', async () => {
    const [[anna] = []] = await valuesOf(connector.find([by('id', id('cus_anna'))], testCall()));
    expect(anna?.raw).toMatchObject({ id: 'cus_anna', address: { line2: null }, tax_ids: {} });
    expect(anna?.raw).not.toHaveProperty('subscriptions');
  });
});

describe('reading children', () => {
  it('lists those of one customer, and searches those of several', async () => {
    await valuesOf(connector.invoices([id('cus_anna')], testCall()));
    await valuesOf(connector.invoices([id('cus_anna'), id('cus_bert')], testCall()));
    expect(asked().map(({ path, query }) => [path, query.get('customer') ?? query.get('query')])).toEqual([
      ['/v1/invoices', 'cus_anna'],
      ['/v1/invoices/search', 'customer:"cus_anna" OR customer:"cus_bert"'],
    ]);
  });

  it('pages invoices to the end, however they are asked for', async () => {
    const [one = []] = await valuesOf(connector.invoices([BUSY[0] ?? ''].map(id), testCall()));
    expect(new Set(one.map((invoice) => invoice.id)).size).toBe(150);
    expect(paths()).toEqual(['/v1/invoices', '/v1/invoices']);
    server.resetCalls();
    const both = await valuesOf(connector.invoices(BUSY.map(id), testCall()));
    expect(both.map((invoices) => invoices.length)).toEqual([150, 150]);
    expect(paths()).toEqual(Array.from({ length: 3 }, () => '/v1/invoices/search'));
  });

  it('takes the newest hundred payments, and lists them where a search would take longer', async () => {
    const read = (customers: string[]) =>
      valuesOf(connector.payments?.(customers.map(id), testCall()) ?? Promise.reject(new Error('none')));
    const [one = []] = await read(BUSY.slice(0, 1));
    expect([one.length, one[0]?.id, one.at(-1)?.id]).toEqual([100, 'stripe:charge:ch_cus_busy1149', 'stripe:charge:ch_cus_busy150']);
    expect(paths()).toEqual(['/v1/charges']);
    server.resetCalls();
    const [first = [], second = []] = await read(BUSY);
    expect(first).toEqual(one);
    expect(second).toHaveLength(100);
    expect(paths()).toEqual(['/v1/charges/search', '/v1/charges/search', '/v1/charges', '/v1/charges']);
    server.resetCalls();
    // Two pages are enough for three customers of whom one is busy: no list is needed.
    const [busy = [], anna = []] = await read(['cus_busy1', 'cus_anna', 'cus_bert']);
    expect([busy.length, anna.length]).toEqual([100, 2]);
    expect(paths()).toEqual(['/v1/charges/search', '/v1/charges/search']);
  });

  it('asks for subscriptions of one customer each, eight at a time', async () => {
    const customers = many(20, (index) => by('id', id(`cus_none${index}`))).map(({ value }) => value);
    // More connections than requests: what holds them back is the connector.
    const http = createHttpFactory({ source: 'stripe', timeoutMs: 1_000, connections: 50 });
    const eager = await stripe.start({ source: 'stripe', settings: { URL: server.url, KEY }, http, phoneRegion: undefined });
    server.faults.set({ mode: 'hang' });
    await expect(eager.subscriptions?.(customers, testCall(AbortSignal.timeout(200)))).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT' });
    expect(server.calls()).toHaveLength(8);
    await eager.close?.();
  });

  it('loses only the customer whose subscriptions could not be read', async () => {
    server.faults.set({ mode: '500', path: '/v1/subscriptions', times: 1 });
    const found = await connector.subscriptions?.([id('cus_anna'), id('cus_bert')], testCall());
    expect(found?.filter((list) => list instanceof Error)).toHaveLength(1);
  });

  it('takes a customer that Stripe does not know for one without anything, and any other refusal for a fault', async () => {
    expect(await valuesOf(connector.invoices([id('cus_nobody')], testCall()))).toEqual([[]]);
    const old = await startConnector(stripe, { URL: server.url, KEY: 'rk_test_wrong' });
    await expect(old.invoices([id('cus_anna')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    await old.close?.();
  });
});

describe('the list of overdue customers', () => {
  it('brings everything along in one request', async () => {
    const { records } = await connector.overdue({ minDays: 1 }, 10, testCall());
    expect(records[0]?.record).toMatchObject({ taxId: 'DE999100100', subscriptions: [{ plan: 'Archive' }, { plan: 'Team' }] });
    expect(asked().map(({ query }) => query.getAll('expand[]'))).toEqual([['data.customer.subscriptions', 'data.customer.tax_ids']]);
  });

  it.each([
    [3, ['in_3', 'in_2', 'in_4']],
    [4, ['in_3', 'in_4']],
    [11, ['in_3']],
    [41, []],
  ])('has what is overdue for at least %d days', async (minDays, invoices) => {
    const { records } = await connector.overdue({ minDays }, 10, testCall());
    expect(records.flatMap(({ items }) => items.map((item) => item.id))).toEqual(invoices.map((invoice) => `stripe:invoice:${invoice}`));
  });
});

describe('links', () => {
  it('lead into the account that is named', async () => {
    const named = await connect({ ACCOUNT: 'acct_1' });
    const [[record] = []] = await valuesOf(named.find([by('id', id('cus_anna'))], testCall()));
    expect(record?.url).toBe('https://dashboard.stripe.com/acct_1/test/customers/cus_anna');
    await named.close?.();
  });

  it('never hand out an address by which everybody can pay', async () => {
    const [invoices] = await valuesOf(connector.invoices([id('cus_anna')], testCall()));
    expect(JSON.stringify(invoices)).not.toContain('invoice.example.com');
  });
});

describe('the settings', () => {
  const faultsOf = (given: Record<string, string>) =>
    (stripe.settings.safeParse({ KEY: 'rk_live_1', ...given }).error?.issues ?? []).map(({ path }) => path.join('.'));

  it.each([
    [{}, []],
    [{ EXTERNAL_ID: 'hubspot:contact=hubspot_contact, zendesk:user=Zen-desk.id' }, []],
    [{ KEY: '' }, ['KEY']],
    [{ ACCOUNT: 'mine' }, ['ACCOUNT']],
    [{ EXTERNAL_ID: 'hubspot=hubspot_contact' }, ['EXTERNAL_ID']],
    [{ EXTERNAL_ID: 'hubspot:contact=a"b' }, ['EXTERNAL_ID']],
    [{ EXTERNAL_ID: 'hubspot:contact=a,hubspot:contact=b' }, ['EXTERNAL_ID']],
  ])('%j have faults in %j', (given, faults) => {
    expect(faultsOf(given)).toEqual(faults);
  });
});
