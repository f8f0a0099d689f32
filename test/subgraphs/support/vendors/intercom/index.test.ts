// What is special about Intercom as a helpdesk: merged contacts, the search that lags behind, pages, its settings, what fifty
// customers cost, and what it says of its rate limit.
import { startIntercom, type IntercomOptions, type RunningIntercom } from '../../../../../sandbox/vendors/intercom/server';
import type { World } from '../../../../../sandbox/world/story';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { intercom } from '../../../../../subgraphs/support/vendors/intercom';
import { settings, toBaseUrl, toWorkspaceUrl } from '../../../../../subgraphs/support/vendors/intercom/settings';
import { toTextQuery } from '../../../../../subgraphs/support/vendors/intercom/text-search';
import { ask } from '../../../../sandbox/support/ask';
import { testCall } from '../../../../support/call';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { aContact, aConversation, hex, id, ticket, TOKEN, world } from './intercom-world';

let server: RunningIntercom;
let connector: SupportConnector;

async function start(options: Partial<IntercomOptions> = {}): Promise<void> {
  server = await startIntercom({ world, port: 0, token: TOKEN, limits: 'off', ...options });
  connector = await startConnector(intercom, { URL: server.url, TOKEN, EXTERNAL_ID: 'hubspot:contact' });
}
afterEach(async () => {
  await connector.close?.();
  await server.stop();
});

const paths = () => server.calls().map(({ method, path, status }) => `${method} ${path.replaceAll(/6{3,}/g, '…')} ${status}`);
const findOne = async (identifier: ReturnType<typeof by>) => (await valuesOf(connector.find([identifier], testCall())))[0] ?? [];

describe('a merged contact', () => {
  it('answers by its old id with what it became, which names it', async () => {
    await start();
    const [became] = await findOne(by('id', id(77)));
    expect(await findOne(by('id', id(79)))).toEqual([{ ...became, formerIds: [id(79)] }]);
  });

  it('costs one search that does not find it, one answer that says where it went, and one that tells of that', async () => {
    await start();
    await findOne(by('id', id(79)));
    expect(paths()).toEqual(['POST /contacts/search 200', 'GET /contacts/…4f 410', 'GET /contacts/…4d 200']);
  });

  it('beside others costs itself alone', async () => {
    await start();
    const answers = await valuesOf(connector.find([by('id', id(78)), by('id', id(79)), by('id', id(999))], testCall()));
    expect(answers.map((records) => records.map((record) => record.id))).toEqual([[id(78)], [id(77)], []]);
    expect(paths().sort()).toEqual([
      'GET /contacts/…3e7 404',
      'GET /contacts/…4d 200',
      'GET /contacts/…4f 410',
      'POST /contacts/search 200',
    ]);
  });

  it('brings its conversations to what it became', async () => {
    await start();
    server.mergeContacts(hex(78), hex(77));
    const [mine, old] = await valuesOf(connector.tickets([id(77), id(78)], testCall()));
    expect(mine?.map((one) => one.id)).toEqual([ticket(302), ticket(301), ticket(303)]);
    expect(old).toEqual([]);
  });

  it('that cannot be asked for is an error in its place, and in no other', async () => {
    await start();
    server.faults.set({ mode: '500', path: `/contacts/${hex(79)}` });
    const [found, failed] = await connector.find([by('id', id(78)), by('id', id(79))], testCall());
    expect(found).toMatchObject([{ id: id(78) }]);
    expect(failed).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('a search that lags behind', () => {
  it('is told for every way to look up but ids, which are asked for at once', async () => {
    await start({ lagSeconds: 60 });
    expect(connector.lookups.map((way) => [way.by, way.lagSeconds])).toEqual([
      ['id', null],
      ['email', 300],
      ['phone', 300],
      ['externalId', 300],
    ]);
    const added = { id: hex(500), name: 'Nora New', email: 'nora@example.com' };
    await ask(`${server.url}/__sandbox/people`, { body: added });
    expect(await findOne(by('email', 'nora@example.com'))).toEqual([]);
    expect(await findOne(by('id', id(500)))).toMatchObject([{ id: id(500), name: { full: 'Nora New' } }]);
  });
});

describe('a look-up', () => {
  it('by a number finds it in three spellings, and nobody with another one', async () => {
    await start();
    for (const phone of ['+4930901820', '+49 30 901820', '030 901820']) {
      await ask(`${server.url}/__sandbox/people`, { body: { id: hex(501), phone } });
      expect((await findOne(by('phone', '+4930901820'))).map((record) => record.id)).toContain(id(501));
    }
    await ask(`${server.url}/__sandbox/people`, { body: { id: hex(501), phone: '+43 30 901820' } });
    expect((await findOne(by('phone', '+4930901820'))).map((record) => record.id)).not.toContain(id(501));
  });

  it('by an address says that capitals may hide one', async () => {
    await start();
    expect(connector.lookups.find((way) => way.by === 'email')?.caseSensitive).toBe(true);
    expect(await findOne(by('email', 'capital@example.com'))).toEqual([]);
  });

  it('by an external id is there only where it is configured whose ids those are', async () => {
    await start();
    const without = await startConnector(intercom, { URL: server.url, TOKEN });
    expect(without.lookups.map((way) => way.by)).toEqual(['id', 'email', 'phone']);
    await without.close?.();
  });
});

describe('conversations', () => {
  it('of one who has many are read to the last page, the newest first', async () => {
    await start();
    const [busy] = await valuesOf(connector.tickets([id(88)], testCall()));
    expect(busy).toHaveLength(320);
    expect(busy?.[0]?.id).toBe(ticket(1_319));
    expect(paths()).toEqual(Array.from({ length: 3 }, () => 'POST /conversations/search 200'));
  });

  it('of all priorities are listed, those marked as priority first', async () => {
    await start();
    const { records, complete } = await connector.openTickets({ priorities: [] }, 100, testCall());
    expect(records.map(({ record, items }) => [record.id, items.map((item) => item.id)])).toEqual([
      [id(86), [ticket(401), ticket(403)]],
      [id(87), [ticket(402)]],
      [id(77), [ticket(301)]],
      [id(78), [ticket(303)]],
    ]);
    expect(complete).toBe(true);
  });

  it('of customers beyond those asked for are not looked up', async () => {
    const crowd = Array.from({ length: 200 }, (_, index) => index + 3_000);
    const contacts = crowd.map((number) => aContact(number));
    const conversations = crowd.map((number) => aConversation(number, number, { priority: true }));
    await start({ world: { ...world, intercom: { contacts, conversations } } satisfies World });
    const { records, complete } = await connector.openTickets({ priorities: ['HIGH'] }, 20, testCall());
    expect([records.length, complete]).toEqual([20, false]);
    // Two pages, and twenty contacts by fifteen.
    expect(paths()).toHaveLength(4);
  });
});

it('costs eight requests to find fifty customers by address, and their conversations', async () => {
  const fifty = Array.from({ length: 50 }, (_, index) => index + 3_000);
  const contacts = fifty.map((number) => aContact(number, { email: `c${number}@example.com` }));
  const conversations = fifty.map((number) => aConversation(number, number));
  await start({ world: { ...world, intercom: { contacts, conversations } } satisfies World });
  const found = await valuesOf(
    connector.find(
      many(50, (index) => by('email', `c${3_000 + index}@example.com`)),
      testCall(),
    ),
  );
  const tickets = await valuesOf(
    connector.tickets(
      found.flat().map((record) => record.id),
      testCall(),
    ),
  );
  expect([found.flat().length, tickets.flat().length]).toEqual([50, 50]);
  expect(server.calls()).toHaveLength(8);
});

it('says what is left of the ten seconds, once an answer told it', async () => {
  await start({ limits: { perTenSeconds: 4 } });
  expect(connector.budgetLeft?.()).toBeNull();
  await findOne(by('email', 'anna@example.com'));
  expect(connector.budgetLeft?.()).toBe(0.75);
});

it('waits once where the limit is reached, and goes on', async () => {
  await start();
  server.faults.set({ mode: '429', times: 1, retryAfterSeconds: 0 });
  expect(await findOne(by('email', 'anna@example.com'))).toMatchObject([{ id: id(77) }]);
  expect(paths()).toEqual(['POST /contacts/search 429', 'POST /contacts/search 200']);
});

describe('a text', () => {
  beforeEach(() => start());

  it('is found in names and addresses, whatever its capitals and the order of its words', async () => {
    for (const text of ['muster anna', 'ANNA@EXAMPLE.COM', '  Anna,  Muster ']) {
      const { records } = (await connector.search?.({ text }, 10, testCall())) ?? { records: [] };
      expect(records.map(({ record }) => record.id)).toEqual([id(77)]);
    }
  });

  it('is asked for within what a query takes, and never as syntax', () => {
    expect(toTextQuery('O’Brien "IN" ~x')).toMatchObject({
      operator: 'AND',
      value: [{ operator: 'OR' }, { operator: 'OR' }, { operator: 'OR' }],
    });
    expect(toTextQuery('**')).toBeNull();
    expect(toTextQuery('w '.repeat(15))?.value).toHaveLength(15);
    expect(toTextQuery('w '.repeat(16))).toBeNull();
  });
});

describe('settings', () => {
  beforeEach(() => start());
  const of = (more: Record<string, string>) => settings.parse({ TOKEN, ...more });

  it('choose the address by region, and a link where the workspace is known', () => {
    expect(toBaseUrl(of({}))).toBe('https://api.intercom.io');
    expect(toBaseUrl(of({ REGION: 'eu' }))).toBe('https://api.eu.intercom.io');
    expect(toBaseUrl(of({ REGION: 'au', URL: 'http://127.0.0.1:1/' }))).toBe('http://127.0.0.1:1');
    expect(toWorkspaceUrl(of({}))).toBeNull();
    expect(toWorkspaceUrl(of({ REGION: 'eu', APP: 'w1' }))).toBe('https://app.eu.intercom.com/a/apps/w1');
  });

  it('are refused where they cannot be', () => {
    const faults = settings.safeParse({ REGION: 'moon', URL: 'ftp://x', APP: 'a/b', EXTERNAL_ID: 'hubspot' }).error?.issues ?? [];
    expect(faults.map(({ path }) => path.join()).sort()).toEqual(['APP', 'EXTERNAL_ID', 'REGION', 'TOKEN', 'URL']);
  });

  it('name the version of Intercom’s API with every request', async () => {
    await findOne(by('id', id(79)));
    // The pretend Intercom tells of a merge from 2.16 on alone; a version that it does not know it refuses.
    expect(paths()).toContain('GET /contacts/…4f 410');
  });
});
