// The house's own Vendure in a world: who is known there, and that nothing of it contradicts itself.
import { createWorld } from '../../../sandbox/world/create-world';

const NOW = '2026-06-01T12:00:00.000Z';
const world = createWorld({ seed: 7, people: 400, now: NOW });
const { customers, orders } = world.vendure;

describe('the house’s own Vendure', () => {
  it('knows about a third of the people whom the first shop knows, and few others', () => {
    const known = world.truth.filter(({ further = [] }) => further.some((id) => id.startsWith('vendure:')));
    const inShop = ({ records }: { records: string[] }) => records.some((id) => id.startsWith('shopify:'));
    const both = known.filter(inShop).length;
    expect(both / world.truth.filter(inShop).length).toBeGreaterThan(0.2);
    expect(both / world.truth.filter(inShop).length).toBeLessThan(0.45);
    expect(known.length - both).toBeGreaterThan(0);
    expect(known.length - both).toBeLessThan(both);
  });

  it('tells the truth whose each customer is', () => {
    const owners = new Map(world.truth.flatMap(({ id, further = [] }) => further.map((record) => [record, id] as const)));
    expect(customers.length).toBeGreaterThan(30);
    for (const { id, person } of customers) expect(owners.get(`vendure:customer:${id}`)).toBe(person);
  });

  it('begins with Ada, under her old address, with an order half sent and one that came back in part', () => {
    const [ada] = customers;
    expect(ada).toMatchObject({ id: '301', person: 'ada-mensah', emailAddress: 'a.mensah@harbour-catering.example.org', crmId: '501' });
    expect(orders.filter(({ customerId }) => customerId === '301').map(({ state }) => state)).toEqual([
      ...['Delivered', 'Cancelled', 'PartiallyShipped', 'AddingItems'],
    ]);
  });

  it('keeps addresses in lower case, and numbers as they were typed', () => {
    for (const { emailAddress } of customers) expect(emailAddress).toBe(emailAddress.toLowerCase());
    expect(customers.some(({ phoneNumber }) => phoneNumber !== null && !/^\+\d+$/.test(phoneNumber))).toBe(true);
    expect(customers.some(({ phoneNumber }) => phoneNumber === null)).toBe(true);
  });

  it('has guests and accounts, of which a few share an address', () => {
    expect(customers.some(({ user }) => user === null)).toBe(true);
    expect(customers.some(({ user }) => user !== null)).toBe(true);
  });

  it('tells nothing before it can have happened, and no refund of more than was paid', () => {
    const since = new Map(customers.map(({ id, createdAt }) => [id, createdAt]));
    for (const { customerId, createdAt, updatedAt, orderPlacedAt, payments, fulfillments } of orders) {
      expect(since.get(customerId) ?? '').not.toBe('');
      expect([since.get(customerId) ?? '', createdAt, updatedAt].toSorted()).toEqual([since.get(customerId), createdAt, updatedAt]);
      expect(updatedAt <= NOW).toBe(true);
      for (const { amount, refunds } of payments) expect(refunds.reduce((sum, { total }) => sum + total, 0)).toBeLessThanOrEqual(amount);
      for (const parcel of fulfillments) expect(parcel.createdAt > (orderPlacedAt ?? '')).toBe(true);
    }
  });

  it('is the same for the same seed, and leaves the other systems as they are for it', () => {
    expect(createWorld({ seed: 7, people: 400, now: NOW }).vendure).toEqual(world.vendure);
    expect(createWorld({ seed: 8, people: 400, now: NOW }).vendure).not.toEqual(world.vendure);
  });
});
