// Request Tracker's part of the pretend world: some of the same people, by other hands, and nothing of it changes the rest.
import { createWorld } from '../../../sandbox/world/create-world';
import { createWorldFromPeople } from '../../../sandbox/world/people-file';

const NOW = '2026-06-01T12:00:00.000Z';
const world = createWorld({ seed: 7, people: 400, now: NOW });
const { users, tickets } = world.requestTracker;
const customers = users.filter(({ privileged }) => !privileged);

it('knows about a third of those whom the helpdesk knows, and a few whom it does not', () => {
  const inHelpdesk = new Set(world.helpdesk.users.map(({ person }) => person));
  const both = customers.filter(({ person }) => inHelpdesk.has(person)).length;
  expect(both / inHelpdesk.size).toBeGreaterThan(0.2);
  expect(both / inHelpdesk.size).toBeLessThan(0.45);
  expect(customers.length - both).toBeGreaterThan(0);
});

it('books each of its records beside the truth', () => {
  const booked = world.truth.flatMap(({ id, further = [] }) => further.map((record) => `${record} ${id}`));
  expect(booked.filter((line) => line.startsWith('request-tracker:')).sort()).toEqual(
    customers.map(({ id, person }) => `request-tracker:user:${id} ${person}`).sort(),
  );
});

it('keeps the rules of RT: one user an address, one a name, numbers shared with groups', () => {
  const addresses = users.flatMap(({ emailAddress }) => emailAddress?.toLowerCase() ?? []);
  expect(new Set(addresses).size).toBe(addresses.length);
  expect(new Set(users.map(({ name }) => name.toLowerCase())).size).toBe(users.length);
  expect(users.every(({ id }) => Number(id) % 2 === 1)).toBe(true);
});

it('spells people in its own way', () => {
  expect(customers.some(({ emailAddress }) => emailAddress !== null && emailAddress !== emailAddress.toLowerCase())).toBe(true);
  expect(customers.some(({ emailAddress }) => emailAddress === null)).toBe(true);
  expect(customers.some(({ workPhone, mobilePhone, homePhone }) => workPhone === null && mobilePhone === null && homePhone === null)).toBe(
    true,
  );
  expect(customers.some(({ customFields }) => (customFields['CRM Id'] ?? []).length > 0)).toBe(true);
});

it('has tickets in every state of somebody it knows', () => {
  const ids = new Set(users.map(({ id }) => id));
  expect(tickets.every(({ requestorIds }) => requestorIds.length > 0 && requestorIds.every((id) => ids.has(id)))).toBe(true);
  expect(new Set(tickets.map(({ status }) => status))).toEqual(new Set(['new', 'open', 'stalled', 'resolved', 'rejected']));
  expect(tickets.every(({ created, transactions }) => created <= NOW && transactions.every((one) => one.created >= created))).toBe(true);
});

it('always has Ada, with an urgent ticket past its due date and one merged into it', () => {
  const ada = users.find(({ person }) => person === 'ada-mensah');
  expect(ada).toMatchObject({ emailAddress: 'A.Mensah@Harbour-Catering.example.org', customFields: { 'CRM Id': ['501'] } });
  const own = tickets.filter(({ requestorIds }) => requestorIds.includes(ada?.id ?? ''));
  expect(own.some(({ priority, due, status }) => priority === 100 && status === 'open' && due !== null && due < NOW)).toBe(true);
  expect(own.some(({ mergedInto }) => mergedInto === own[0]?.id)).toBe(true);
  expect(own.flatMap(({ transactions }) => transactions.map(({ type }) => type))).toContain('Comment');
});

it('is the same for the same seed, and empty for people of a file', () => {
  expect(createWorld({ seed: 7, people: 400, now: NOW }).requestTracker).toEqual(world.requestTracker);
  const row = { name: 'Ada', email: 'ada@example.com', phone: '' };
  expect(createWorldFromPeople([row], { seed: 7, now: NOW }).requestTracker).toEqual({ users: [], tickets: [] });
});
