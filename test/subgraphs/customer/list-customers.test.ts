import { InputError } from '../../../platform/errors';
import type { PersonEvidence } from '../../../platform/exchange/evidence';
import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import { listCustomers, type CustomerPage } from '../../../subgraphs/customer/list-customers';
import { someone } from './answers';
import { fakeDirectory, type FakeDirectory } from './fake-directory';
import { finderOver } from './said';

const ADA = someone('hubspot:contact:1', { fullName: 'Ada Mensah', email: 'ada@example.com' });
const BOB = someone('hubspot:contact:2', { fullName: 'Bob Stone', email: 'bob@example.com' });
const ADA_PAYS = someone('stripe:customer:a', { fullName: 'Ada Mensah', email: 'ada@example.com' });
const ADA_PAYS_TOO = someone('sql:customer:7', { fullName: 'Ada Mensah', email: 'ada@example.com' });
const BOB_PAYS = someone('stripe:customer:b', { fullName: 'Bob Stone', email: 'bob@example.com' });
const EVE_PAYS = someone('stripe:customer:e', { fullName: 'Eve Hill', email: 'eve@example.com' });

function pageOf(
  directory: FakeDirectory,
  {
    first = 10,
    after = null,
    domains = ['BILLING'],
  }: { first?: number | null; after?: string | null; domains?: FakeDirectory['domains'] } = {},
): Promise<CustomerPage> {
  const options = DEFAULT_VIEW_OPTIONS;
  const queryFor = (most: number) => ({ kind: 'OVERDUE' as const, minDays: 1, most, maxAgeSeconds: null });
  return listCustomers({ domains, queryFor, first, after, options }, directory, finderOver(directory));
}

function house(): FakeDirectory {
  const directory = fakeDirectory({ CRM: [ADA, BOB], BILLING: [ADA_PAYS, ADA_PAYS_TOO, BOB_PAYS, EVE_PAYS] });
  directory.lists.BILLING = [
    { person: ADA_PAYS, items: ['stripe:invoice:1'] },
    { person: BOB_PAYS, items: ['stripe:invoice:2'] },
    { person: ADA_PAYS_TOO, items: ['sql:invoice:3'] },
    { person: EVE_PAYS, items: ['stripe:invoice:4'] },
  ];
  return directory;
}

const idsOf = ({ edges }: CustomerPage): string[] => edges.map(({ listed }) => listed.id);

it('answers customers, each once, with everything that put them there', async () => {
  const page = await pageOf(house());
  expect(idsOf(page)).toEqual(['hubspot:contact:1', 'hubspot:contact:2', 'stripe:customer:e']);
  const [ada] = page.edges;
  expect(ada?.listed.records.map(({ id }) => id)).toEqual(['stripe:customer:a', 'sql:customer:7']);
  expect(ada?.listed.items.map(({ id }) => id)).toEqual(['stripe:invoice:1', 'sql:invoice:3']);
  expect(page).toMatchObject({ missing: [], complete: true, pageInfo: { hasNextPage: false, hasPreviousPage: false } });
});

it('has a record that several domains list once, and names a source that fails in several once', async () => {
  const row = someone('sql:customer:9', { fullName: 'Eve Hill', email: 'eve@example.com' });
  const directory = fakeDirectory({ CRM: [ADA], BILLING: [row], SALES: [row] });
  directory.lists.BILLING = [{ person: row, items: ['sql:invoice:1'] }];
  directory.lists.SALES = [{ person: row, items: ['sql:order:1'] }];
  for (const domain of ['BILLING', 'SALES'] as const) directory.failing.set(domain, ['old']);
  const page = await pageOf(directory, { domains: ['BILLING', 'SALES'] });
  expect(page.edges.map(({ listed }) => [listed.records.map(({ id }) => id), listed.items.map(({ id }) => id)])).toEqual([
    [['sql:customer:9'], ['sql:invoice:1', 'sql:order:1']],
  ]);
  expect(page.missing).toEqual(['old']);
});

it('hands the domains every record that led to the customer', async () => {
  const [ada] = (await pageOf(house())).edges;
  if (ada === undefined || ada.listed.found instanceof Error) throw new Error('Ada is missing');
  expect(ada.listed.found.keys.profiles.map(({ record }) => record)).toEqual(['hubspot:contact:1', 'stripe:customer:a', 'sql:customer:7']);
});

it('pages through, nobody twice and nobody lost', async () => {
  const directory = house();
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page: CustomerPage = await pageOf(directory, { first: 1, after });
    seen.push(...idsOf(page));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after !== null);
  expect(seen).toEqual(['hubspot:contact:1', 'hubspot:contact:2', 'stripe:customer:e']);
});

it('joins no more records than the page takes', async () => {
  const directory = house();
  await pageOf(directory, { first: 1 });
  expect(directory.asked.filter((asked) => asked.includes('eve@example.com'))).toEqual([]);
});

it('reads more only where many records are one customer', async () => {
  const crowd = Array.from({ length: 150 }, (_, index) =>
    someone(`stripe:customer:${index}`, { fullName: 'Ada Mensah', email: 'ada@example.com' }),
  );
  const directory = fakeDirectory({ CRM: [ADA], BILLING: [...crowd, BOB_PAYS] });
  directory.lists.BILLING = [...crowd, BOB_PAYS].map((person: PersonEvidence) => ({ person }));
  const page = await pageOf(directory, { first: 2 });
  expect(idsOf(page)).toEqual(['hubspot:contact:1', 'stripe:customer:b']);
  expect(directory.asked.filter((asked) => asked.includes('list'))).toEqual(['BILLING list OVERDUE 100', 'BILLING list OVERDUE 200']);
});

it('is complete as far as it was asked, and says so only where a source has more than is ever read', async () => {
  const crowd = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      person: someone(`stripe:customer:${index}`, { fullName: `Customer ${index}`, email: `customer.${index}@example.com` }),
    }));
  const directory = fakeDirectory({ CRM: [], BILLING: [] });
  directory.lists.BILLING = crowd(150);
  expect(await pageOf(directory, { first: 2 })).toMatchObject({ complete: true, pageInfo: { hasNextPage: true } });
  directory.lists.BILLING = [...Array.from({ length: 1_001 }, () => ({ person: ADA_PAYS }))];
  expect(await pageOf(directory, { first: 2 })).toMatchObject({ complete: false });
});

it('takes turns where several domains are asked, and names those that have no such list', async () => {
  const directory = house();
  const carl = someone('hubspot:contact:3', { fullName: 'Carl Ray', email: 'carl@example.com' });
  directory.lists.CRM = [{ person: BOB }, { person: carl }];
  const page = await pageOf(directory, { domains: ['CRM', 'BILLING', 'SALES'] });
  expect(idsOf(page)).toEqual(['hubspot:contact:2', 'hubspot:contact:1', 'hubspot:contact:3', 'stripe:customer:e']);
  // A domain that this deployment does not have is not missing; one without the list is.
  expect(page.missing).toEqual([]);
  delete directory.lists.CRM;
  expect((await pageOf(directory, { domains: ['CRM', 'BILLING'] })).missing).toEqual(['crm']);
});

it('goes on without a source that fails, and fails only where nobody else is there', async () => {
  const directory = house();
  directory.failing.set('BILLING', ['sql']);
  expect(await pageOf(directory)).toMatchObject({ missing: ['sql'] });
  directory.lists.BILLING = [];
  await expect(pageOf(directory)).rejects.toMatchObject({ code: 'UPSTREAM_TIMEOUT', source: 'sql' });
  directory.failing.clear();
  expect(await pageOf(directory)).toMatchObject({ edges: [], missing: [] });
  directory.dead.add('BILLING');
  await expect(pageOf(directory)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', source: 'billing' });
});

it('never guesses whose a record is: it stays on the list, with its error', async () => {
  const twin = someone('hubspot:contact:9', { fullName: 'Ada Mensah', email: 'other@example.com', phones: [] });
  const nobody = someone('stripe:customer:x', {
    fullName: 'Ada Mensah',
    emails: ['ada@example.com', 'other@example.com'].map((value) => ({ value, primary: true, verified: null })),
    taxId: null,
  });
  const directory = fakeDirectory({
    CRM: [
      { ...ADA, birthDate: '1980-01-01' },
      { ...twin, birthDate: '1990-01-01' },
    ],
    BILLING: [nobody, BOB_PAYS],
  });
  directory.lists.BILLING = [{ person: nobody }, { person: BOB_PAYS }];
  const page = await pageOf(directory);
  expect(idsOf(page)).toEqual(['stripe:customer:x', 'stripe:customer:b']);
  const found = page.edges[0]?.listed.found;
  expect(found).toBeInstanceOf(InputError);
  expect(found).toMatchObject({ extensions: { code: 'AMBIGUOUS_CUSTOMER' } });
});

it.each([-1, 101, null])('refuses a page of %s', async (first) => {
  await expect(pageOf(house(), { first })).rejects.toThrow('"first" must be between 0 and 100.');
});

it.each(['nonsense', Buffer.from('1:hubspot:contact:77').toString('base64url'), ''])('refuses a cursor that is none: %s', async (after) => {
  await expect(pageOf(house(), { after })).rejects.toThrow(/"after" is no cursor/);
});

it('answers an empty page to nobody', async () => {
  const directory = house();
  expect((await pageOf(directory, { first: 0 })).pageInfo).toEqual({
    hasNextPage: true,
    hasPreviousPage: false,
    startCursor: null,
    endCursor: null,
  });
});
