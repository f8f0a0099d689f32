import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Identifier } from '../../../../../platform/connector';
import { UpstreamError } from '../../../../../platform/errors';
import { startHubspot, type RunningHubspot } from '../../../../../sandbox/vendors/hubspot/server';
import type { CrmActivity, CrmDeal, World } from '../../../../../sandbox/world/story';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { hubspot } from '../../../../../subgraphs/crm/vendors/hubspot';
import { describeCrmConnector } from '../../../../contracts/crm.contract';
import { aContact, smallWorld } from '../../../../sandbox/support/small-world';
import { testCall } from '../../../../support/call';
import { startConnector, vendorFaults } from '../../../../support/vendor-server';

const TOKEN = 'pat-test';
const BUSY = '510';

function aDeal(id: string, contactIds: string[], more: Partial<CrmDeal> = {}): CrmDeal {
  const createdAt = new Date(Date.UTC(2025, 0, 1) + Number(id) * 60_000).toISOString();
  return {
    id,
    contactIds,
    name: `Deal ${id}`,
    stage: 'contractsent',
    amount: null,
    currency: 'EUR',
    closeDate: null,
    ownerId: null,
    createdAt,
    updatedAt: createdAt,
    ...more,
  };
}

function anActivity(id: string, kind: CrmActivity['kind'], contactIds: string[], more: Partial<CrmActivity> = {}): CrmActivity {
  const at = new Date(Date.UTC(2025, 0, 1) + Number(id) * 60_000).toISOString();
  return { id, contactIds, kind, subject: null, body: null, ownerId: null, at, ...more };
}

const world: World = {
  ...smallWorld(),
  crm: {
    ...smallWorld().crm,
    contacts: [
      aContact({
        id: '501',
        email: 'Anna@Example.com',
        additionalEmails: ['Anna.Work@acme.example'],
        phone: '+49 30 901820',
        mobile: '0171 2345678',
        firstName: 'Anna',
        lastName: 'Muster',
        company: 'Acme GmbH',
        companyId: '801',
        jobTitle: 'Buyer',
        street: 'Hauptstr. 1',
        city: 'Berlin',
        postalCode: '10115',
        country: 'DE',
        lifecycleStage: 'salesqualifiedlead',
        leadStatus: 'OPEN',
        leadSource: 'ORGANIC_SEARCH',
        ownerId: '71',
        language: 'de',
        createdAt: '2024-03-01T08:00:00.000Z',
        updatedAt: '2026-05-02T08:30:00.000Z',
        mergedIds: ['499'],
        custom: { zendesk_user_id: '77', loyalty_tier: 'gold' },
      }),
      aContact({ id: '502', email: 'bert@example.com', phone: '030/901820', custom: { zendesk_user_id: 'AB-9' } }),
      aContact({ id: '503', email: 'gone@example.com', archived: true }),
      aContact({ id: '504', lifecycleStage: 'regular' }),
      aContact({ id: '505', email: 'info@acme.example' }),
      // Its number without the country code is Anna's.
      aContact({ id: '506', phone: '+43 30901820' }),
      aContact({ id: BUSY, email: 'busy@example.com' }),
      // The switchboard of a firm: more than a page of them.
      ...Array.from({ length: 210 }, (_, index) => aContact({ id: String(3_000 + index), phone: '+49 40 7654321' })),
    ],
    deals: [
      aDeal('901', ['501', '502'], { stage: 'closedwon', amount: '1200.50', closeDate: '2026-03-01T00:00:00.000Z', ownerId: '71' }),
      aDeal('902', ['501'], { stage: 'closedlost', amount: '10' }),
      aDeal('903', ['502']),
      ...Array.from({ length: 620 }, (_, index) => aDeal(String(2_000 + index), [BUSY])),
    ],
    activities: [
      anActivity('1001', 'calls', ['501'], { subject: 'First call', body: 'Said hello', ownerId: '71' }),
      anActivity('1002', 'emails', ['501'], { subject: 'Offer', body: 'Dear Anna' }),
      anActivity('1003', 'meetings', ['501', '502'], { subject: 'Visit' }),
      anActivity('1004', 'notes', ['501'], { body: 'Likes tea' }),
      anActivity('1005', 'tasks', ['501'], { subject: 'Call back' }),
      ...Array.from({ length: 130 }, (_, index) => anActivity(String(5_000 + index), 'calls', [BUSY])),
    ],
  },
};

let server: RunningHubspot;
beforeAll(async () => {
  server = await startHubspot({ world, port: 0, token: TOKEN, limits: 'off' });
});
afterAll(() => server.stop());

function connect(more: Record<string, string> = {}): Promise<CrmConnector> {
  const settings = { TOKEN, URL: server.url, CROSSWALK: 'zendesk:user=zendesk_user_id', PORTAL_ID: '42', PROPERTIES: 'loyalty_tier' };
  return startConnector(hubspot, { ...settings, ...more });
}

const id = (contact: string) => `hubspot:contact:${contact}`;
const by = (way: Identifier['by'], value: string): Identifier => ({ by: way, value });
const many = (count: number, make: (index: number) => Identifier) => Array.from({ length: count }, (_, index) => make(index));

const known: { identifier: Identifier; recordIds: string[] }[] = [
  { identifier: by('id', id('501')), recordIds: [id('501')] },
  { identifier: by('id', id('502')), recordIds: [id('502')] },
  { identifier: by('email', 'anna@example.com'), recordIds: [id('501')] },
  { identifier: by('email', 'anna.work@acme.example'), recordIds: [id('501')] },
  { identifier: by('phone', '+4930901820'), recordIds: [id('501'), id('502')] },
  { identifier: by('phone', '+491712345678'), recordIds: [id('501')] },
  { identifier: by('phone', '+4330901820'), recordIds: [id('506')] },
  { identifier: by('externalId', 'zendesk:user:77'), recordIds: [id('501')] },
  { identifier: by('externalId', 'zendesk:user:AB-9'), recordIds: [id('502')] },
];

describeCrmConnector(
  {
    name: 'hubspot',
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
        by('email', 'nobody@example.com'),
        by('email', 'gone@example.com'),
        by('phone', '+4930111111'),
        by('externalId', 'zendesk:user:1'),
      ],
      full: {
        identifier: by('id', id('501')),
        record: {
          id: id('501'),
          url: 'https://app.hubspot.com/contacts/42/contact/501',
          kind: 'PERSON',
          name: { full: 'Anna Muster', given: 'Anna', family: 'Muster' },
          emails: [
            { value: 'anna@example.com', primary: true, verified: null },
            { value: 'anna.work@acme.example', primary: false, verified: null },
          ],
          phones: [
            { value: '+4930901820', primary: true, shared: false },
            { value: '+491712345678', primary: false, shared: false },
          ],
          addresses: [{ purpose: 'main', line1: 'Hauptstr. 1', city: 'Berlin', postalCode: '10115', country: 'DE' }],
          company: 'Acme GmbH',
          jobTitle: 'Buyer',
          language: 'de',
          externalIds: ['zendesk:user:77'],
          createdAt: '2024-03-01T08:00:00.000Z',
          updatedAt: '2026-05-02T08:30:00.000Z',
          lifecycleStage: 'QUALIFIED_LEAD',
          leadStatus: 'OPEN',
          leadSource: 'ORGANIC_SEARCH',
          ownerId: 'hubspot:owner:71',
          companyId: 'hubspot:company:801',
        },
      },
      sparse: {
        identifier: by('id', id('504')),
        record: {
          kind: 'PERSON',
          name: { full: null, given: null, family: null },
          emails: [],
          phones: [],
          addresses: [],
          company: null,
          jobTitle: null,
          language: null,
          externalIds: [],
          movedTo: null,
          lifecycleStage: 'OTHER',
          leadStatus: null,
          leadSource: null,
          ownerId: null,
          companyId: null,
        },
      },
      overLimit: {
        identifiers: [
          ...known.map(({ identifier }) => identifier),
          ...many(150, (index) => by('id', id(String(7_000 + index)))),
          ...many(200, (index) => by('email', `u${index}@example.com`)),
          ...many(90, (index) => by('phone', `+49305500${100 + index}`)),
        ],
        // Two of ids, three of addresses, two of numbers, one of external ids.
        requests: 8,
      },
    },
    deals: {
      held: [
        {
          record: id('501'),
          items: [
            { id: 'hubspot:deal:902', status: 'LOST', amount: '10', currency: 'EUR', closeDate: null, ownerId: null },
            {
              id: 'hubspot:deal:901',
              url: 'https://app.hubspot.com/contacts/42/deal/901',
              name: 'Deal 901',
              stage: 'closedwon',
              status: 'WON',
              amount: '1200.50',
              currency: 'EUR',
              closeDate: '2026-03-01',
              createdAt: '2025-01-01T15:01:00.000Z',
              ownerId: 'hubspot:owner:71',
            },
          ],
        },
        {
          record: id('502'),
          items: [
            { id: 'hubspot:deal:903', status: 'OPEN', amount: null, currency: null },
            { id: 'hubspot:deal:901', status: 'WON' },
          ],
        },
      ],
      unknown: [id('505'), id('999')],
      // Two association reads, one read of the three deals.
      overLimit: {
        records: [id('501'), id('502'), ...many(1_000, (n) => by('id', id(String(90_000 + n)))).map((key) => key.value)],
        requests: 3,
      },
    },
    activities: {
      held: [
        {
          record: id('501'),
          items: [
            { id: 'hubspot:task:1005', kind: 'TASK', subject: 'Call back', body: null },
            { id: 'hubspot:note:1004', kind: 'NOTE', subject: null, body: 'Likes tea' },
            { id: 'hubspot:meeting:1003', kind: 'MEETING', subject: 'Visit' },
            { id: 'hubspot:email:1002', kind: 'EMAIL', subject: 'Offer', body: 'Dear Anna' },
            {
              id: 'hubspot:call:1001',
              url: 'https://app.hubspot.com/contacts/42/record/0-48/1001',
              kind: 'CALL',
              at: '2025-01-01T16:41:00.000Z',
              subject: 'First call',
              body: 'Said hello',
              ownerId: 'hubspot:owner:71',
            },
          ],
        },
        { record: id('502'), items: [{ id: 'hubspot:meeting:1003', kind: 'MEETING' }] },
      ],
      unknown: [id('505'), id('999')],
    },
    owners: {
      held: [
        { id: 'hubspot:owner:71', name: 'Olga Owner', email: 'olga@sandbox.example' },
        { id: 'hubspot:owner:72', name: 'Otto Owner', email: 'otto@sandbox.example' },
      ],
      unknown: ['hubspot:owner:9'],
      overLimit: { records: ['hubspot:owner:71', ...Array.from({ length: 700 }, (_, n) => `hubspot:owner:${1_000 + n}`)], requests: 1 },
    },
    companies: {
      held: [{ id: 'hubspot:company:801', name: 'Acme GmbH', domain: 'acme.example', industry: null, employees: 40 }],
      unknown: ['hubspot:company:9'],
      overLimit: {
        records: ['hubspot:company:801', ...Array.from({ length: 150 }, (_, n) => `hubspot:company:${1_000 + n}`)],
        requests: 2,
      },
    },
  },
);

describe('hubspot', () => {
  let connector: CrmConnector;
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

  it('answers a merged id with the contact that survived, under its own id', async () => {
    const [records = []] = await read(connector.find([by('id', id('499'))], testCall()));
    expect(records.map((record) => record.id)).toEqual([id('501')]);
  });

  it('answers a merged id and the surviving one in one call, each in its place', async () => {
    const found = await read(connector.find([by('id', id('501')), by('id', id('499'))], testCall()));
    expect(found.map((records) => records.map((record) => record.id))).toEqual([[id('501')], [id('501')]]);
  });

  it('takes a contact known only by a role mailbox for an organisation', async () => {
    const [[record] = []] = await read(connector.find([by('email', 'info@acme.example')], testCall()));
    expect(record?.kind).toBe('ORGANIZATION');
  });

  it('reads further properties into the raw record', async () => {
    const [[record] = []] = await read(connector.find([by('id', id('501'))], testCall()));
    expect(record?.raw).toMatchObject({ properties: { loyalty_tier: 'gold' } });
  });

  it('asks by id, address, number and external id in one call each', async () => {
    await read(
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
      '/crm/v3/objects/contacts/batch/read',
      '/crm/v3/objects/contacts/batch/read',
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
      by('id', 'hubspot:company:801'),
      by('id', 'hubspot:contact:x'),
      by('externalId', 'sql:customer:1'),
    ];
    expect(await read(connector.find(foreign, testCall()))).toEqual([[], [], [], []]);
    expect(await read(connector.deals(['zendesk:user:501'], testCall()))).toEqual([[]]);
    expect(await read(connector.owners(['hubspot:contact:501'], testCall()))).toEqual([null]);
    expect(server.calls()).toEqual([]);
  });

  it('has no look-up by external id without a crosswalk', async () => {
    const plain = await connect({ CROSSWALK: '' });
    expect(plain.lookups.map(({ by: way }) => way)).toEqual(['id', 'email', 'phone']);
    expect(await read(plain.find([by('externalId', 'zendesk:user:77')], testCall()))).toEqual([[]]);
    await plain.close?.();
  });

  it('pages a search to its end', async () => {
    const [records = []] = await read(connector.find([by('phone', '+49407654321')], testCall()));
    expect(new Set(records.map((record) => record.id)).size).toBe(210);
    expect(server.calls()).toHaveLength(2);
  });

  it('pages associations and objects to the end', async () => {
    const [deals = []] = await read(connector.deals([id(BUSY)], testCall()));
    expect(new Set(deals.map((deal) => deal.id)).size).toBe(620);
    // Two pages of associations, seven of deals.
    expect(server.calls()).toHaveLength(9);
  });

  it('reads the newest hundred activities of a kind', async () => {
    const [activities = []] = await read(connector.activities([id(BUSY)], testCall()));
    expect(activities).toHaveLength(100);
    expect(activities[0]?.id).toBe('hubspot:call:5129');
    expect(activities.at(-1)?.id).toBe('hubspot:call:5030');
    expect(server.calls()).toHaveLength(6);
  });

  it('costs ten calls for the activities of many contacts', async () => {
    await read(connector.activities([id('501'), id('502'), id('505')], testCall()));
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
    expect(await read(connector.owners(['hubspot:owner:72'], testCall()))).toMatchObject([{ name: 'Otto Owner' }]);
    expect(await read(connector.owners(['hubspot:owner:9'], testCall()))).toEqual([null]);
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
    expect(await read(crowded.find([...numbers, ...uuids], testCall()))).toHaveLength(200);
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
