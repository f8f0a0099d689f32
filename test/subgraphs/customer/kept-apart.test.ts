import { DEFAULT_VIEW_OPTIONS } from '../../../platform/identity/match-keys';
import { someone } from './answers';
import { fakeDirectory, type FakeDirectory } from './fake-directory';
import { constraintsOf, finderOver } from './said';

const EMAIL = 'ada@example.com';
const PHONE = { value: '+4930901820', primary: true, shared: false };
const CONTACT = someone('hubspot:contact:1', { fullName: 'Ada Lovelace', email: EMAIL, phones: [PHONE] });
/** Surer than the user: two identifiers agree. */
const CUSTOMER = someone('stripe:customer:b', { fullName: 'Ada Lovelace', email: EMAIL, phones: [PHONE] });
const USER = someone('zendesk:user:7', { fullName: 'Ada Lovelace', email: EMAIL });
const APART = constraintsOf({ unlinked: [[USER.id, CUSTOMER.id]] });

function world(): FakeDirectory {
  return fakeDirectory({ CRM: [CONTACT], BILLING: [CUSTOMER], SUPPORT: [USER] });
}

async function unlinkedOf(directory: FakeDirectory, asked: string[], constraints = APART): Promise<string[] | undefined> {
  const found = await finderOver(directory, asked, constraints).one({ by: 'id', value: CONTACT.id }, DEFAULT_VIEW_OPTIONS);
  return found?.keys.said.unlinked;
}

// Somebody said it of a customer whom only billing knew. Then the CRM learnt of them: both records are found by its contact.
describe('two records that were kept apart, neither of them the anchor', () => {
  it('are not both the customer: the less sure one leaves', async () => {
    await expect(unlinkedOf(world(), ['crm', 'billing', 'support'])).resolves.toEqual([USER.id]);
  });

  it('are told apart alike when only one of their domains is asked', async () => {
    await expect(unlinkedOf(world(), ['crm', 'support'])).resolves.toEqual([USER.id]);
    await expect(unlinkedOf(world(), ['crm', 'billing'])).resolves.toEqual([USER.id]);
  });

  it('are equally sure: the one of the preferred domain stays', async () => {
    const directory = fakeDirectory({ CRM: [CONTACT], BILLING: [{ ...CUSTOMER, phones: [] }], SUPPORT: [USER] });
    await expect(unlinkedOf(directory, ['crm', 'billing', 'support'])).resolves.toEqual([USER.id]);
  });

  it('are equally sure, but a person linked one: that one stays', async () => {
    const said = constraintsOf({ unlinked: [[USER.id, CUSTOMER.id]], linked: [[CONTACT.id, USER.id]] });
    await expect(unlinkedOf(world(), ['crm', 'billing', 'support'], said)).resolves.toEqual([CUSTOMER.id]);
  });

  it('take nothing from a customer of whom only one is a record', async () => {
    const directory = fakeDirectory({ CRM: [CONTACT], BILLING: [someone(CUSTOMER.id, { fullName: 'Bob Builder' })], SUPPORT: [USER] });
    await expect(unlinkedOf(directory, ['crm', 'billing', 'support'])).resolves.toEqual([]);
  });

  it('cost nothing where the pair has a record of the anchor’s own source: all of those are known', async () => {
    const directory = world();
    await unlinkedOf(directory, ['crm', 'billing', 'support'], constraintsOf({ unlinked: [['hubspot:contact:9', USER.id]] }));
    const asked = [...directory.asked];
    const nobody = world();
    await unlinkedOf(nobody, ['crm', 'billing', 'support'], constraintsOf({}));
    expect(asked).toEqual(nobody.asked);
  });
});

// Without it, whoever is taken out of a customer would take records along that are only found by what both have in common.
describe('a record that fits two customers who were kept apart', () => {
  const ROW = someone('sql:customer:3', { fullName: 'Ada Lovelace', email: EMAIL });
  const said = constraintsOf({ unlinked: [[CONTACT.id, USER.id]] });
  const directory = () => fakeDirectory({ CRM: [CONTACT], BILLING: [ROW], SUPPORT: [USER] });
  const one = (asked: string[], id: string) => finderOver(directory(), asked, said).one({ by: 'id', value: id }, DEFAULT_VIEW_OPTIONS);

  it('stays with the customer of the preferred domain, who is as sure', async () => {
    const user = await one(['billing', 'support'], USER.id);
    expect(user?.keys).toMatchObject({ anchor: USER.id, said: { unlinked: [CONTACT.id, ROW.id] } });
    const contact = await one(['billing', 'support'], CONTACT.id);
    expect(contact?.keys).toMatchObject({ anchor: CONTACT.id, said: { unlinked: [USER.id] } });
  });

  it('goes to the surer one, whatever the domain', async () => {
    const phones = [{ value: '+4930111111', primary: true, shared: false }];
    const both = fakeDirectory({ CRM: [CONTACT], BILLING: [{ ...ROW, phones }], SUPPORT: [{ ...USER, phones }] });
    const found = await finderOver(both, ['billing'], said).one({ by: 'id', value: USER.id }, DEFAULT_VIEW_OPTIONS);
    expect(found?.keys.anchor).toBe(ROW.id);
    const contact = await finderOver(both, ['billing'], said).one({ by: 'id', value: CONTACT.id }, DEFAULT_VIEW_OPTIONS);
    expect(contact?.keys.said.unlinked).toEqual([ROW.id, USER.id]);
  });

  it('is whose a person says it is', async () => {
    const linked = constraintsOf({ unlinked: [[CONTACT.id, USER.id]], linked: [[USER.id, ROW.id]] });
    const found = await finderOver(directory(), ['billing'], linked).one({ by: 'id', value: USER.id }, DEFAULT_VIEW_OPTIONS);
    expect(found?.keys.anchor).toBe(ROW.id);
    const contact = await finderOver(directory(), ['billing'], linked).one({ by: 'id', value: CONTACT.id }, DEFAULT_VIEW_OPTIONS);
    expect(contact?.keys.said.unlinked).toContain(ROW.id);
  });
});
