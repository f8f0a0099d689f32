import type { Identifier } from '../../../../../platform/connector';
import { startZendesk, type RunningZendesk } from '../../../../../sandbox/vendors/zendesk/server';
import type { HelpdeskTicket, World } from '../../../../../sandbox/world/story';
import type { SupportConnector } from '../../../../../subgraphs/support/contract';
import { zendesk } from '../../../../../subgraphs/support/vendors/zendesk';
import { describeSupportConnector } from '../../../../contracts/support.contract';
import { aTicket, aUser, smallWorld } from '../../../../sandbox/support/small-world';
import { testCall } from '../../../../support/call';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';

const EMAIL = 'agent@example.com';
const TOKEN = 'zendesk-test';
const BUSY = ['83', '84', '85'];

function inHours(hours: number): string {
  return new Date(Date.now() + hours * 3_600_000).toISOString();
}

function manyTickets(requesterId: string, count: number, firstId: number): HelpdeskTicket[] {
  return Array.from({ length: count }, (_, index) =>
    aTicket({ id: String(firstId + index), requesterId, createdAt: new Date(Date.UTC(2025, 0, 1) + index * 60_000).toISOString() }),
  );
}

const world: World = {
  ...smallWorld(),
  now: new Date().toISOString(),
  helpdesk: {
    users: [
      aUser({
        id: '77',
        name: 'Anna Muster',
        email: 'Anna@Example.com',
        additionalEmails: ['Anna.Work@acme.example'],
        phone: '+49 30 901820',
        phoneIsDirect: true,
        externalId: '501',
        locale: 'de',
        createdAt: '2024-03-01T08:00:00.000Z',
        updatedAt: '2026-05-02T08:30:00.000Z',
      }),
      aUser({ id: '78', name: 'Bert Brown', email: 'bert@example.com', phone: '030/901820', verified: false }),
      aUser({ id: '79', name: 'Gone User', email: 'gone@example.com', externalId: '503', deleted: true }),
      aUser({ id: '80', name: '+49301234567', phone: '+49301234567', locale: '' }),
      aUser({ id: '81', name: 'Acme', email: 'info@acme.example' }),
      ...BUSY.map((id) => aUser({ id, email: `busy-${id}@example.com` })),
    ],
    tickets: [
      aTicket({
        id: '301',
        requesterId: '77',
        subject: 'It is broken',
        priority: 'urgent',
        tags: ['billing', 'vip'],
        createdAt: '2026-05-20T09:00:00.000Z',
        updatedAt: '2026-05-21T09:00:00.000Z',
        firstReplyAt: '2026-05-20T10:30:00.000Z',
        slaBreachAt: '2026-05-20T12:00:00.000Z',
        comments: [
          { id: '3011', at: '2026-05-20T09:00:00.000Z', body: 'It does not work', public: true, authorId: '77' },
          { id: '3012', at: '2026-05-20T10:30:00.000Z', body: 'Have you tried?', public: true, authorId: '9' },
          { id: '3013', at: '2026-05-20T10:31:00.000Z', body: 'Difficult customer', public: false, authorId: '9' },
        ],
      }),
      aTicket({
        id: '302',
        requesterId: '77',
        status: 'solved',
        priority: null,
        createdAt: '2026-05-22T09:00:00.000Z',
        solvedAt: '2026-05-23T09:00:00.000Z',
        slaBreachAt: '2026-05-23T12:00:00.000Z',
        rating: { score: 'good', comment: 'Thank you', at: '2026-05-24T09:00:00.000Z' },
      }),
      aTicket({
        id: '303',
        requesterId: '78',
        status: 'pending',
        slaBreachAt: inHours(48),
        rating: { score: 'offered', comment: null, at: null },
        comments: [{ id: '3031', at: '2026-05-20T09:00:00.000Z', body: 'Hello?', public: true, authorId: '78' }],
      }),
      ...manyTickets('83', 250, 1_000),
      ...manyTickets('84', 900, 2_000),
      ...manyTickets('85', 1_100, 4_000),
    ],
  },
};

let server: RunningZendesk;
beforeAll(async () => {
  server = await startZendesk({ world, port: 0, email: EMAIL, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<SupportConnector> {
  return startConnector(zendesk, { URL: server.url, EMAIL, TOKEN, EXTERNAL_ID: 'hubspot:contact', ...more });
}

const id = (user: string) => `zendesk:user:${user}`;
const ticket = (number: string) => `zendesk:ticket:${number}`;
const by = (way: Identifier['by'], value: string): Identifier => ({ by: way, value });
const many = (count: number, make: (index: number) => Identifier) => Array.from({ length: count }, (_, index) => make(index));

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('77')), recordIds: [id('77')] },
  { identifier: by('id', id('78')), recordIds: [id('78')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('77')] },
  { identifier: by('email', 'anna.work@acme.example'), recordIds: [id('77')] },
  { identifier: by('email', 'bert@example.com'), recordIds: [id('78')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('77'), id('78')] },
  { identifier: by('externalId', 'hubspot:contact:501'), recordIds: [id('77')] },
];

describeSupportConnector(
  {
    name: 'zendesk',
    connect,
    release: async (connector) => connector.close?.(),
    faults: vendorFaults(() => server),
    heal: () => server.faults.clear(),
    counter: { calls: () => server.calls().length, resetCalls: () => server.resetCalls() },
  },
  {
    records: {
      held: known,
      unknown: [
        by('id', id('999')),
        by('id', id('79')),
        by('email', 'nobody@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'hubspot:contact:1'),
        by('externalId', 'hubspot:contact:503'),
      ],
      full: {
        identifier: by('id', id('77')),
        record: {
          id: id('77'),
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: null, family: null },
          emails: [{ value: 'anna@example.com', primary: true, verified: null }],
          phones: [{ value: '+4930901820', primary: true, shared: false }],
          language: 'de',
          externalIds: ['hubspot:contact:501'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
        },
      },
      sparse: {
        identifier: by('id', id('80')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [{ value: '+49301234567', primary: true, shared: true }],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          externalIds: [],
          movedTo: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(String(7_000 + index)))),
          ...many(150, (index) => by('externalId', `hubspot:contact:${8_000 + index}`)),
          ...many(27, (index) => by('email', `u${index}@example.com`)),
          ...many(20, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Two of ids, two of external ids, two of numbers; of addresses one, one for the unanswered ones, one of identities.
        requests: 9,
      },
    },
    tickets: {
      held: [
        {
          record: id('77'),
          tickets: [
            {
              id: ticket('302'),
              status: 'CLOSED',
              priority: null,
              firstReplyAt: null,
              solvedAt: '2026-05-23T09:00:00.000Z',
              sla: 'FULFILLED',
              slaDueAt: null,
              rating: { score: 1, scaleMax: 1, comment: 'Thank you', at: null },
            },
            {
              id: ticket('301'),
              number: '301',
              subject: 'It is broken',
              status: 'OPEN',
              priority: 'URGENT',
              channel: 'email',
              createdAt: '2026-05-20T09:00:00.000Z',
              updatedAt: '2026-05-21T09:00:00.000Z',
              firstReplyAt: '2026-05-20T10:30:00.000Z',
              solvedAt: null,
              sla: 'BREACHED',
              slaDueAt: '2026-05-20T12:00:00.000Z',
              tags: ['billing', 'vip'],
              rating: null,
            },
          ],
        },
        { record: id('78'), tickets: [{ id: ticket('303'), status: 'IN_PROGRESS', sla: 'ON_TRACK', rating: null }] },
      ],
      unknown: [id('81'), id('999')],
      overLimit: {
        records: [id('77'), id('78'), ...Array.from({ length: 70 }, (_, index) => id(String(7_000 + index)))],
        // Two searches, and one read of the tickets that the first found.
        requests: 3,
      },
    },
    comments: {
      held: [
        {
          ticket: ticket('301'),
          comments: [
            { id: 'zendesk:comment:3011', at: '2026-05-20T09:00:00.000Z', body: 'It does not work', public: true, fromCustomer: true },
            { body: 'Have you tried?', public: true, fromCustomer: false },
            { body: 'Difficult customer', public: false, fromCustomer: false },
          ],
        },
        { ticket: ticket('303'), comments: [{ body: 'Hello?', fromCustomer: true }] },
      ],
      unknown: [ticket('302'), ticket('9999')],
    },
  },
);

describe('zendesk', () => {
  let connector: SupportConnector;
  beforeAll(async () => {
    connector = await connect();
  });
  afterAll(async () => connector.close?.());
  beforeEach(() => server.resetCalls());
  afterEach(() => server.faults.clear());

  async function read<T>(answers: Promise<readonly (T | Error)[]>): Promise<T[]> {
    return (await answers).map((answer) => {
      if (answer instanceof Error) throw answer;
      return answer;
    });
  }
  const paths = () => server.calls().map(({ path }) => path);

  it('shows all addresses of a user found by a further one', async () => {
    const [[record] = []] = await read(connector.find([by('email', 'anna.work@acme.example')], testCall()));
    expect(record?.emails).toEqual([
      { value: 'anna@example.com', primary: true, verified: true },
      { value: 'anna.work@acme.example', primary: false, verified: true },
    ]);
  });

  it('reads identities only where a primary address does not explain the hit', async () => {
    await read(connector.find([by('email', 'anna@example.com'), by('email', 'bert@example.com')], testCall()));
    expect(paths()).toEqual(['/api/v2/users/search']);
  });

  it('finds a user by both of their addresses at once', async () => {
    const emails = [by('email', 'anna@example.com'), by('email', 'anna.work@acme.example')];
    const found = await read(connector.find(emails, testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('77')], [id('77')]]);
  });

  it('costs nothing more where nobody is found', async () => {
    await read(connector.find([by('email', 'nobody@example.com')], testCall()));
    expect(paths()).toEqual(['/api/v2/users/search']);
  });

  it('takes a user known only by a role mailbox for an organisation', async () => {
    const [[record] = []] = await read(connector.find([by('email', 'info@acme.example')], testCall()));
    expect(record?.kind).toBe('ORGANIZATION');
  });

  it('links into the agents’ application', async () => {
    const [[record] = []] = await read(connector.find([by('id', id('77'))], testCall()));
    const [[first] = []] = await read(connector.tickets([id('77')], testCall()));
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
    expect(await read(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await read(connector.tickets(['hubspot:contact:77'], testCall()))).toEqual([[]]);
    expect(await read(connector.comments(['hubspot:ticket:301'], testCall()))).toEqual([[]]);
    expect(server.calls()).toEqual([]);
  });

  it('has no look-up by external id where nobody says whose ids those are', async () => {
    const plain = await startConnector(zendesk, { URL: server.url, OAUTH_TOKEN: TOKEN });
    expect(plain.lookups.map(({ by: way }) => way)).toEqual(['id', 'email', 'phone']);
    const [[record] = []] = await read(plain.find([by('id', id('77'))], testCall()));
    expect(record?.externalIds).toEqual([]);
    await plain.close?.();
  });

  it('keeps addresses of requests below 2,000 characters', async () => {
    const emails = many(60, (index) => by('email', `a-very-long-name-with-many-words-${index}@a-rather-long-domain-name.example`));
    const phones = many(40, (index) => by('phone', `+4917123450${100 + index}`));
    const ids = many(100, (index) => by('externalId', `hubspot:contact:0f8fad5b-d9cb-469f-a165-${100_000_000_000 + index}`));
    const users = Array.from({ length: 60 }, (_, index) => id(String(900_000_000_000 + index)));
    expect(await read(connector.find([...emails, ...phones, ...ids], testCall()))).toHaveLength(200);
    await read(connector.tickets(users, testCall()));
    for (const { path, query } of server.calls()) expect(`${server.url}${path}?${query}`.length).toBeLessThanOrEqual(2_000);
  });

  it('pages a search to its end', async () => {
    const [tickets = []] = await read(connector.tickets([id('83')], testCall()));
    expect(new Set(tickets.map((one) => one.id)).size).toBe(250);
    // Three pages, three reads of a hundred.
    expect(server.calls()).toHaveLength(6);
  });

  it('asks requesters in halves when they have more tickets than a search gives out', async () => {
    const lists = await read(connector.tickets(BUSY.slice(0, 2).map(id), testCall()));
    expect(lists.map((tickets) => tickets.length)).toEqual([250, 900]);
  });

  it('answers the newest thousand tickets of a single requester', async () => {
    const [tickets = []] = await read(connector.tickets([id('85')], testCall()));
    expect(tickets).toHaveLength(1_000);
    expect(tickets[0]?.id).toBe(ticket('5099'));
    expect(tickets.at(-1)?.id).toBe(ticket('4100'));
  });

  it('asks for the comments of a ticket in one call, once the tickets are known', async () => {
    await read(connector.comments([ticket('301'), ticket('303'), ticket('9999')], testCall()));
    expect(paths()[0]).toBe('/api/v2/tickets/show_many');
    expect(paths().slice(1).toSorted()).toEqual(['/api/v2/tickets/301/comments', '/api/v2/tickets/303/comments']);
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
