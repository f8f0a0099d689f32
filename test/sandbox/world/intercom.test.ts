// The messenger beside the other systems of the world: who is known there, that nothing else changes by it, and that what it tells
// agrees with itself.
import { createHash } from 'node:crypto';
import { createWorld } from '../../../sandbox/world/create-world';
import { createWorldFromPeople } from '../../../sandbox/world/people-file';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 800, now });
const { contacts, conversations } = world.intercom;
const live = contacts.filter(({ mergedInto }) => mergedInto === null);

describe('the messenger of the world', () => {
  it('draws from a stream of its own: what all the others of a seed say stays as it was before', () => {
    const { intercom, truth, crm, helpdesk, billing, shop, payments, marketing } = createWorld({ seed: 3, people: 150, now });
    const known = truth.map(({ id, kind, records, cases }) => [id, kind, records, cases]);
    const told = JSON.stringify([crm, helpdesk, billing, shop, payments, marketing, known]);
    expect(intercom.contacts.length).toBeGreaterThan(10);
    // As it was before there was a messenger.
    expect(createHash('sha256').update(told).digest('hex').slice(0, 16)).toBe('a5122d132d1cbbe2');
  });

  it('tells the same story twice', () => {
    expect(createWorld({ seed: 7, people: 800, now }).intercom).toEqual(world.intercom);
  });

  it('knows about a third of the helpdesk’s people, and a few whom the helpdesk does not know', () => {
    const helpdesk = new Set(world.helpdesk.users.map(({ person }) => person));
    const people = new Set(live.map(({ person }) => person));
    const both = [...people].filter((person) => helpdesk.has(person)).length;
    expect(both / helpdesk.size).toBeGreaterThan(0.25);
    expect(both / helpdesk.size).toBeLessThan(0.4);
    expect(people.size - both).toBeGreaterThan(5);
    expect(people.size - both).toBeLessThan(30);
  });

  it('has its records beside the truth, and those merged away nowhere', () => {
    const further = new Map(world.truth.flatMap(({ id, further: records = [] }) => records.map((record) => [record, id] as const)));
    expect(live.map(({ id }) => further.get(`intercom:contact:${id}`))).toEqual(live.map(({ person }) => person));
    const merged = contacts.filter(({ mergedInto }) => mergedInto !== null);
    expect(merged.length).toBeGreaterThan(1);
    for (const { id, role, person, mergedInto } of merged) {
      expect(further.has(`intercom:contact:${id}`)).toBe(false);
      expect([role, live.find((contact) => contact.id === mergedInto)?.person]).toEqual(['lead', person]);
    }
  });

  it('spells them its own way: other addresses, capitals, numbers left out, leads without a name', () => {
    const crm = new Map(world.crm.contacts.map((contact) => [contact.person, contact]));
    const share = (is: (contact: (typeof live)[number]) => boolean) => live.filter(is).length / live.length;
    expect(share(({ person, email }) => crm.has(person) && email?.toLowerCase() !== crm.get(person)?.email)).toBeGreaterThan(0.05);
    expect(share(({ email }) => email !== null && email !== email.toLowerCase())).toBeGreaterThan(0.01);
    expect(share(({ phone }) => phone === null)).toBeGreaterThan(0.2);
    expect(share(({ name, role }) => name === null && role === 'lead')).toBeGreaterThan(0.01);
    const storing = live.filter(({ externalId }) => externalId !== null);
    expect(storing.length).toBeGreaterThan(10);
    const owners = new Map(world.crm.contacts.map(({ id, person }) => [id, person]));
    expect(storing.map(({ externalId }) => owners.get(externalId ?? ''))).toEqual(storing.map(({ person }) => person));
  });

  it('has conversations that agree with themselves', () => {
    const ids = new Set(live.map(({ id }) => id));
    expect(new Set(conversations.map(({ id }) => id)).size).toBe(conversations.length);
    for (const { contactIds, state, snoozedUntil, createdAt, updatedAt, rating, parts, lastCloseAt, firstAdminReplyAt } of conversations) {
      expect(contactIds.every((id) => ids.has(id))).toBe(true);
      expect(snoozedUntil !== null).toBe(state === 'snoozed');
      expect(lastCloseAt !== null).toBe(state === 'closed');
      expect(rating === null || state === 'closed').toBe(true);
      const times = [createdAt, ...parts.map(({ at }) => at), ...(rating === null ? [] : [rating.at])];
      expect(times).toEqual([...times].sort());
      expect([updatedAt <= now, times.includes(updatedAt), firstAdminReplyAt === null || times.includes(firstAdminReplyAt)]).toEqual([
        true,
        true,
        true,
      ]);
    }
    const count = (state: string) => conversations.filter((one) => one.state === state).length;
    expect([count('open') > 5, count('closed') > 20, count('snoozed') > 0]).toEqual([true, true, true]);
  });

  it('has Ada, with the id of her contact in the CRM, four conversations and two ratings', () => {
    const [ada] = live.filter(({ person }) => person === 'ada-mensah');
    expect(ada).toMatchObject({ externalId: '501', role: 'user', email: 'ada.mensah@copperfield-foods.example.com' });
    const hers = conversations.filter(({ contactIds }) => contactIds.includes(ada?.id ?? ''));
    expect(hers.map(({ state, priority, rating }) => [state, priority, rating?.score])).toEqual([
      ['open', true, undefined],
      ['snoozed', false, undefined],
      ['closed', false, 5],
      ['closed', false, 2],
    ]);
  });

  it('is empty where the people come from a file', () => {
    const { intercom } = createWorldFromPeople([{ name: 'Ada Mensah', email: 'ada@example.com', phone: null }], { seed: 1, now });
    expect(intercom).toEqual({ contacts: [], conversations: [] });
  });
});
