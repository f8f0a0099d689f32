// The shop keeps its own rules, its sums agree, and what became of an order agrees with itself and with the plot.
import { createWorld } from '../../../sandbox/world/create-world';
import { CULTURES } from '../../../sandbox/world/cultures';
import { createWorldBuilder } from '../../../sandbox/world/world-builder';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 800, now });
const { customers, orders, staff } = world.shop;
const customerOf = new Map(customers.map((customer) => [customer.id, customer]));

describe('the shop of the world', () => {
  it('lets an address and a number belong to one customer, writes them in one form, and has one of them at least', () => {
    for (const points of [customers.map(({ email }) => email), customers.map(({ phone }) => phone)]) {
      const told = points.filter((point) => point !== null);
      expect(told.length).toBeGreaterThan(100);
      expect(new Set(told).size).toBe(told.length);
    }
    expect(customers.filter(({ email, phone }) => email === null && phone === null)).toEqual([]);
    expect(customers.filter(({ email }) => email !== email?.toLowerCase() && email !== null)).toEqual([]);
    expect(customers.filter(({ phone }) => phone !== null && !/^\+[1-9]\d{7,14}$/.test(phone))).toEqual([]);
  });

  it('refuses an address or a number that another customer has, and an order of nobody', () => {
    const build = createWorldBuilder(1, now);
    build.identity('one', 'person');
    build.identity('other', 'person');
    const points = { email: 'Ada@Shop.example.com', phone: '+442079460501', createdAt: now };
    expect(build.shop.customer({ ...points, person: 'one' })).toMatchObject({ email: 'ada@shop.example.com', phone: '+442079460501' });
    expect(build.shop.isTaken('ADA@shop.example.com')).toBe(true);
    expect(build.shop.customer({ ...points, person: 'other' })).toMatchObject({ email: null, phone: null });
    const order = { createdAt: now, currency: 'EUR', financialStatus: 'PAID', fulfillmentStatus: 'UNFULFILLED', lines: [] } as const;
    expect(() => build.shop.order({ ...order, customerId: '1' }, 2)).toThrow('whom the shop does not know');
  });

  it('numbers orders from #1001, has guests buy, and nothing come from nobody or after now', () => {
    expect(orders.map(({ name }) => name)).toEqual(orders.map((_, index) => `#${1_001 + index}`));
    const buyers = new Set(orders.map(({ customerId }) => customerId));
    expect(customers.filter(({ id, hasAccount }) => !hasAccount && !buyers.has(id))).toEqual([]);
    for (const { id, createdAt } of customers.filter(({ hasAccount }) => !hasAccount)) {
      const bought = orders.filter(({ customerId }) => customerId === id).map((order) => order.createdAt);
      expect(bought.sort()[0]).toBe(createdAt);
    }
    for (const { customerId, createdAt, updatedAt, cancelledAt, fulfillments, returns } of orders) {
      const customer = customerOf.get(customerId);
      expect(customer === undefined ? '9' : customer.createdAt).not.toBe('9');
      const times = [customer?.createdAt ?? '9', createdAt, updatedAt, customer?.updatedAt ?? '0', now];
      expect(times).toEqual([...times].sort());
      for (const parcel of fulfillments) {
        const way = [createdAt, parcel.createdAt, parcel.deliveredAt ?? now, now];
        expect(way).toEqual([...way].sort());
        expect(parcel.deliveredAt !== null).toBe(parcel.displayStatus === 'DELIVERED');
      }
      for (const one of returns) {
        expect((fulfillments[0]?.deliveredAt ?? '9') < one.createdAt && one.createdAt <= now).toBe(true);
      }
      expect(cancelledAt === null || (createdAt <= cancelledAt && cancelledAt <= now)).toBe(true);
    }
    for (const { createdAt, emailConsent, smsConsent } of customers)
      for (const consent of [emailConsent, smsConsent])
        expect(consent?.at == null || (createdAt <= consent.at && consent.at <= now)).toBe(true);
  });

  it('adds up, in the currency of the customer’s country', () => {
    for (const {
      lines,
      total,
      refunded,
      currency,
      customerId,
      financialStatus,
      cancelledAt,
      fulfillments,
      fulfillmentStatus,
      returns,
    } of orders) {
      const culture = CULTURES.find(({ country }) => country === customerOf.get(customerId)?.countryCode);
      expect(currency).toBe(culture?.currency);
      expect(total).toBe(lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * Number(unitPrice), 0).toFixed(culture?.decimals));
      expect(total.includes('.')).toBe(culture?.decimals === 2);
      expect(Number(refunded)).toBeLessThanOrEqual(Number(total));
      const back = Number(refunded) === 0 ? 'nothing' : Number(refunded) === Number(total) ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
      expect(/REFUNDED/.test(financialStatus) ? financialStatus : 'nothing').toBe(back);
      expect(cancelledAt === null || fulfillments.length === 0).toBe(true);
      expect(fulfillmentStatus === 'FULFILLED').toBe(fulfillments.length > 0);
      expect(returns.every(({ quantity }) => quantity <= (lines[0]?.quantity ?? 0))).toBe(true);
    }
  });

  it('has every ending, and a parcel that is late or lost for people who are angry in the helpdesk', () => {
    const seen = (list: readonly (string | null)[]): string[] => [...new Set(list.map(String))].sort();
    expect(seen(orders.map((order) => order.financialStatus))).toEqual(
      ['AUTHORIZED', 'PAID', 'PARTIALLY_REFUNDED', 'PENDING', 'REFUNDED', 'VOIDED'].sort(),
    );
    expect(seen(orders.flatMap(({ fulfillments }) => fulfillments.map(({ displayStatus }) => displayStatus)))).toEqual(
      ['CONFIRMED', 'DELAYED', 'DELIVERED', 'FAILURE', 'IN_TRANSIT', 'OUT_FOR_DELIVERY'].sort(),
    );
    expect(seen(orders.flatMap(({ returns }) => returns.map(({ status }) => status)))).toEqual(['CLOSED', 'OPEN', 'REQUESTED']);
    const late = orders.filter(({ fulfillments }) =>
      fulfillments.some(({ displayStatus }) => displayStatus === 'DELAYED' || displayStatus === 'FAILURE'),
    );
    const complaining = new Set(
      world.helpdesk.users
        .filter(({ id }) =>
          world.helpdesk.tickets.some(
            ({ requesterId, priority, status }) => requesterId === id && priority !== 'normal' && /new|open|pending|hold/.test(status),
          ),
        )
        .map(({ person }) => person),
    );
    // All of them but the showcase's Brigitte, whom the helpdesk does not know.
    const calm = late.filter(({ customerId }) => !complaining.has(customerOf.get(customerId)?.person ?? ''));
    expect(late.length).toBeGreaterThan(20);
    expect(calm.map(({ customerId }) => customerOf.get(customerId)?.person)).toEqual(['brigitte-lacroix']);
  });

  it('tells the sales person, who is the owner in the CRM, by staff member or by tag', () => {
    const owners = new Map(world.crm.owners.map(({ id, email }) => [id, email]));
    const ownerOf = new Map(world.crm.contacts.toReversed().map(({ person, ownerId }) => [person, owners.get(ownerId ?? '')]));
    const byStaff = orders.filter(({ staffId }) => staffId !== null);
    const byTag = orders.filter(({ tags }) => tags.some((tag) => tag.startsWith('sales:')));
    expect(Math.min(byStaff.length, byTag.length)).toBeGreaterThan(60);
    for (const { staffId, customerId } of byStaff) {
      const email = staff.find(({ id }) => id === staffId)?.email;
      expect(email).toBe(ownerOf.get(customerOf.get(customerId)?.person ?? ''));
    }
    expect(staff.map(({ email }) => email)).toEqual(world.crm.owners.map(({ email }) => email));
    const named = new Set(staff.map(({ email }) => `sales:${email}`));
    for (const { tags, staffId } of byTag) expect([staffId, tags.every((tag) => named.has(tag))]).toEqual([null, true]);
  });
});
