// What is Mailchimp’s own: hashes, audiences, eight requests at a time, and what it refuses with.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpFactory } from '../../../../../platform/http/factory';
import { startMailchimp, type RunningMailchimp } from '../../../../../sandbox/vendors/mailchimp/server';
import type { MarketingConnector } from '../../../../../subgraphs/marketing/contract';
import { mailchimp } from '../../../../../subgraphs/marketing/vendors/mailchimp';
import { ANNA, ANNA_NEWS, BERT, contactId, GONE, NEWS, SHOP, TAG } from '../../../../sandbox/support/mailchimp-world';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { CROWD, id, KEY, OFFICE, world } from './mailchimp-members';

/** Of anna@example.com. */
const HASH = '6b56db1f84a3997b902509d3fbf0a306';

let server: RunningMailchimp;
beforeAll(async () => {
  server = await startMailchimp({ world, port: 0, token: KEY });
});
afterAll(() => server.stop());

let connector: MarketingConnector;
async function connect(more: Record<string, string> = {}): Promise<MarketingConnector> {
  connector = await startConnector(mailchimp, { KEY, URL: server.url, EXTERNAL_ID: 'hubspot:contact=CRMID', ...more });
  return connector;
}
beforeEach(() => server.resetCalls());
afterEach(async () => {
  server.faults.clear();
  await connector.close?.();
});
/** A connector on a server that answers as told. */
async function against<T>(listener: RequestListener, use: (connector: MarketingConnector) => Promise<T>): Promise<T> {
  const other = createServer(listener);
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const http = createHttpFactory({ source: 'mailchimp', timeoutMs: 2_500, connections: 40 });
  const settings = { KEY, URL: `http://127.0.0.1:${(other.address() as AddressInfo).port}` };
  connector = await mailchimp.start({ source: 'mailchimp', settings, http, phoneRegion: undefined });
  return use(connector).finally(() => new Promise((resolve) => other.close(resolve).closeAllConnections()));
}
const paths = () => server.calls().map(({ path }) => path.replace('/3.0/', ''));

describe('mailchimp, looking up', () => {
  it('asks each audience for the hash of the address, and for the audiences once', async () => {
    await connect();
    await valuesOf(connector.find([by('email', 'anna@example.com'), by('email', 'bert@example.com')], testCall()));
    await valuesOf(connector.find([by('email', 'empty@example.com')], testCall()));
    expect(paths().filter((path) => path === 'lists')).toHaveLength(1);
    expect(paths()).toHaveLength(1 + 3 * 2);
    expect(paths()).toEqual(expect.arrayContaining([`lists/${SHOP}/members/${HASH}`, `lists/${NEWS}/members/${HASH}`]));
  });

  it('asks only the audiences that are configured', async () => {
    await connect({ AUDIENCES: ` ${NEWS} , ${NEWS}` });
    const [found] = await valuesOf(connector.find([by('email', 'anna@example.com')], testCall()));
    expect(found?.map((record) => record.id)).toEqual([id(ANNA_NEWS, NEWS)]);
    expect(paths()).toHaveLength(2);

    server.resetCalls();
    const elsewhere = id(ANNA);
    expect(await valuesOf(connector.find([by('id', elsewhere)], testCall()))).toEqual([[]]);
    expect(await valuesOf(connector.lists([elsewhere], testCall()))).toEqual([[]]);
    expect(await connector.members({ audience: `mailchimp:list:${SHOP}` }, 10, testCall())).toEqual({ records: [], complete: true });
    expect(server.calls()).toEqual([]);
    const { records } = (await connector.search?.({ text: 'anna' }, 10, testCall())) ?? { records: [] };
    expect(records.map(({ record }) => record.id)).toEqual([id(ANNA_NEWS, NEWS)]);
    expect((await connector.audiences(testCall())).map(({ name }) => name)).toEqual(['News']);
  });

  it('does not take an audience that is not there for one without members', async () => {
    await connect({ AUDIENCES: `${NEWS},0000000000` });
    await expect(connector.find([by('email', 'anna@example.com')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });

  it('knows nothing of an address where one audience could not be asked', async () => {
    await connect();
    server.faults.set({ mode: '500', path: `/3.0/lists/${NEWS}/` });
    const answers = await connector.find([by('email', 'anna@example.com'), by('id', id(BERT))], testCall());
    expect(answers).toMatchObject([{ code: 'UPSTREAM_UNAVAILABLE' }, [{ id: id(BERT) }]]);
  });

  it('reads the audiences again after that failed', async () => {
    await connect();
    server.faults.set({ mode: '500', path: '/3.0/lists', times: 1 });
    await expect(connector.find([by('email', 'bert@example.com')], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    expect(await valuesOf(connector.find([by('email', 'bert@example.com')], testCall()))).toMatchObject([[{ id: id(BERT) }]]);
  });

  it('takes no hash and no address for an id', async () => {
    await connect();
    const guesses = [
      id(HASH),
      `mailchimp:member:${SHOP}-anna@example.com`,
      `mailchimp:member:${SHOP}-a/../b`,
      `zendesk:user:${SHOP}-${ANNA}`,
    ];
    expect(
      await valuesOf(
        connector.find(
          many(4, (index) => by('id', guesses[index] ?? '')),
          testCall(),
        ),
      ),
    ).toEqual([[], [], [], []]);
    // The path takes a hash: what it names is not believed.
    expect(paths()).toEqual([`lists/${SHOP}/members/${HASH}`]);
  });

  it('never names anybody by a hash', async () => {
    await connect();
    const found = await valuesOf(connector.find([by('email', 'anna@example.com'), by('id', id(ANNA))], testCall()));
    const members = await connector.members({ audience: `mailchimp:tag:${SHOP}-${TAG}` }, 10, testCall());
    const searched = await connector.search?.({ text: 'anna' }, 10, testCall());
    expect(JSON.stringify([found, members, searched])).not.toContain(HASH);
  });

  it('finds who was archived, and grants nothing', async () => {
    await connect();
    const [found] = await valuesOf(connector.find([by('email', 'gone@example.com')], testCall()));
    expect(found).toMatchObject([{ id: id(GONE), consents: [{ status: 'UNKNOWN' }] }]);
  });

  it('has look-ups by id and address alone', async () => {
    await connect();
    expect(connector.lookups.map((lookup) => [lookup.by, lookup.keysPerCall])).toEqual([
      ['id', 1],
      ['email', 1],
    ]);
    expect(await valuesOf(connector.find([by('externalId', 'hubspot:contact:501'), by('phone', '+4930901820')], testCall()))).toEqual([
      [],
      [],
    ]);
    expect(server.calls()).toEqual([]);
  });
});

describe('mailchimp, listing', () => {
  it('pages members as far as asked for, who opted in last first', async () => {
    // A thousand members take the pretend one a while on a busy machine.
    const http = createHttpFactory({ source: 'mailchimp', timeoutMs: 10_000, connections: 8 });
    connector = await mailchimp.start({ source: 'mailchimp', settings: { KEY, URL: server.url }, http, phoneRegion: undefined });
    const all = await connector.members({ audience: `mailchimp:list:${NEWS}` }, 5_000, testCall());
    expect(new Set(all.records.map(({ record }) => record.id)).size).toBe(CROWD + 1);
    expect(all.records[0]?.record.emails[0]?.value).toBe(`crowd${CROWD - 1}@example.com`);
    expect(all.complete).toBe(true);
    expect(server.calls()).toHaveLength(2);

    server.resetCalls();
    const some = await connector.members({ audience: `mailchimp:list:${NEWS}` }, 40, testCall());
    expect(some.records).toEqual(all.records.slice(0, 40));
    expect(some.complete).toBe(false);
    expect(server.calls().map(({ query }) => new URLSearchParams(query).get('count'))).toEqual(['40']);
  });

  it('looks the members of a tag up by hash, and no more than wanted', async () => {
    await connect();
    const { records, complete } = await connector.members({ audience: `mailchimp:segment:${SHOP}-601` }, 1, testCall());
    expect(records.map(({ record }) => record.id)).toEqual([id(OFFICE)]);
    expect(complete).toBe(false);
    expect(server.calls()).toHaveLength(2);
  });

  it('says when the search found more than it told', async () => {
    await connect();
    const found = await connector.search?.({ text: 'crowd' }, 100, testCall());
    expect(found).toMatchObject({ complete: false });
    expect(found?.records).toHaveLength(30);
  });

  it('reads segments once for all members of an audience', async () => {
    await connect();
    const segments = await valuesOf(connector.segments([id(ANNA), id(OFFICE), id(BERT)], testCall()));
    expect(segments.map(({ length }) => length)).toEqual([1, 1, 0]);
    // Three members, the audience's segments, the members of the one that is no tag.
    expect(server.calls()).toHaveLength(5);
  });

  it('loses the segments of an audience for its members alone', async () => {
    await connect();
    server.faults.set({ mode: '500', path: `/3.0/lists/${NEWS}/` });
    const answers = await connector.segments([id(ANNA), id(ANNA_NEWS, NEWS)], testCall());
    expect(answers).toMatchObject([[{ name: 'Opened lately' }], { code: 'UPSTREAM_UNAVAILABLE' }]);
  });

  it.each(['engagement', 'lists'] as const)('loses the %s of one member for that member alone', async (read) => {
    await connect();
    server.faults.set({ mode: '500', path: `/3.0/lists/${SHOP}/members/${BERT}` });
    const answers = await connector[read]([id(ANNA), id(BERT), id(GONE)], testCall());
    expect(answers.map((answer) => answer instanceof Error)).toEqual([false, true, false]);
  });
});

describe('mailchimp, one limit', () => {
  const ofCrowd = (count: number) => Array.from({ length: count }, (_, index) => id(contactId(5_000 + index), NEWS));

  it('is kept whoever asks: nothing is refused', async () => {
    const http = createHttpFactory({ source: 'mailchimp', timeoutMs: 10_000, connections: 40 });
    connector = await mailchimp.start({ source: 'mailchimp', settings: { KEY, URL: server.url }, http, phoneRegion: undefined });
    server.faults.set({ mode: 'latency', ms: 15 });
    const answers = await Promise.all([
      connector.find(
        many(20, (index) => by('email', `crowd${index}@example.com`)),
        testCall(),
      ),
      connector.engagement(ofCrowd(20), testCall()),
      connector.lists(ofCrowd(20), testCall()),
    ]);
    expect(answers.flat().filter((answer) => answer instanceof Error)).toEqual([]);
    expect(server.calls().filter(({ status }) => status === 429)).toEqual([]);
    expect(server.widest()).toBeLessThanOrEqual(8);
  });

  it('is eight open requests, of which none is wasted', async () => {
    let [open, widest] = [0, 0];
    const held: (() => void)[] = [];
    const holding: RequestListener = (_request, response) => {
      widest = Math.max(widest, (open += 1));
      held.push(() => {
        open -= 1;
        response.end(JSON.stringify({ activity: [] }));
      });
      // A ninth would have come until then.
      if (held.length === 8) setTimeout(() => held.splice(0).forEach((answer) => answer()), 50);
    };
    await against(holding, (one) => valuesOf(one.engagement(ofCrowd(24), testCall())));
    expect(widest).toBe(8);
  });

  it('is waited for where the account’s ten are taken by others', async () => {
    await connect();
    server.faults.set({ mode: '429', times: 1 });
    const call = testCall();
    expect(await valuesOf(connector.find([by('id', id(BERT))], call))).toMatchObject([[{ id: id(BERT) }]]);
    expect([call.sentCount, call.failedCount]).toEqual([2, 1]);
  });
});

describe('mailchimp, refusing', () => {
  const problem = (status: number) => JSON.stringify({ type: 'about:blank', title: 'No', status, detail: 'No', instance: 'x' });

  it('with a bare 403 means that there are too many, and is asked again', async () => {
    let asked = 0;
    const call = testCall();
    const crowded: RequestListener = (_request, response) => {
      asked += 1;
      response.writeHead(403, { 'content-type': 'text/html' }).end(asked < 3 ? '' : '<h1>no</h1>');
    };
    const refused = against(crowded, (one) => one.find([by('id', id(ANNA))], call));
    await expect(refused).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect([asked, call.failedCount]).toEqual([2, 2]);
  });

  it('with a 403 that says why means our rights, and is not asked again', async () => {
    let asked = 0;
    const denying: RequestListener = (_request, response) => {
      asked += 1;
      response.writeHead(403, { 'content-type': 'application/problem+json' }).end(problem(403));
    };
    await expect(against(denying, (one) => one.find([by('id', id(ANNA))], testCall()))).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(asked).toBe(1);
  });

  it.each([
    ['a problem in place of an answer', problem(200)],
    ['members without a total', JSON.stringify({ members: [] })],
    ['a total without members', JSON.stringify({ total_items: 0 })],
  ])('is not understood with %s', async (_name, body) => {
    const odd: RequestListener = (_request, response) => void response.end(body);
    const read = against(odd, (one) => one.members({ audience: 'mailchimp:list:a1' }, 10, testCall()));
    await expect(read).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
  });

  it('to tell of members that hold what was asked for is noticed', async () => {
    const lists = JSON.stringify({ lists: [{ id: 'a1', name: 'A' }], total_items: 1 });
    const stranger = JSON.stringify({ contact_id: 'c1', list_id: 'a1', email_address: 'somebody@example.com', status: 'subscribed' });
    const wrong: RequestListener = ({ url = '' }, response) => void response.end(url.startsWith('/3.0/lists?') ? lists : stranger);
    const [found] = await against(wrong, (one) => valuesOf(one.find([by('email', 'anna@example.com')], testCall())));
    expect(found).toEqual([]);
  });

  it('to read segments of so many members is not asked for', async () => {
    const segments = { segments: [{ id: 1, name: 'Big', type: 'saved', member_count: 40_001 }], total_items: 1 };
    const urls: string[] = [];
    const big: RequestListener = ({ url = '' }, response) => {
      urls.push(url);
      response.end(JSON.stringify(url.includes('/segments') ? segments : { id: HASH }));
    };
    const read = against(big, (one) => one.segments([id('c1', 'a1')], testCall()));
    await expect(read).resolves.toMatchObject([{ code: 'UPSTREAM_UNSUPPORTED' }]);
    expect(urls).toHaveLength(2);
  });
});
