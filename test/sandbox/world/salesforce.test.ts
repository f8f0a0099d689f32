// Salesforce's part of the world keeps that system's rules, and tells of the people that the other systems know.
import { toForceId, withCheck } from '../../../sandbox/world/salesforce/ids';
import { createWorld } from '../../../sandbox/world/create-world';
import { createWorldFromPeople } from '../../../sandbox/world/people-file';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 800, now });
const { contacts, leads, accounts, opportunities, activities, cases, users } = world.salesforce;

it('makes ids as Salesforce does', () => {
  // An id and its check from Salesforce's own documentation.
  expect(withCheck('001A0000006Vm9u')).toBe('001A0000006Vm9uIAC');
  expect(toForceId('001A0000006Vm9uIAC')).toBe('001A0000006Vm9uIAC');
  expect(toForceId('001A0000006Vm9uIAD')).toBeNull();
  expect(toForceId('77')).toBeNull();
  const all = [contacts, leads, accounts, opportunities, activities, cases, users].flat().map(({ id }) => id);
  expect(new Set(all).size).toBe(all.length);
  for (const id of all) expect(toForceId(id)).toBe(id);
});

it('knows about a third of the first CRM’s people, and some whom that does not know', () => {
  const known = world.truth.filter(({ further = [] }) => further.some((record) => record.startsWith('salesforce:')));
  const inBoth = known.filter(({ records }) => records.some((record) => record.startsWith('hubspot:contact:')));
  const first = world.truth.filter(
    ({ records, kind }) => kind === 'person' && records.some((record) => record.startsWith('hubspot:contact:')),
  );
  expect(inBoth.length / first.length).toBeGreaterThan(0.25);
  expect(inBoth.length / first.length).toBeLessThan(0.42);
  expect(known.length).toBeGreaterThan(inBoth.length);
  expect(leads.filter(({ convertedContactId }) => convertedContactId === null).length).toBeGreaterThan(20);
});

it('books live records, and none that is no more', () => {
  const booked = new Set(world.truth.flatMap(({ further = [] }) => further).filter((record) => record.startsWith('salesforce:')));
  const live = [
    ...contacts.filter(({ deleted }) => !deleted).map(({ id }) => `salesforce:contact:${id}`),
    ...leads.filter(({ convertedContactId }) => convertedContactId === null).map(({ id }) => `salesforce:lead:${id}`),
  ];
  expect(booked).toEqual(new Set(live));
  expect(contacts.some(({ mergedInto }) => mergedInto !== null)).toBe(true);
});

it('has Ada under her old address, with deals, a case, and what became of her lead', () => {
  const [ada] = contacts.filter(({ person, deleted }) => person === 'ada-mensah' && !deleted);
  expect(ada).toMatchObject({
    email: 'A.Mensah@Harbour-Catering.example.org',
    title: 'Purchasing Director',
    custom: { HubSpot_Id__c: '501' },
  });
  const id = ada?.id ?? '';
  expect(leads.find(({ convertedContactId }) => convertedContactId === id)).toBeDefined();
  expect(contacts.find(({ mergedInto }) => mergedInto === id)).toBeDefined();
  expect(opportunities.filter(({ contactIds }) => contactIds.includes(id))).toHaveLength(2);
  expect(cases.filter(({ contactId }) => contactId === id)).toMatchObject([{ status: 'Escalated', priority: 'High' }]);
  expect(activities.filter(({ whoId }) => whoId === id)).toHaveLength(3);
});

it('points only at what there is, and nothing happens before its record or after now, but what is due', () => {
  const people = new Map([...contacts, ...leads].map((record) => [record.id, record]));
  const firms = new Set(accounts.map(({ id }) => id));
  for (const { whoId, at, done, accountId } of activities) {
    expect(at >= (people.get(whoId ?? '')?.createdAt.slice(0, 10) ?? '9')).toBe(true);
    if (done) expect(at <= now).toBe(true);
    expect(accountId === null || firms.has(accountId)).toBe(true);
  }
  for (const { contactIds, createdAt } of opportunities) {
    for (const id of contactIds) expect(createdAt >= (people.get(id)?.createdAt.slice(0, 10) ?? '9')).toBe(true);
  }
  for (const { contactId, createdAt, closedAt, status } of cases) {
    expect(people.has(contactId ?? '')).toBe(true);
    expect(closedAt === null || closedAt >= createdAt).toBe(true);
    expect(status === 'Closed').toBe(closedAt !== null);
  }
});

it('is the same for the same seed, another one for another', () => {
  expect(createWorld({ seed: 7, people: 100, now }).salesforce).toEqual(createWorld({ seed: 7, people: 100, now }).salesforce);
  expect(createWorld({ seed: 8, people: 100, now }).salesforce).not.toEqual(createWorld({ seed: 7, people: 100, now }).salesforce);
});

it('is empty for the user’s own people', () => {
  const own = createWorldFromPeople([{ name: 'Ada Byron', email: 'ada@example.com', phone: null }], { seed: 7, now });
  expect(Object.values(own.salesforce).flat()).toEqual([]);
});
