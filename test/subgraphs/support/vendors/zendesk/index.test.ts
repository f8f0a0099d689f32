// What is Zendesk’s own: its ways to look up, its pages, its limits and its partial answers.
import { startZendesk, type RunningZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { testCall } from '../../../../support/call';
import { startConnector } from '../../../../support/vendor-server';
import { by, many, valuesOf } from '../../../../support/identifiers';
import { EMAIL, TOKEN, BUSY, world, id, ticket } from './zendesk-world';

let server: RunningZendesk;
beforeAll(async () => {
  server = await startZendesk({ world, port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<SupportConnector> {
  return startConnector(zendesk, { URL: server.url, EMAIL, TOKEN, EXTERNAL_ID: 'hubspot:contact', ...more });
}

describe('zendesk', () => {
  let connector: SupportConnector;
  beforeAll(async () => {
    connector = await connect();
  });
  afterAll(async () => connector.close?.());
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  const paths = () => server.calls().map(({ path }) => path);

  it('shows all addresses of a user found by a further one', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('email', 'anna.work@acme.example')], testCall()));
    expect(record?.emails).toEqual([
      { value: 'anna@example.com', primary: true, verified: true },
      { value: 'anna.work@acme.example', primary: false, verified: true },
    ]);
  });

  it('reads identities only where a primary address does not explain the hit', async () => {
    await valuesOf(connector.find([by('email', 'anna@example.com'), by('email', 'bert@example.com')], testCall()));
    expect(paths()).toEqual(['/api/v2/users/search']);
  });

  it('finds a user by both of their addresses at once', async () => {
    const emails = [by('email', 'anna@example.com'), by('email', 'anna.work@acme.example')];
    const found = await valuesOf(connector.find(emails, testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('77')], [id('77')]]);
  });

  it('costs nothing more where nobody is found', async () => {
    await valuesOf(connector.find([by('email', 'nobody@example.com')], testCall()));
    expect(paths()).toEqual(['/api/v2/users/search']);
  });

  it('takes a user known only by a role mailbox for an organisation', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('email', 'info@acme.example')], testCall()));
    expect(record?.kind).toBe('ORGANIZATION');
  });

  it('links into the agents’ application', async () => {
    const [[record] = []] = await valuesOf(connector.find([by('id', id('77'))], testCall()));
    const [[first] = []] = await valuesOf(connector.tickets([id('77')], testCall()));
    expect(record?.url).toBe(`${server.url}/agent/users/77`);
    expect(first?.url).toBe(`${server.url}/agent/tickets/302`);
  });

  it('loses only what could not be read', async () => {
    server.faults.set({ mode: '500', path: '/api/v2/users/search' });
    const [byId, byEmail] = await connector.find([by('id', id('77')), by('email', 'bert@example.com')], testCall());
    expect(byId).toMatchObject([{ id: id('77') }]);
    expect(byEmail).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('never sends ids of others', async () => {
    const foreign = [
      by('id', 'hubspot:user:77'),
      by('id', 'zendesk:ticket:301'),
      by('id', 'zendesk:user:1 OR 2'),
      by('externalId', 'sql:customer:501'),
    ];
    expect(await valuesOf(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await valuesOf(connector.tickets(['hubspot:contact:77'], testCall()))).toEqual([[]]);
    expect(await valuesOf(connector.comments(['hubspot:ticket:301'], testCall()))).toEqual([[]]);
    expect(server.calls()).toEqual([]);
  });

  it('has no look-up by external id where nobody says whose ids those are', async () => {
    const plain = await startConnector(zendesk, { URL: server.url, OAUTH_TOKEN: TOKEN });
    expect(plain.lookups.map(({ by: way }) => way)).toEqual(['id', 'email', 'phone']);
    const [[record] = []] = await valuesOf(plain.find([by('id', id('77'))], testCall()));
    expect(record?.externalIds).toEqual([]);
    await plain.close?.();
  });

  it('keeps addresses of requests below 2,000 characters', async () => {
    const emails = many(60, (index) => by('email', `a-very-long-name-with-many-words-${index}@a-rather-long-domain-name.example`));
    const phones = many(40, (index) => by('phone', `+4917123450${100 + index}`));
    const ids = many(100, (index) => by('externalId', `hubspot:contact:0f8fad5b-d9cb-469f-a165-${100_000_000_000 + index}`));
    const users = Array.from({ length: 60 }, (_, index) => id(String(900_000_000_000 + index)));
    expect(await valuesOf(connector.find([...emails, ...phones, ...ids], testCall()))).toHaveLength(200);
    await valuesOf(connector.tickets(users, testCall()));
    for (const { path, query } of server.calls()) expect(`${server.url}${path}?${query}`.length).toBeLessThanOrEqual(2_000);
  });

  it('pages a search to its end', async () => {
    const [tickets = []] = await valuesOf(connector.tickets([id('83')], testCall()));
    expect(new Set(tickets.map((one) => one.id)).size).toBe(250);
    // Three pages, three reads of a hundred.
    expect(server.calls()).toHaveLength(6);
  });

  it('asks requesters in halves when they have more tickets than a search gives out', async () => {
    const lists = await valuesOf(connector.tickets(BUSY.slice(0, 2).map(id), testCall()));
    expect(lists.map((tickets) => tickets.length)).toEqual([250, 900]);
  });

  it('answers the newest thousand tickets of a single requester', async () => {
    const [tickets = []] = await valuesOf(connector.tickets([id('85')], testCall()));
    expect(tickets).toHaveLength(1_000);
    expect(tickets[0]?.id).toBe(ticket('5099'));
    expect(tickets.at(-1)?.id).toBe(ticket('4100'));
  });

  it('asks for the comments of a ticket in one call, and for nothing else', async () => {
    await valuesOf(connector.comments([ticket('301'), ticket('303'), ticket('9999')], testCall()));
    expect(paths().toSorted()).toEqual(['301', '303', '9999'].map((id) => `/api/v2/tickets/${id}/comments`));
  });

  it('loses only the ticket whose comments could not be read', async () => {
    server.faults.set({ mode: '500', path: '/api/v2/tickets/303/comments' });
    const [first, second] = await connector.comments([ticket('301'), ticket('303')], testCall());
    expect(first).toHaveLength(3);
    expect(second).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('tells what is left of the rate limit', async () => {
    const limited = await startZendesk({ world, port: 0, email: EMAIL, token: TOKEN, limits: { perMinute: 4 } });
    const counted = await startConnector(zendesk, { URL: limited.url, EMAIL, TOKEN });
    expect(counted.budgetLeft?.()).toBeNull();
    await counted.find([by('id', id('77'))], testCall());
    expect(counted.budgetLeft?.()).toBe(0.75);
    await counted.close?.();
    await limited.stop();
  });

  it.each([
    [{}, ['SUBDOMAIN', 'EMAIL', 'TOKEN']],
    [{ SUBDOMAIN: 'acme', TOKEN }, ['EMAIL']],
    [{ SUBDOMAIN: 'acme', OAUTH_TOKEN: TOKEN, EXTERNAL_ID: 'hubspot' }, ['EXTERNAL_ID']],
    [{ SUBDOMAIN: 'acme', OAUTH_TOKEN: TOKEN }, []],
    [{ URL: 'https://help.acme.example', EMAIL, TOKEN }, []],
  ])('names every fault of %j: %j', (given, faults) => {
    const issues = zendesk.settings.safeParse(given).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join('.'))).toEqual(faults);
  });
});
