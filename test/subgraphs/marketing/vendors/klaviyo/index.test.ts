// What is Klaviyo’s own: its filters, its pages, its limits, and how many requests stand side by side.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpFactory } from '../../../../../platform/http/factory';
import { startKlaviyo, type RunningKlaviyo } from '../../../../../sandbox/vendors/klaviyo/server';
import type { MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { klaviyo } from '../../../../../subgraphs/marketing/vendors/klaviyo';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { ANNA, BERT, BUSY, CARL, CROWD, EMPTY, id, KEY, known, OFFICE, world } from './klaviyo-world';

let server: RunningKlaviyo;
beforeAll(async () => {
  server = await startKlaviyo({ world, port: 0, token: KEY, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<MarketingConnector> {
  return startConnector(klaviyo, { KEY, URL: server.url, EXTERNAL_ID: 'hubspot:contact', ...more });
}

describe('klaviyo', () => {
  let connector: MarketingConnector;
  beforeAll(async () => {
    connector = await connect();
  });
  afterAll(async () => connector.close?.());
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  it('asks by id, address, number and external id in one call each', async () => {
    await valuesOf(
      connector.find(
        known.map(({ identifier }) => identifier),
        testCall(),
      ),
    );
    expect(server.calls().map(({ path, keys }) => [path, keys])).toEqual([
      ['/api/profiles', 2],
      ['/api/profiles', 2],
      ['/api/profiles', 2],
      ['/api/profiles', 1],
    ]);
  });

  it('loses only what could not be read', async () => {
    server.faults.set({ mode: '500', times: 1 });
    const [byId, byPhone] = await connector.find([by('id', id(ANNA)), by('phone', '+491712345678')], testCall());
    const outcomes = [byId, byPhone].map((answer) => (answer instanceof Error ? 'failed' : answer?.length));
    expect(outcomes.sort()).toEqual([1, 'failed']);
  });

  it('never sends ids of others, nor what a filter cannot hold', async () => {
    const foreign = [
      by('id', `zendesk:user:${ANNA}`),
      by('id', `klaviyo:list:${ANNA}`),
      by('id', 'klaviyo:profile:a/b'),
      by('externalId', 'zendesk:user:501'),
      by('externalId', 'hubspot:contact:"]),equals(email,"anna@example.com'),
    ];
    expect(await valuesOf(connector.find(foreign, testCall()))).toEqual([[], [], [], [], []]);
    expect(await valuesOf(connector.engagement(['zendesk:user:1', 'klaviyo:profile:a"b'], testCall()))).toEqual([
      { touches: [], feedback: [] },
      { touches: [], feedback: [] },
    ]);
    expect(await valuesOf(connector.lists(['zendesk:user:1', 'klaviyo:profile:../lists'], testCall()))).toEqual([[], []]);
    expect(server.calls()).toEqual([]);
  });

  it('has no look-up by external id where nobody says whose ids those are', async () => {
    const plain = await startConnector(klaviyo, { KEY, URL: server.url });
    expect(plain.lookups.map(({ by: way }) => way)).toEqual(['id', 'email', 'phone']);
    const [[record] = []] = await valuesOf(plain.find([by('id', id(ANNA))], testCall()));
    expect(record?.externalIds).toEqual([]);
    await plain.close?.();
  });

  it('has no search by text', () => {
    expect(connector.search).toBeUndefined();
  });

  it('takes a function’s mailbox for an organisation', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('email', 'info@acme.example')], testCall()));
    expect(record).toMatchObject({ id: id(OFFICE), kind: 'ORGANIZATION' });
  });

  it('keeps custom properties in the raw record, and leaves traces of a browser at Klaviyo', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id(ANNA))], testCall()));
    expect(record?.raw).toMatchObject({ attributes: { properties: { loyalty_tier: 'gold' }, location: { city: 'Berlin' } } });
    expect(record?.raw).not.toHaveProperty('attributes.location.ip');
  });

  it('tells that mail to an address comes back', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id(BERT))], testCall()));
    expect(record).toMatchObject({ bounce: { at: '2026-05-10T09:00:02.000Z' }, consents: [{ channel: 'EMAIL', status: 'GRANTED' }] });
  });

  it('reads the newest two hundred events of a profile', async () => {
    const [busy] = await valuesOf(connector.engagement([id(BUSY)], testCall()));
    expect(busy?.touches).toHaveLength(200);
    expect(busy?.touches[0]?.sentAt).toBe('2026-01-01T04:19:00.000Z');
    expect(busy?.touches.at(-1)?.sentAt).toBe('2026-01-01T01:00:00.000Z');
    expect(server.calls()).toHaveLength(1);
  });

  it.each(['engagement', 'segments', 'lists'] as const)('loses the %s of one profile for that profile alone', async (read) => {
    server.faults.set({ mode: '500', times: 1 });
    const answers = await connector[read]([id(ANNA), id(BERT), id(CARL)], testCall());
    expect(answers.filter((answer) => answer instanceof Error)).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }]);
  });

  it('pages all segments and lists to the end', async () => {
    expect(await connector.audiences(testCall())).toHaveLength(26);
    // Three segments, twenty-three lists.
    const paths = server.calls().map(({ path }) => path);
    expect(paths.toSorted()).toEqual(['/api/lists', '/api/lists', '/api/lists', '/api/segments']);
  });

  it('has no list of audiences where one of the two kinds is missing', async () => {
    server.faults.set({ mode: '500', path: '/api/lists' });
    await expect(connector.audiences(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('pages members as far as asked for, who joined last first', async () => {
    const all = await connector.members({ audience: 'klaviyo:segment:SegBig' }, 1_000, testCall());
    expect(new Set(all.records.map(({ record }) => record.id)).size).toBe(CROWD);
    expect(all.records[0]?.record.emails[0]?.value).toBe('crowd229@example.com');
    expect(all.complete).toBe(true);
    expect(server.calls()).toHaveLength(3);

    server.resetCalls();
    const some = await connector.members({ audience: 'klaviyo:segment:SegBig' }, 150, testCall());
    expect(some.records).toEqual(all.records.slice(0, 150));
    expect(some.complete).toBe(false);
    expect(server.calls()).toHaveLength(2);

    // The last page has more than is still asked for.
    const most = await connector.members({ audience: 'klaviyo:segment:SegBig' }, CROWD - 1, testCall());
    expect([most.records.length, most.complete]).toEqual([CROWD - 1, false]);
    const exactly = await connector.members({ audience: 'klaviyo:segment:SegBig' }, CROWD, testCall());
    expect([exactly.records.length, exactly.complete]).toEqual([CROWD, true]);
  });

  it('gives members with their consents, as look-ups do', async () => {
    const { records } = await connector.members({ audience: 'klaviyo:list:LstBb2' }, 10, testCall());
    const [[anna] = []] = await valuesOf(connector.find([by('id', id(ANNA))], testCall()));
    expect(records[0]?.record).toEqual({ ...anna, raw: expect.anything() });
    expect(records[0]?.items).toEqual([]);
  });

  it.each([
    ['KEY', ''],
    ['EXTERNAL_ID', 'hubspot'],
    ['URL', 'a.klaviyo.com'],
  ])('refuses a wrong %s', (name, value) => {
    const { error } = klaviyo.settings.safeParse({ KEY, [name]: value });
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([name]);
  });
});

describe('klaviyo’s rate limits', () => {
  it('show in what is left of the minute, and a refusal takes nothing from what was known', async () => {
    const limited = await startKlaviyo({ world, port: 0, token: KEY, limits: { large: { perSecond: 75, perMinute: 10 } } });
    const counted = await startConnector(klaviyo, { KEY, URL: limited.url });
    expect(counted.budgetLeft?.()).toBeNull();
    await counted.find([by('id', id(ANNA))], testCall());
    expect(counted.budgetLeft?.()).toBe(0.9);
    limited.faults.set({ mode: '429', retryAfterSeconds: 60 });
    await expect(counted.find([by('id', id(ANNA))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(counted.budgetLeft?.()).toBe(0.9);
    await counted.close?.();
    await limited.stop();
  });

  it('are waited for: three memberships a second', async () => {
    const limited = await startKlaviyo({ world, port: 0, token: KEY });
    const http = createHttpFactory({ source: 'klaviyo', timeoutMs: 3_000, connections: 8 });
    const settings = { KEY, URL: limited.url };
    const patient = await klaviyo.start({ source: 'klaviyo', settings, http, phoneRegion: undefined });
    const lists = await valuesOf(patient.lists([ANNA, BERT, CARL, EMPTY, BUSY].map(id), testCall()));
    expect(lists.map(({ length }) => length)).toEqual([2, 1, 0, 0, 0]);
    await patient.close?.();
    await limited.stop();
  });
});

describe('klaviyo, answering otherwise than the pretend one', () => {
  /** A connector on a server that answers as told; with more connections than it uses. */
  async function against<T>(listener: RequestListener, use: (connector: MarketingConnector) => Promise<T>): Promise<T> {
    const other = createServer(listener);
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const settings = { KEY, URL: `http://127.0.0.1:${(other.address() as AddressInfo).port}` };
    const http = createHttpFactory({ source: 'klaviyo', timeoutMs: 600, connections: 20 });
    const connector = await klaviyo.start({ source: 'klaviyo', settings, http, phoneRegion: undefined });
    return use(connector).finally(async () => {
      await connector.close?.();
      await new Promise((resolve) => other.close(resolve));
    });
  }

  it.each([
    ['engagement', 8],
    ['segments', 3],
    ['lists', 3],
  ] as const)('is asked for the %s of at most %i profiles at once', async (read, most) => {
    let open = 0;
    let widest = 0;
    const slow: RequestListener = (_request, response) => {
      open += 1;
      widest = Math.max(widest, open);
      setTimeout(() => {
        open -= 1;
        response.end(JSON.stringify({ data: [], included: [] }));
      }, 20);
    };
    const ids = Array.from({ length: 20 }, (_, index) => id(`01H${index}`));
    const call = testCall();
    await against(slow, async (connector) => valuesOf<unknown>(connector[read](ids, call)));
    expect(widest).toBe(most);
    expect(call.sentCount).toBe(20);
  });

  it('is not believed a profile that does not hold what was asked for', async () => {
    const other = { type: 'profile', id: '01H', attributes: { email: 'somebody@example.com' } };
    const wrong: RequestListener = (_request, response) => void response.end(JSON.stringify({ data: [other] }));
    const [found] = await against(wrong, (connector) => valuesOf(connector.find([by('email', 'anna@example.com')], testCall())));
    expect(found).toEqual([]);
  });

  it('is followed to the next page by its cursor, never to another host', async () => {
    const urls: string[] = [];
    const page = (link: string | null) => ({ data: [], links: { next: link } });
    const paging: RequestListener = ({ url = '' }, response) => {
      urls.push(url);
      const link = urls.length === 1 ? 'http://127.0.0.1:9/elsewhere?page%5Bcursor%5D=abc' : null;
      response.end(JSON.stringify(page(link)));
    };
    await against(paging, (connector) => connector.members({ audience: 'klaviyo:list:Y6nRLr' }, 100, testCall()));
    const [first = '', second = '', ...others] = urls;
    expect(others).toEqual([]);
    expect(second).toBe(`${first}&page%5Bcursor%5D=abc`);
  });

  it.each([
    ['a link that leads nowhere', { data: [], links: { next: 'http://127.0.0.1/api/lists' } }],
    ['errors in place of data', { errors: [{ status: 200 }] }],
  ])('is not understood with %s', async (_name, answer) => {
    const odd: RequestListener = (_request, response) => void response.end(JSON.stringify(answer));
    const read = against(odd, (connector) => connector.audiences(testCall()));
    await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });
});
