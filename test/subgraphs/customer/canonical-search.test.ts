import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import type { PersonEvidence } from '../../../platform/exchange/evidence';
import { toCustomer } from '../../../subgraphs/customer/customer';
import { toIdentity } from '../../../subgraphs/customer/identity';
import { someone } from './answers';
import { fakeDirectory } from './fake-directory';
import { constraintsOf, finderOver } from './said';

const EMAIL = 'ada@example.com';
const byId = (value: string) => ({ by: 'id', value }) as const;
const byEmail = { by: 'email', value: EMAIL } as const;
const ada = (id: string, parts: Partial<PersonEvidence> = {}): PersonEvidence =>
  someone(id, { fullName: 'Ada Lovelace', email: EMAIL, ...parts });

const CONTACT = ada('hubspot:contact:1', { createdAt: '2020-01-01T00:00:00.000Z' });
const STRANGER = someone('hubspot:contact:2', { fullName: 'Bob Builder', email: 'bob@example.com' });
const USER = ada('zendesk:user:7');
const ROW = someone('sql:customer:3', { fullName: 'A. King', email: 'king@example.com' });

const anchorOf = async (finder: ReturnType<typeof finderOver>, id: string): Promise<string | undefined> =>
  (await finder.one(byId(id), DEFAULT_VIEW_OPTIONS))?.keys.anchor;

describe('records that a person linked', () => {
  it('are one customer by the id of either, though nothing else joins them', async () => {
    const directory = fakeDirectory({ CRM: [CONTACT], BILLING: [ROW] });
    await expect(anchorOf(finderOver(directory), ROW.id)).resolves.toBe(ROW.id);
    const finder = finderOver(directory, [], constraintsOf({ linked: [[ROW.id, CONTACT.id]] }));
    await expect(anchorOf(finder, ROW.id)).resolves.toBe(CONTACT.id);
    const found = await finder.one(byEmail, DEFAULT_VIEW_OPTIONS);
    // The domain is told, and finds it by its id.
    expect(found?.keys).toMatchObject({
      anchor: CONTACT.id,
      said: { known: true, asOf: null, linked: [CONTACT.id, ROW.id], unlinked: [] },
    });
  });

  it('are one customer in one source, whatever their names', async () => {
    const finder = finderOver(fakeDirectory({ CRM: [CONTACT, STRANGER] }), [], constraintsOf({ linked: [[CONTACT.id, STRANGER.id]] }));
    for (const id of [CONTACT.id, STRANGER.id]) await expect(anchorOf(finder, id)).resolves.toBe(CONTACT.id);
    const found = await finder.one(byId(STRANGER.id), DEFAULT_VIEW_OPTIONS);
    expect(found?.keys.profiles.map(({ record, confidence }) => [record, confidence])).toEqual([
      [CONTACT.id, 1],
      [STRANGER.id, 1],
    ]);
  });

  it('are no guess where rules would see two customers', async () => {
    const twin = ada('hubspot:contact:9', { name: { full: 'Bob Builder', given: null, family: null } });
    const directory = fakeDirectory({ CRM: [CONTACT, twin], SUPPORT: [USER] });
    await expect(finderOver(directory).one(byEmail, DEFAULT_VIEW_OPTIONS)).rejects.toMatchObject({
      extensions: { code: 'AMBIGUOUS_CUSTOMER' },
    });
    const joined = finderOver(directory, [], constraintsOf({ linked: [[CONTACT.id, twin.id]] }));
    await expect(joined.one(byEmail, DEFAULT_VIEW_OPTIONS)).resolves.toMatchObject({ keys: { anchor: CONTACT.id } });
  });

  it('come before whom the rules would choose', async () => {
    const directory = fakeDirectory({ CRM: [CONTACT, STRANGER], SUPPORT: [USER] });
    await expect(anchorOf(finderOver(directory), USER.id)).resolves.toBe(CONTACT.id);
    const finder = finderOver(directory, [], constraintsOf({ linked: [[USER.id, STRANGER.id]] }));
    await expect(anchorOf(finder, USER.id)).resolves.toBe(STRANGER.id);
  });

  it('stay linked when their source merges one of them into another', async () => {
    const directory = fakeDirectory({ CRM: [STRANGER], BILLING: [ROW] });
    directory.moved.set('hubspot:contact:404', STRANGER.id);
    const finder = finderOver(directory, [], constraintsOf({ linked: [[ROW.id, 'hubspot:contact:404']] }));
    await expect(anchorOf(finder, ROW.id)).resolves.toBe(STRANGER.id);
  });
});

describe('records that a person kept apart', () => {
  it('are two customers, whatever they have in common', async () => {
    const directory = fakeDirectory({ CRM: [CONTACT], SUPPORT: [USER] });
    const finder = finderOver(directory, [], constraintsOf({ unlinked: [[CONTACT.id, USER.id]] }));
    await expect(anchorOf(finder, USER.id)).resolves.toBe(USER.id);
    const found = await finder.one(byId(CONTACT.id), DEFAULT_VIEW_OPTIONS);
    expect(found?.keys.said).toMatchObject({ linked: [], unlinked: [USER.id] });
  });

  it('are two in one source as well, and what looks like both is a question again', async () => {
    const twin = ada('hubspot:contact:9');
    const finder = finderOver(fakeDirectory({ CRM: [CONTACT, twin] }), [], constraintsOf({ unlinked: [[CONTACT.id, twin.id]] }));
    await expect(anchorOf(finder, twin.id)).resolves.toBe(twin.id);
    await expect(finder.one(byEmail, DEFAULT_VIEW_OPTIONS)).rejects.toMatchObject({
      extensions: { code: 'AMBIGUOUS_CUSTOMER', candidates: [CONTACT.id, twin.id] },
    });
  });
});

describe('where nobody can tell what people said', () => {
  it('nothing is linked, and the answer says so', async () => {
    const finder = finderOver(fakeDirectory({ CRM: [CONTACT], SUPPORT: [USER] }), [], null);
    await expect(anchorOf(finder, USER.id)).resolves.toBe(USER.id);
    const found = await finder.one(byId(CONTACT.id), DEFAULT_VIEW_OPTIONS);
    if (found === null) throw new Error('nobody');
    expect(found.keys.said).toEqual({ known: false, asOf: null, linked: [], unlinked: [] });
    const { keys, evidence } = toCustomer(found.keys);
    expect(toIdentity(keys, evidence).status).toBe('UNVERIFIED');
  });

  it('what was last known goes on, marked', async () => {
    const staleSince = Date.parse('2026-11-20T08:00:00.000Z');
    const constraints = constraintsOf({ linked: [[ROW.id, CONTACT.id]], staleSince });
    const finder = finderOver(fakeDirectory({ CRM: [CONTACT], BILLING: [ROW] }), [], constraints);
    const found = await finder.one(byId(ROW.id), DEFAULT_VIEW_OPTIONS);
    expect(found?.keys).toMatchObject({ anchor: CONTACT.id, said: { known: true, asOf: '2026-11-20T08:00:00.000Z' } });
  });
});

// A merge in the vendor makes a new record: what was said of the old one is said of it.
describe('what was said of a record that its source merged into another', () => {
  const merged = { ...CONTACT, id: 'hubspot:contact:90', formerIds: [CONTACT.id, 'hubspot:contact:55'] };

  it('goes on: linked', async () => {
    const finder = finderOver(fakeDirectory({ CRM: [merged], BILLING: [ROW] }), [], constraintsOf({ linked: [[CONTACT.id, ROW.id]] }));
    const found = await finder.one(byId(merged.id), DEFAULT_VIEW_OPTIONS);
    expect(found?.keys.said.linked).toContain(ROW.id);
  });

  it('goes on: kept apart', async () => {
    const finder = finderOver(fakeDirectory({ CRM: [merged], SUPPORT: [USER] }), [], constraintsOf({ unlinked: [[CONTACT.id, USER.id]] }));
    await expect(anchorOf(finder, USER.id)).resolves.toBe(USER.id);
    expect((await finder.one(byId(merged.id), DEFAULT_VIEW_OPTIONS))?.keys.said.unlinked).toEqual([USER.id]);
  });
});
