// What is Salesforce's own: one request for many customers, one log-in for all, records that became others, the day's limit, settings.
import { createHttpFactory } from '../../../../../platform/http/factory';
import { startSalesforce, type RunningSalesforce, type SalesforceOptions } from '../../../../../sandbox/vendors/salesforce/server';
import type { CrmConnector } from '../../../../../subgraphs/crm/contract';
import { salesforce } from '../../../../../subgraphs/crm/vendors/salesforce';
import { ACME, aForceContact, ANNA, BERT, BUSY, LENA, OTHER, salesforceWorld, sf } from '../../../../sandbox/support/salesforce-world';
import { testCall } from '../../../../support/call';
import { by, valuesOf } from '../../../../support/identifiers';
import { startConnector } from '../../../../support/vendor-server';
import { account, connectTo, contact, known, lead, settingsOf } from './salesforce-source';

let server: RunningSalesforce;
let connector: CrmConnector;
beforeAll(async () => {
  server = await startSalesforce({ world: salesforceWorld(), port: 0, limits: 'off', pageRows: 50 });
  connector = await connectTo(server);
});
afterAll(async () => {
  await connector.close?.();
  await server.stop();
});
beforeEach(() => server.resetCalls());
afterEach(async () => {
  server.faults.clear();
  for (const end of ends.splice(0).reverse()) await end();
});

/** What a test began on its own, however it ends. */
const ends: (() => Promise<void>)[] = [];
function ended<C extends CrmConnector>(started: C): C {
  ends.push(async () => started.close?.());
  return started;
}
async function serve(options: Partial<SalesforceOptions>): Promise<RunningSalesforce> {
  const own = await startSalesforce({ world: salesforceWorld(), port: 0, ...options });
  ends.push(own.stop);
  return own;
}
const PLAIN = { CUSTOM_FIELDS: '', EXTERNAL_ID: '' };
const paths = () => server.calls().map(({ path }) => path.replace(/^\/services\/(data\/v66\.0\/)?/, ''));

describe('what many customers cost', () => {
  const everybody = Array.from({ length: 50 }, (_, n) => [
    by('id', contact(sf('Contact', 7_000 + n))),
    by('email', `person${n}@example.com`),
    by('phone', `+4930555${1_000 + n}`),
    by('externalId', `zendesk:user:${n}`),
  ]).flat();

  it('is one request to find fifty by all that is known of them', async () => {
    expect(await valuesOf(connector.find(everybody, testCall()))).toHaveLength(200);
    expect(paths()).toEqual(['composite']);
  });

  it('is one request each for their deals and their activities, cases among them', async () => {
    const ids = Array.from({ length: 46 }, (_, n) => contact(sf('Contact', 7_000 + n)));
    const all = [...ids, contact(ANNA), contact(BERT), lead(LENA), account(ACME)];
    await valuesOf(connector.deals(all, testCall()));
    const activities = await valuesOf(connector.activities(all, testCall()));
    expect(activities.flat().filter(({ id }) => id.startsWith('salesforce:case:'))).toHaveLength(3);
    expect(paths()).toEqual(['composite', 'composite']);
  });
});

it('reads on where a query has more than a page', async () => {
  const [deals = []] = await valuesOf(connector.deals([contact(BUSY)], testCall()));
  expect(new Set(deals.map(({ id }) => id)).size).toBe(620);
  // The first fifty come with the composite request.
  expect(paths()).toHaveLength(1 + 12);
});

it('reads the newest hundred tasks, however many there are', async () => {
  const [activities = []] = await valuesOf(connector.activities([contact(BUSY)], testCall()));
  expect(activities).toHaveLength(100);
  expect(activities[0]?.id).toBe(`salesforce:task:${sf('Task', 5_129)}`);
  expect(activities.at(-1)?.id).toBe(`salesforce:task:${sf('Task', 5_030)}`);
});

it('finds a number in whatever way it was typed', async () => {
  const spellings = ['+49 30 901820', '0049-30-901820', '(030) 90 18 20', '030/901820 ext. 5', '+49 (0)30 901820', '030.90.18.20'];
  const contacts = spellings.map((phone, n) => aForceContact(700 + n, { [n % 2 === 0 ? 'phone' : 'homePhone']: phone }));
  const many = await serve({ world: salesforceWorld({ contacts }), limits: 'off' });
  const other = ended(await connectTo(many));
  const [found = []] = await valuesOf(other.find([by('phone', '+4930901820')], testCall()));
  expect(found).toHaveLength(spellings.length);
});

it('never sends ids of others', async () => {
  const foreign = [by('id', `zendesk:user:${ANNA}`), by('id', 'salesforce:contact:77'), by('id', `salesforce:contact:${ACME}`)];
  expect(await valuesOf(connector.find([...foreign, by('externalId', 'stripe:customer:1')], testCall()))).toEqual([[], [], [], []]);
  expect(await valuesOf(connector.deals(['hubspot:contact:1', lead(LENA)], testCall()))).toEqual([[], []]);
  expect(await valuesOf(connector.owners([contact(ANNA)], testCall()))).toEqual([null]);
  expect(paths()).toEqual([]);
});

it('answers each of the two ways to write an id, in one request', async () => {
  const both = [contact(ANNA), contact(ANNA.slice(0, 15))];
  const found = await valuesOf(
    connector.find(
      both.map((value) => by('id', value)),
      testCall(),
    ),
  );
  expect(found.map(([record]) => record?.id)).toEqual([contact(ANNA), contact(ANNA)]);
  const deals = await valuesOf(connector.deals(both, testCall()));
  expect(deals.map((list) => list.map(({ record }) => record))).toEqual(both.map((record) => [record, record]));
  expect(paths()).toHaveLength(2);
});

it('takes whatever somebody typed for a value, and no more', async () => {
  const nasty = ["' OR Email != '", "x') OR (Id != null", '\\', "\\' OR Name LIKE '%", '%', '_@example.com', '\n', '\ud800'];
  const asked = nasty.flatMap((value) => [by('email', value), by('externalId', `zendesk:user:${value}`)]);
  expect(await valuesOf(connector.find(asked, testCall()))).toEqual(asked.map(() => []));
});

describe('records that became others', () => {
  it('lead on: a contact to the one it was merged into, a lead to its contact', async () => {
    const [[old], [converted]] = await valuesOf(
      connector.find([by('id', contact(sf('Contact', 504))), by('id', lead(sf('Lead', 602)))], testCall()),
    ).then(([first = [], second = []]) => [first, second] as const);
    expect(old).toMatchObject({ id: contact(sf('Contact', 504)), movedTo: contact(ANNA), externalIds: [contact(ANNA)] });
    expect(converted).toMatchObject({ movedTo: contact(sf('Contact', 507)) });
  });

  it('answer no address and no number, in whatever company they are asked', async () => {
    const found = await valuesOf(
      connector.find(
        [by('id', contact(sf('Contact', 504))), by('id', contact(sf('Contact', 503))), by('email', 'anna@example.com')],
        testCall(),
      ),
    );
    expect(found.map((records) => records.map(({ id }) => id))).toEqual([[contact(sf('Contact', 504))], [], [contact(ANNA)]]);
  });

  it('are so from the moment of the merge', async () => {
    const fresh = await serve({ limits: 'off' });
    const other = ended(await connectTo(fresh));
    fresh.mergeContacts(ANNA, BERT);
    fresh.convertLead(LENA, ANNA);
    const found = await valuesOf(other.find([by('id', contact(BERT)), by('id', lead(LENA)), by('email', 'bert@example.com')], testCall()));
    expect(found).toMatchObject([[{ movedTo: contact(ANNA) }], [{ movedTo: contact(ANNA) }], []]);
  });
});

describe('the log-in', () => {
  const logins = () => paths().filter((path) => path === 'oauth2/token').length;

  it('is one for all who need it at the same time, and one more when it has run out', async () => {
    const other = ended(await connectTo(server, PLAIN));
    const ask = () =>
      Promise.all(Array.from({ length: 5 }, (_, n) => valuesOf(other.find([by('email', `a${n}@example.com`)], testCall()))));
    await ask();
    expect(logins()).toBe(1);
    server.expireSessions();
    await ask();
    expect(logins()).toBe(2);
  });

  it('is renewed within the request that met its end, which then answers', async () => {
    server.expireSessions();
    const [records] = await valuesOf(connector.find([by('id', contact(ANNA))], testCall()));
    expect(records).toHaveLength(1);
    expect(paths()).toEqual(['composite', 'oauth2/token', 'composite']);
  });

  it('works with a signed assertion in place of a secret', async () => {
    const { username, privateKey } = server.jwt();
    const { CLIENT_SECRET: _, ...rest } = settingsOf(server);
    const given = { ...rest, USERNAME: username, PRIVATE_KEY: privateKey.replaceAll('\n', '\\n') };
    const signed = ended(await startConnector(salesforce, given));
    expect(await valuesOf(signed.find([by('id', contact(ANNA))], testCall()))).toMatchObject([[{ id: contact(ANNA) }]]);
  });

  it('that is refused is a denial, and nothing is sent without it', async () => {
    const wrong = ended(await connectTo(server, { CLIENT_SECRET: 'wrong', CUSTOM_FIELDS: '', EXTERNAL_ID: '' }));
    await expect(wrong.find([by('id', contact(ANNA))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_DENIED' });
    expect(paths()).toEqual(['oauth2/token']);
  });
});

describe('the limit of a day', () => {
  it('is told as a share that is left, and met as a rate limit without a second try', async () => {
    const limited = await serve({ limits: { daily: 4 } });
    const counted = ended(await connectTo(limited, PLAIN));
    const ask = () => counted.find([by('id', contact(ANNA))], testCall());
    expect(counted.budgetLeft?.()).toBeNull();
    await ask();
    expect(counted.budgetLeft?.()).toBe(0.75);
    for (let turn = 0; turn < 3; turn += 1) await ask();
    limited.resetCalls();
    await expect(ask()).rejects.toMatchObject({ code: 'UPSTREAM_RATE_LIMITED' });
    expect(counted.budgetLeft?.()).toBe(0);
    expect(limited.calls()).toHaveLength(1);
  });
});

it('loses nothing in silence where a further page cannot be read', async () => {
  server.faults.set({ mode: '503', path: '/services/data/v66.0/query', times: 10 });
  await expect(connector.deals([contact(BUSY)], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
});

it('reads further fields into the raw record', async () => {
  const [[record] = []] = await valuesOf(connector.find([by('id', contact(ANNA))], testCall()));
  expect(record?.raw).toMatchObject({ Loyalty_Tier__c: 'gold', HubSpot_Id__c: '77' });
});

it('has no deals for an account without any', async () => {
  expect(await valuesOf(connector.deals([account(OTHER), contact(ANNA)], testCall()))).toMatchObject([[], [{}, {}]]);
});

describe('the start', () => {
  const start = (more: Record<string, string>) => connectTo(server, more);

  it('names every field that contacts do not have, by its place', async () => {
    const wrong = start({
      CUSTOM_FIELDS: 'Loyalty_Tier__c,Shoe_Size__c',
      EXTERNAL_ID: 'hubspot:contact=HubSpot_Id__c,zendesk:user=Nope__c',
    });
    await expect(wrong).rejects.toMatchObject({
      faults: [
        'SALESFORCE_CUSTOM_FIELDS: its 2nd name is no field of Contact that this user can read',
        'SALESFORCE_EXTERNAL_ID: the field of its 2nd entry is no field of Contact that this user can read',
      ],
    });
  });

  it('goes on where Salesforce does not answer, or refuses', async () => {
    for (const mode of ['dead', '401', '500'] as const) {
      server.faults.set({ mode });
      const started = ended(await start({ CUSTOM_FIELDS: 'Shoe_Size__c' }));
      server.faults.clear();
      await expect(started.find([by('id', contact(ANNA))], testCall())).rejects.toMatchObject({ code: 'UPSTREAM_CONTRACT' });
    }
  });

  it('asks nothing where no field is configured', async () => {
    await (await start(PLAIN)).close?.();
    expect(paths()).toEqual([]);
  });
});

describe('settings', () => {
  const URL = 'https://acme.my.salesforce.com';
  const faultsOf = (given: object) => (salesforce.settings.safeParse(given).error?.issues ?? []).map(({ path }) => path.join('.')).sort();

  it('take one way to log in, and say all that is wrong at once', () => {
    const PRIVATE_KEY = server.jwt().privateKey;
    expect(faultsOf({ URL, CLIENT_ID: 'a', CLIENT_SECRET: 's' })).toEqual([]);
    expect(faultsOf({ URL, CLIENT_ID: 'a', USERNAME: 'u', PRIVATE_KEY })).toEqual([]);
    expect(faultsOf({ URL, CLIENT_ID: 'a' })).toEqual(['CLIENT_SECRET']);
    expect(faultsOf({ URL, CLIENT_ID: 'a', CLIENT_SECRET: 's', USERNAME: 'u', PRIVATE_KEY })).toEqual(['CLIENT_SECRET']);
    expect(faultsOf({ URL, CLIENT_ID: 'a', USERNAME: 'u' })).toEqual(['PRIVATE_KEY']);
    expect(faultsOf({ URL, CLIENT_ID: 'a', PRIVATE_KEY })).toEqual(['USERNAME']);
    expect(faultsOf({})).toEqual(['CLIENT_ID', 'CLIENT_SECRET', 'URL']);
    expect(faultsOf({ URL: 'x', USERNAME: 'u', EXTERNAL_ID: 'x', CURRENCY: 'euro' })).toEqual([
      'CLIENT_ID',
      'CURRENCY',
      'EXTERNAL_ID',
      'PRIVATE_KEY',
      'URL',
    ]);
  });

  it.each([
    ['PRIVATE_KEY', 'no key'],
    ['CURRENCY', 'MULTI'],
    ['EXTERNAL_ID', 'hubspot=HubSpot_Id__c'],
    ['EXTERNAL_ID', 'a:b=X__c,a:b=Y__c'],
    ['CUSTOM_FIELDS', "Name FROM Contact WHERE Name = 'x"],
    ['URL', 'acme.my.salesforce.com'],
  ])('refuse a wrong %s', (name, value) => {
    const login = name === 'PRIVATE_KEY' ? { USERNAME: 'u' } : { CLIENT_SECRET: 's' };
    expect(faultsOf({ URL, CLIENT_ID: 'a', ...login, [name]: value })).toEqual([name]);
  });
});

it('is told from others by its name: a source of another name has ids of its own', async () => {
  const http = createHttpFactory({ source: 'force-eu', timeoutMs: 1_500, connections: 2 });
  const other = ended(await salesforce.start({ source: 'force-eu', settings: settingsOf(server), http, phoneRegion: 'DE' }));
  expect(await valuesOf(other.find([by('id', `force-eu:contact:${ANNA}`), by('id', contact(ANNA))], testCall()))).toMatchObject([
    [{ id: `force-eu:contact:${ANNA}`, ownerId: `force-eu:user:${sf('User', 71)}` }],
    [],
  ]);
});

it('asks by id, address, number and crosswalk id together, whatever is among them', async () => {
  await valuesOf(
    connector.find(
      known.map(({ identifier }) => identifier),
      testCall(),
    ),
  );
  expect(paths()).toEqual(['composite']);
  expect(server.calls()[0]?.keys).toBeGreaterThan(known.length);
});
