import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import type { PersonEvidence } from '../../../platform/exchange/evidence';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';
import { unitedPair } from '../../../subgraphs/customer/found-customer';
import { finderOver } from './said';

const EMAIL = 'ada@example.com';
const byEmail = { by: 'email', value: EMAIL } as const;
const byId = (value: string) => ({ by: 'id', value }) as const;
const ada = (id: string, parts: Partial<PersonEvidence> = {}): PersonEvidence =>
  someone(id, { fullName: 'Ada Lovelace', email: EMAIL, ...parts });
const bob = (id: string): PersonEvidence => someone(id, { fullName: 'Bob Builder', email: EMAIL });

const CRM = ada('hubspot:contact:1');
const USER = ada('zendesk:user:7');
const ROW = ada('sql:customer:3');

function finderOf(records: Parameters<typeof fakeDirectory>[0], asked: string[] = []) {
  const directory = fakeDirectory(records);
  return { directory, finder: finderOver(directory, asked) };
}

const one = (finder: ReturnType<typeof finderOf>['finder'], identifier: Parameters<typeof finder.one>[0], options = {}) =>
  finder.one(identifier, { ...DEFAULT_VIEW_OPTIONS, ...options });

describe('a customer by email', () => {
  it('is looked for in the CRM first, and nowhere else when it knows them', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], BILLING: [ROW], SUPPORT: [USER] }, ['support']);
    await expect(one(finder, byEmail)).resolves.toMatchObject({ keys: { anchor: CRM.id, movedFrom: null } });
    expect(directory.asked[0]).toBe(`CRM email:${EMAIL}`);
    expect(directory.asked.filter((question) => !question.startsWith('CRM'))).toEqual([]);
  });

  it('is then looked for where the query goes anyway, then in the rest', async () => {
    const { directory, finder } = finderOf({ CRM: [], BILLING: [ROW], SUPPORT: [USER] }, ['support']);
    await expect(one(finder, byEmail)).resolves.toMatchObject({ keys: { anchor: ROW.id } });
    expect(directory.asked.slice(0, 2)).toEqual([`CRM email:${EMAIL}`, `SUPPORT email:${EMAIL}`]);
    const nobody = finderOf({ CRM: [], BILLING: [], SUPPORT: [] }, ['support']);
    await expect(one(nobody.finder, byEmail)).resolves.toBeNull();
    expect(nobody.directory.asked).toEqual([`CRM email:${EMAIL}`, `SUPPORT email:${EMAIL}`, `BILLING email:${EMAIL}`]);
  });

  it('is one customer however many records of it there are, with all of them as keys', async () => {
    const older = ada('hubspot:contact:9', { createdAt: '2020-01-01T00:00:00.000Z' });
    const { finder } = finderOf({ CRM: [ada(CRM.id, { createdAt: '2024-01-01T00:00:00.000Z' }), older] });
    const found = await one(finder, byEmail);
    expect(found?.keys.anchor).toBe(older.id);
    expect(found?.keys.profiles.map(({ record }) => record)).toEqual([older.id, CRM.id]);
    expect(found?.keys.profiles.every(({ confidence }) => confidence >= 0.8)).toBe(true);
  });

  it('tells the domains whose addresses and numbers are not theirs alone', async () => {
    const phones = [{ value: '+4930901820', primary: true, shared: false }];
    const leaver = ada(ROW.id, { phones });
    const colleagues = [3, 4, 5, 6].map((id) => someone(`hubspot:contact:${id}`, { fullName: `Colleague ${id}`, phones }));
    const { finder } = finderOf({ CRM: [bob('hubspot:contact:2'), ...colleagues], BILLING: [leaver] });
    await expect(one(finder, byId(ROW.id))).resolves.toMatchObject({
      keys: { anchor: ROW.id, contested: [`email:${EMAIL}`], generic: ['phone:+4930901820'] },
    });
    const alone = finderOf({ CRM: [CRM], BILLING: [ROW] });
    await expect(one(alone.finder, byId(ROW.id))).resolves.toMatchObject({ keys: { anchor: CRM.id, contested: [], generic: [] } });
  });

  it('is never a guess', async () => {
    const { finder } = finderOf({ CRM: [CRM, bob('hubspot:contact:2')] });
    await expect(one(finder, byEmail)).rejects.toMatchObject({
      extensions: { code: 'AMBIGUOUS_CUSTOMER', candidates: [CRM.id, 'hubspot:contact:2'] },
    });
    await expect(finder.all(byEmail, DEFAULT_VIEW_OPTIONS)).resolves.toHaveLength(2);
    await expect(one(finder, byEmail)).rejects.not.toThrow(EMAIL);
  });

  it('is found elsewhere while the CRM is down, and is not "nobody" then', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], SUPPORT: [USER] });
    directory.dead.add('CRM');
    await expect(one(finder, byEmail)).resolves.toMatchObject({ keys: { anchor: USER.id } });
    await expect(one(finder, { by: 'email', value: 'nobody@example.com' })).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      source: 'crm',
    });
  });

  // A switchboard's number: comparing everybody with everybody for each of them would stop the process for seconds.
  it('is ambiguous for a crowd too, with an answer before a request would end', async () => {
    const crowd = Array.from({ length: 1_000 }, (_, index) =>
      someone(`hubspot:contact:${index}`, { fullName: `Person${index} Family${index}`, email: EMAIL }),
    );
    const { finder } = finderOf({ CRM: crowd });
    await expect(one(finder, byEmail)).rejects.toMatchObject({ extensions: { code: 'AMBIGUOUS_CUSTOMER' } });
    // The limit is the default of REQUEST_TIMEOUT_MS: a guard against a search that never ends, not a measure of speed.
  }, 10_000);

  it('passes on how old an answer may be', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM] });
    await one(finder, byEmail, { maxAgeSeconds: 0 });
    expect(directory.asked.every((question) => question.endsWith('within 0'))).toBe(true);
  });
});

describe('a customer by the id of a record', () => {
  it('is asked of all domains at once, since an id does not name one', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], BILLING: [ROW], SUPPORT: [USER] });
    await one(finder, byId(CRM.id));
    expect(directory.asked.slice(0, 3)).toEqual([`CRM id:${CRM.id}`, `BILLING id:${CRM.id}`, `SUPPORT id:${CRM.id}`]);
    await expect(one(finder, byId('nobody:knows:1'))).resolves.toBeNull();
  });

  it('is the customer of the preferred domain, and the record stays part of it', async () => {
    const { finder } = finderOf({ CRM: [CRM], BILLING: [ROW], SUPPORT: [USER] });
    const found = await one(finder, byId(USER.id));
    expect(found?.keys.anchor).toBe(CRM.id);
    expect(found?.keys.profiles.map(({ record }) => record)).toEqual([CRM.id, USER.id]);
  });

  // By way of a sibling of the anchor: the record that was asked for must not fall out of its own customer.
  it('keeps the record it was asked by, though it links to another than the anchor', async () => {
    const older = someone('hubspot:contact:9', {
      fullName: 'Ada Lovelace',
      email: 'old@example.com',
      createdAt: '2020-01-01T00:00:00.000Z',
    });
    const bridge = ada('hubspot:contact:1', {
      emails: [EMAIL, 'old@example.com'].map((value, index) => ({ value, primary: index === 0, verified: null })),
      createdAt: '2024-01-01T00:00:00.000Z',
    });
    const { finder } = finderOf({ CRM: [older, bridge], SUPPORT: [someone(USER.id, { email: EMAIL })] });
    const found = await one(finder, byId(USER.id));
    const own = found?.keys.profiles.find(({ record }) => record === USER.id);
    expect(own?.confidence).toBeGreaterThanOrEqual(0.8);
  });

  it('stays itself when nothing links', async () => {
    const { finder } = finderOf({ CRM: [bob('hubspot:contact:2')], SUPPORT: [USER] });
    await expect(one(finder, byId(USER.id))).resolves.toMatchObject({ keys: { anchor: USER.id } });
  });

  it('says when its source has merged it into another', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM] });
    directory.moved.set('hubspot:contact:501', CRM.id);
    await expect(one(finder, byId('hubspot:contact:501'))).resolves.toMatchObject({
      keys: { anchor: CRM.id, movedFrom: 'hubspot:contact:501' },
    });
  });

  it('is found by who stores the id while its source is down, which has moved nothing', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], SUPPORT: [ada(USER.id, { externalIds: [CRM.id] })] });
    directory.dead.add('CRM');
    await expect(one(finder, byId(CRM.id))).resolves.toMatchObject({ keys: { anchor: USER.id, movedFrom: null } });
    await expect(one(finder, byId('hubspot:contact:2'))).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

describe('depth', () => {
  const work = ada(USER.id, {
    emails: ['ada@example.com', 'ada@work.example'].map((value, index) => ({ value, primary: index === 0, verified: null })),
  });

  it('of 2 adds what linked records know, as sure as the link is', async () => {
    const { finder } = finderOf({ CRM: [CRM], BILLING: [], SUPPORT: [work] });
    const shallow = await one(finder, byEmail, { depth: 1 });
    expect(shallow?.keys.profiles.map(({ record }) => record)).toEqual([CRM.id]);
    const deep = await one(finder, byEmail, { depth: 2 });
    expect(deep?.keys.profiles.map(({ record }) => record)).toEqual([CRM.id, USER.id]);
    expect(deep?.keys.profiles[1]?.confidence).toBeLessThan(1);
    expect(deep?.keys.profiles[1]?.emails.map(({ value }) => value)).toContain('ada@work.example');
  });

  it('of 2 adds a record that several domains have once', async () => {
    const { finder } = finderOf({ CRM: [CRM], BILLING: [ROW], SALES: [ROW], SUPPORT: [ROW, USER] });
    const deep = await one(finder, byEmail, { depth: 2 });
    expect(deep?.keys.profiles.map(({ record }) => record)).toEqual([CRM.id, ROW.id, USER.id]);
  });
});

describe('all domains at once', () => {
  it('tell of customers that only a less preferred domain knows by the identifier, each once', async () => {
    const { finder } = finderOf({ CRM: [CRM], SUPPORT: [USER, bob('zendesk:user:8')] });
    const found = await finder.everywhere(byEmail, DEFAULT_VIEW_OPTIONS);
    expect(found.map(({ keys }) => keys.anchor)).toEqual([CRM.id, 'zendesk:user:8']);
  });

  it('go on without one that is down, but never say "nobody" for it', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], SUPPORT: [USER] });
    directory.dead.add('CRM');
    await expect(finder.everywhere(byEmail, DEFAULT_VIEW_OPTIONS)).resolves.toMatchObject([{ keys: { anchor: USER.id } }]);
    await expect(finder.everywhere({ by: 'email', value: 'nobody@example.com' }, DEFAULT_VIEW_OPTIONS)).rejects.toMatchObject({
      source: 'crm',
    });
  });
});

describe('the customer of a record at hand', () => {
  it('is found without asking for the record again', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], BILLING: [ROW] });
    const known = { person: ROW, fetchedAt: '2026-11-22T12:00:00.000Z', fromCache: false };
    await expect(finder.ofRecord('BILLING', known, DEFAULT_VIEW_OPTIONS)).resolves.toMatchObject({ keys: { anchor: CRM.id } });
    expect(directory.asked.some((question) => question.includes(ROW.id) && question.includes(' id:'))).toBe(false);
  });

  it('is itself where nobody else knows them, and an error where several do', async () => {
    const known = { person: ROW, fetchedAt: '2026-11-22T12:00:00.000Z', fromCache: false };
    const alone = finderOf({ CRM: [], BILLING: [ROW] });
    await expect(alone.finder.ofRecord('BILLING', known, DEFAULT_VIEW_OPTIONS)).resolves.toMatchObject({ keys: { anchor: ROW.id } });
    const crm = [ada('hubspot:contact:1', { birthDate: '1980-01-01' }), ada('hubspot:contact:2', { birthDate: '1990-01-01' })];
    const two = finderOf({ CRM: crm, BILLING: [ROW] });
    await expect(two.finder.ofRecord('BILLING', known, DEFAULT_VIEW_OPTIONS)).rejects.toMatchObject({
      extensions: { code: 'AMBIGUOUS_CUSTOMER' },
    });
  });
});

describe('one record', () => {
  it('is found by its id, null, or the failure of who might have had it', async () => {
    const { directory, finder } = finderOf({ CRM: [CRM], SUPPORT: [USER] });
    await expect(finder.record(USER.id)).resolves.toMatchObject({ person: { id: USER.id } });
    await expect(finder.record('zendesk:user:404')).resolves.toBeNull();
    directory.dead.add('CRM');
    await expect(finder.record(USER.id)).resolves.toMatchObject({ person: { id: USER.id } });
    await expect(finder.record('zendesk:user:404')).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });
});

// As house databases do: the old row stays, with the id of the one that it was merged into.
describe('a record that its source keeps after a merge', () => {
  const kept = someone('sql:customer:9', { fullName: 'Ada Lovelace', email: EMAIL, createdAt: '2020-01-01T00:00:00.000Z' });
  const old = someone('sql:customer:3', {
    fullName: 'Ada Byron',
    email: 'byron@example.com',
    createdAt: '2019-01-01T00:00:00.000Z',
    movedTo: kept.id,
    externalIds: [kept.id],
  });

  it('is its successor, whichever of them is asked for, and says that it has moved', async () => {
    const { finder } = finderOf({ BILLING: [old, kept] });
    const found = await one(finder, byId(old.id));
    expect(found?.keys).toMatchObject({ anchor: kept.id, movedFrom: old.id });
    expect(found?.keys.profiles.map(({ record }) => record)).toEqual([kept.id, old.id]);
    const successor = await one(finder, byId(kept.id));
    expect(successor?.keys).toMatchObject({ anchor: kept.id, movedFrom: null });
    expect(successor?.keys.profiles.map(({ record }) => record)).toContain(old.id);
  });

  it('has not moved for those who ask by an address', async () => {
    const { finder } = finderOf({ BILLING: [old, kept] });
    await expect(one(finder, { by: 'email', value: 'byron@example.com' })).resolves.toMatchObject({
      keys: { anchor: kept.id, movedFrom: null },
    });
  });
});

test('a customer whom two ways lead to is told of everything that was said on either', async () => {
  const { finder } = finderOf({ CRM: [CRM] });
  const found = await one(finder, byId(CRM.id));
  if (found === null) throw new Error('nobody');
  const withSaid = (linked: string[], unlinked: string[]) => ({
    ...found,
    keys: { ...found.keys, said: { known: true, asOf: null, linked, unlinked } },
  });
  expect(unitedPair(withSaid(['a:b:1'], ['a:b:2']), withSaid(['a:b:3'], ['a:b:4'])).keys.said).toMatchObject({
    linked: ['a:b:1', 'a:b:3'],
    unlinked: ['a:b:2', 'a:b:4'],
  });
});
