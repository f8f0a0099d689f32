// Shop, payments and marketing beside the first three systems: who is known where, that the first three are untouched by it,
// and the showcase people's parts.
import { createHash } from 'node:crypto';
import { createWorld } from '../../../sandbox/world/create-world';
import { FIRST_CUSTOMER } from '../../../sandbox/world/showcase/ada';
import type { World } from '../../../sandbox/world/story';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 2_000, now });

const peopleOf = (records: readonly { person: string }[]): Set<string> => new Set(records.map(({ person }) => person));
const both = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => [...a].filter((one) => b.has(one)).length;

const known = {
  billing: peopleOf(world.billing.customers),
  ...{ shop: peopleOf(world.shop.customers), payments: peopleOf(world.payments.customers), marketing: peopleOf(world.marketing.profiles) },
};

describe('shop, payments and marketing', () => {
  it('draw from a stream of their own: what CRM, helpdesk and billing of a seed say stays as it is', () => {
    const fingerprint = (seed: number, people: number): string => {
      const { crm, helpdesk, billing } = createWorld({ seed, people, now });
      return createHash('sha256')
        .update(JSON.stringify([crm, helpdesk, billing]))
        .digest('hex')
        .slice(0, 16);
    };
    expect(fingerprint(3, 150)).toBe('3357aea862dd4c57');
    expect(fingerprint(11, 400)).toBe('34e489e6b8da4c8d');
  });

  it('know as many of the others’ people as is said', () => {
    expect(both(known.shop, known.billing) / known.billing.size).toBeGreaterThan(0.44);
    expect(both(known.shop, known.billing) / known.billing.size).toBeLessThan(0.54);
    expect(both(known.payments, known.billing) / known.billing.size).toBeGreaterThan(0.4);
    expect(both(known.payments, known.billing) / known.billing.size).toBeLessThan(0.5);
    expect(known.marketing.size / world.truth.length).toBeGreaterThan(0.65);
    expect(known.marketing.size / world.truth.length).toBeLessThan(0.75);
    const organisations = world.truth.filter(
      ({ kind, records }) => kind === 'organisation' && /shopify|stripe|klaviyo/.test(records.join()),
    );
    expect(organisations.length).toBeGreaterThan(30);
  });

  it('know nobody whom only the helpdesk knows', () => {
    const alone = world.truth.filter(({ cases }) => cases.includes('helpdesk-only'));
    expect(alone.length).toBeGreaterThan(70);
    expect(alone.filter(({ records }) => records.some((record) => !record.startsWith('zendesk:')))).toEqual([]);
  });

  it('show the older mess as well: old addresses, slips, nicknames, own script', () => {
    const labelled = (name: string): Set<string> => new Set(world.truth.filter(({ cases }) => cases.includes(name)).map(({ id }) => id));
    const contacts = new Map(world.crm.contacts.filter(({ archived }) => !archived).map((contact) => [contact.person, contact]));
    const records = [...world.shop.customers, ...world.payments.customers, ...world.marketing.profiles];
    for (const name of ['changed-email', 'email-typo', 'plus-tag', 'mailbox-dots']) {
      const people = labelled(name);
      const differing = records.filter(
        ({ person, email }) => people.has(person) && email !== null && email !== contacts.get(person)?.email,
      );
      expect([name, differing.length > 5]).toEqual([name, true]);
    }
    const named = [...world.shop.customers, ...world.marketing.profiles];
    for (const name of ['nickname', 'swapped-names', 'romanised-name']) {
      const people = labelled(name);
      const differing = named.filter(
        ({ person, firstName }) => people.has(person) && firstName !== null && firstName !== contacts.get(person)?.firstName,
      );
      expect([name, differing.length > 5]).toEqual([name, true]);
    }
  });

  it('have the showcase people first, the same in every world', () => {
    const shown = (one: World): unknown => [
      ...[one.shop.customers.slice(0, 10), one.shop.orders.slice(0, 10), one.shop.staff],
      ...[one.payments.customers.slice(0, 8), one.payments.subscriptions.slice(0, 8), one.payments.invoices.slice(0, 13)],
      ...[one.marketing.profiles.slice(0, 7), one.marketing.campaigns, one.marketing.lists, one.marketing.segments],
    ];
    expect(shown(createWorld({ seed: 99, people: 30, now }))).toEqual(shown(world));
    const last = world.marketing.profiles[6];
    expect(last).toMatchObject({ person: 'nordlicht-freight' });
  });

  it('give Ada a whole story', () => {
    const ada = 'ada-mensah';
    const [buyer, ...others] = world.shop.customers.filter(({ person }) => person === ada);
    expect(others).toEqual([]);
    expect(buyer).toMatchObject({ id: '7000000001', email: FIRST_CUSTOMER.email, phone: FIRST_CUSTOMER.phone });
    const orders = world.shop.orders.filter(({ customerId }) => customerId === buyer?.id);
    expect(orders.map(({ name, fulfillments, returns }) => [name, fulfillments.map((one) => one.displayStatus), returns.length])).toEqual([
      ['#1001', ['DELIVERED'], 1],
      ['#1002', ['DELAYED', 'IN_TRANSIT'], 0],
    ]);
    const seller = world.shop.staff.find(({ id }) => id === orders[0]?.staffId);
    expect(seller?.email).toBe(world.crm.owners[0]?.email);

    const payers = world.payments.customers.filter(({ person }) => person === ada);
    expect(payers.map(({ email }) => email)).toEqual([FIRST_CUSTOMER.email, 'Ada.Mensah@Copperfield-Foods.example.com']);
    expect(payers[0]?.metadata).toEqual({ hubspot_contact: '501' });
    const ids = payers.map(({ id }) => id);
    const subscriptions = world.payments.subscriptions.filter(({ customerId }) => ids.includes(customerId));
    expect(subscriptions.map(({ status, cancelAtPeriodEnd }) => [status, cancelAtPeriodEnd])).toEqual([
      ['active', false],
      ['active', true],
    ]);
    expect(world.payments.charges.filter(({ customerId, refunds }) => ids.includes(customerId) && refunds.length > 0)).toHaveLength(1);
    const overdue = world.payments.invoices.filter(
      ({ status, dueAt, customerId }) => ids.includes(customerId) && status === 'open' && (dueAt ?? '9') < now,
    );
    expect(overdue).toMatchObject([{ amountRemaining: 28_400 }]);

    const profiles = world.marketing.profiles.filter(({ person }) => person === ada);
    expect(profiles.map(({ email, emailConsent }) => [email, emailConsent.state])).toEqual([
      [FIRST_CUSTOMER.email, 'SUBSCRIBED'],
      ['a.mensah@harbour-catering.example.org', 'UNSUBSCRIBED'],
    ]);
    const metrics = world.marketing.events.filter(({ profileId }) => profileId === profiles[0]?.id);
    expect(new Set(metrics.map(({ metric }) => metric))).toEqual(
      new Set(['Received Email', 'Opened Email', 'Clicked Email', 'Submitted Survey']),
    );
    expect(metrics.find(({ rating }) => rating !== null)?.rating).toMatchObject({ score: 2, scaleMax: 5 });
  });

  it('keep Brigitte unknown to the CRM', () => {
    const brigitte = world.truth.find(({ id }) => id === 'brigitte-lacroix');
    expect(brigitte?.records.map((record) => record.split(':')[0])).toEqual(['sql', 'shopify', 'stripe']);
  });
});
