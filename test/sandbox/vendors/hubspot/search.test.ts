// The pretend HubSpot's search of contacts and deals, its limits and its lagging index, over real HTTP.
import { type HubspotOptions, type RunningHubspot, startHubspot } from '../../../../sandbox/vendors/hubspot/server';
import { anHourLater } from '../../../support/hour-later';
import { ask } from '../../support/ask';
import { aContact, smallWorld } from '../../support/small-world';

let hubspot: RunningHubspot;
afterEach(() => hubspot.stop());

async function start(options: Partial<HubspotOptions> = {}): Promise<void> {
  hubspot = await startHubspot({ world: smallWorld(), port: 0, limits: 'off', ...options });
}
const search = (body: unknown, type = 'contacts') =>
  ask(`${hubspot.url}/crm/v3/objects/${type}/search`, { headers: { authorization: `Bearer ${hubspot.env['HUBSPOT_TOKEN']}` }, body });
const byFilters = (...filters: object[]) => search({ filterGroups: [{ filters }], properties: ['email'] });
const found = (...ids: string[]) => ({ status: 200, body: { total: ids.length, results: ids.map((id) => ({ id })) } });

test.each([
  [{ propertyName: 'email', operator: 'EQ', value: 'ANNA.work@acme.example' }, ['501']],
  [{ propertyName: 'email', operator: 'IN', values: ['anna@example.com', 'bert@example.com'] }, ['501', '502']],
  // The values of IN must be in lower case.
  [{ propertyName: 'email', operator: 'IN', values: ['Anna@example.com'] }, []],
  [{ propertyName: 'email', operator: 'NOT_IN', values: ['anna@example.com'] }, ['502']],
  [{ propertyName: 'email', operator: 'CONTAINS_TOKEN', value: '*@example.com' }, ['501', '502']],
  [{ propertyName: 'firstname', operator: 'NEQ', value: 'anna' }, ['502']],
  [{ propertyName: 'loyalty_tier', operator: 'HAS_PROPERTY' }, ['501']],
  [{ propertyName: 'mobilephone', operator: 'NOT_HAS_PROPERTY' }, ['502']],
  [{ propertyName: 'lastmodifieddate', operator: 'GT', value: String(Date.parse('2026-05-02')) }, []],
  [{ propertyName: 'lastmodifieddate', operator: 'BETWEEN', value: '2026-04-30', highValue: '2026-05-02' }, ['501', '502']],
  // Area code and local number, neither country code nor leading zero.
  [{ propertyName: 'hs_searchable_calculated_phone_number', operator: 'IN', values: ['30901820', '4155552671'] }, ['501', '502']],
  [{ propertyName: 'hs_searchable_calculated_mobile_number', operator: 'EQ', value: '1712345678' }, ['501']],
  [{ propertyName: 'hs_searchable_calculated_phone_number', operator: 'CONTAINS_TOKEN', value: '*2671' }, ['502']],
])('filter %j finds %j; archived contacts are never found', async (filter, ids) => {
  await start();
  expect(await byFilters(filter)).toMatchObject(found(...ids));
});

test('filters of a group must all hold, one group is enough; sorts and pages', async () => {
  await start();
  const anna = { propertyName: 'firstname', operator: 'EQ', value: 'Anna' };
  const brown = { propertyName: 'lastname', operator: 'EQ', value: 'Brown' };
  expect(await byFilters(anna, brown)).toMatchObject(found());
  const either = {
    filterGroups: [{ filters: [anna] }, { filters: [brown] }],
    sorts: [{ propertyName: 'lastname', direction: 'ASCENDING' }],
    limit: 1,
  };
  expect(await search(either)).toMatchObject({ body: { total: 2, results: [{ id: '502' }], paging: { next: { after: '1' } } } });
  expect((await search({ ...either, after: '1' })).body).toEqual({ total: 2, results: [expect.objectContaining({ id: '501' })] });
  expect(await search({ query: 'acme muster' })).toMatchObject(found('501'));
  expect(await search({})).toMatchObject(found('501', '502'));
});

test('without a sort the oldest come first', async () => {
  const contacts = ['2026-03-01', '2026-01-01', '2026-02-01'].map((day, index) =>
    aContact({ id: String(index + 1), firstName: 'Anna', createdAt: `${day}T00:00:00.000Z` }),
  );
  await start({ world: smallWorld({ contacts }) });
  expect(await search({ query: 'anna' })).toMatchObject(found('2', '3', '1'));
});

describe('deals', () => {
  const closing = (id: string, closeDate: string | null, more: object = {}) => {
    const [deal] = smallWorld().crm.deals;
    if (deal === undefined) throw new Error('no deal');
    return { ...deal, id, closeDate, stage: 'contractsent', name: `Deal ${id}`, ...more };
  };
  const deals = [
    closing('1', '2026-03-01T00:00:00.000Z'),
    closing('2', '2026-02-01T12:00:00.000Z', { amount: '90' }),
    closing('3', '2026-02-01T00:00:00.000Z', { amount: '1000' }),
    closing('4', '2026-02-10T00:00:00.000Z', { stage: 'closedlost' }),
    closing('5', null, { name: 'Renewal' }),
  ];
  const startWithDeals = () => start({ world: { ...smallWorld(), crm: { ...smallWorld().crm, deals } } });
  const closedate = (operator: string, value: string, highValue?: string) => ({ propertyName: 'closedate', operator, value, highValue });
  const sorts = [{ propertyName: 'closedate', direction: 'ASCENDING' }];
  const open = { propertyName: 'hs_is_closed', operator: 'EQ', value: 'false' };
  const instant = (day: string) => String(Date.parse(day));

  test.each([
    [[closedate('BETWEEN', instant('2026-02-01'), instant('2026-03-01'))], ['3', '2', '4', '1']],
    [
      [closedate('GTE', instant('2026-02-01')), closedate('LT', instant('2026-03-01')), open],
      ['3', '2'],
    ],
    [
      [closedate('GT', '2026-02-01'), open],
      ['2', '1'],
    ],
    [[{ ...open, value: 'true' }], ['4']],
    [[{ propertyName: 'closedate', operator: 'NOT_HAS_PROPERTY' }], ['5']],
  ])('filters %j find %j', async (filters, ids) => {
    await startWithDeals();
    expect(await search({ filterGroups: [{ filters }], sorts, properties: ['closedate'] }, '0-3')).toMatchObject(found(...ids));
    expect(await search({ filterGroups: [{ filters }], sorts }, 'deals')).toMatchObject(found(...ids));
  });

  test('are found by their name, and sorted by an amount as a number', async () => {
    await startWithDeals();
    expect(await search({ query: 'renewal' }, '0-3')).toMatchObject(found('5'));
    const amounts = { filterGroups: [{ filters: [closedate('LT', '2026-02-02')] }], sorts: ['-amount'] };
    expect(await search(amounts, '0-3')).toMatchObject(found('3', '2'));
  });

  test('have properties of their own, and a type that exists', async () => {
    await startWithDeals();
    const has = (propertyName: string) => ({ filterGroups: [{ filters: [{ propertyName, operator: 'HAS_PROPERTY' }] }] });
    expect((await search(has('hs_is_closed_won'), '0-3')).status).toBe(200);
    expect((await search(has('firstname'), '0-3')).status).toBe(400);
    expect((await search({ sorts: ['firstname'] }, '0-3')).status).toBe(400);
    expect((await search({}, 'no_such_type')).status).toBe(400);
  });
});

test('refuses what HubSpot refuses', async () => {
  await start();
  const ok = { propertyName: 'email', operator: 'HAS_PROPERTY' };
  const group = { filters: [ok] };
  const refused = async (body: unknown) =>
    expect(await search(body)).toMatchObject({ status: 400, body: { category: 'VALIDATION_ERROR' } });
  await refused({ filterGroups: Array.from({ length: 6 }, () => group) });
  await refused({ filterGroups: [{ filters: Array.from({ length: 7 }, () => ok) }] });
  await refused({ filterGroups: Array.from({ length: 4 }, () => ({ filters: [ok, ok, ok, ok, ok] })) });
  await refused({ filterGroups: [{ filters: [{ ...ok, operator: 'LIKE' }] }] });
  await refused({ filterGroups: [{ filters: [{ propertyName: 'email', operator: 'EQ' }] }] });
  await refused({ filterGroups: [{ filters: [{ propertyName: 'email', operator: 'IN', value: 'a' }] }] });
  await refused({ filterGroups: [{ filters: [{ propertyName: 'no_such_property', operator: 'HAS_PROPERTY' }] }] });
  await refused({ limit: 201 });
  await refused({ after: '9999', limit: 2 });
  await refused({ query: 'x'.repeat(3000) });
});

test('search has its own limit and no limit headers; other calls count in ten seconds', async () => {
  await start({ limits: { tenSecondly: 2, searchSecondly: 1 } });
  const searched = await search({});
  expect(searched.headers.get('x-hubspot-ratelimit-max')).toBeNull();
  expect(await search({})).toMatchObject({ status: 429, body: { status: 'error', category: 'RATE_LIMITS', policyName: 'SECONDLY' } });
  const owners = () => ask(`${hubspot.url}/crm/v3/owners`, { headers: { authorization: `Bearer ${hubspot.env['HUBSPOT_TOKEN']}` } });
  const first = await owners();
  const header = (name: string) => first.headers.get(`x-hubspot-ratelimit-${name}`);
  expect(['max', 'remaining', 'interval-milliseconds', 'daily', 'daily-remaining'].map(header)).toEqual([
    '2',
    '1',
    '10000',
    '650000',
    '649998',
  ]);
  await owners();
  expect(await owners()).toMatchObject({ status: 429, body: { policyName: 'TEN_SECONDLY_ROLLING' } });
});

test('a change is read by id at once and found by search after the lag', async () => {
  await start({ world: smallWorld({ contacts: [aContact({ id: '1', email: 'old@example.com' })] }) });
  await ask(`${hubspot.url}/__sandbox/lag`, { body: { seconds: 1_800 } });
  expect((await ask(`${hubspot.url}/__sandbox/people`, { body: { id: '1', email: 'new@example.com' } })).status).toBe(200);
  expect((await ask(`${hubspot.url}/__sandbox/people`, { body: { id: '2', email: 'second@example.com' } })).status).toBe(200);
  expect((await ask(`${hubspot.url}/__sandbox/people`, { body: { id: '3', email: 7 } })).status).toBe(400);
  const read = await ask(`${hubspot.url}/crm/v3/objects/contacts/batch/read`, {
    headers: { authorization: `Bearer ${hubspot.env['HUBSPOT_TOKEN']}` },
    body: { idProperty: 'email', inputs: [{ id: 'new@example.com' }, { id: 'second@example.com' }, { id: 'old@example.com' }] },
  });
  expect(read).toMatchObject({ status: 207, body: { results: [{ id: '1' }, { id: '2' }] } });
  const emails = { propertyName: 'email', operator: 'IN', values: ['old@example.com', 'new@example.com', 'second@example.com'] };
  expect(await byFilters(emails)).toMatchObject({ body: { total: 1, results: [{ id: '1', properties: { email: 'old@example.com' } }] } });
  await anHourLater(async () => {
    expect(await byFilters(emails)).toMatchObject({
      body: { total: 2, results: [{ properties: { email: 'new@example.com' } }, { id: '2' }] },
    });
  });
});
