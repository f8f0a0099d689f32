// The payment system keeps its own rules, its sums agree, and invoices, charges and subscriptions tell one story.
import { createWorld } from '../../../sandbox/world/create-world';
import { CULTURES } from '../../../sandbox/world/cultures';

const now = '2026-03-10T09:30:00.000Z';
const world = createWorld({ seed: 7, people: 800, now });
const { customers, invoices, subscriptions, charges } = world.payments;
const customerOf = new Map(customers.map((customer) => [customer.id, customer]));
const invoiceOf = new Map(invoices.map((invoice) => [invoice.id, invoice]));

describe('the payment system of the world', () => {
  it('has ids as the vendor makes them, each once', () => {
    const ids = [...customers, ...invoices, ...subscriptions, ...charges, ...charges.flatMap(({ refunds }) => refunds)].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of customers) expect(id).toMatch(/^cus_[A-Za-z0-9]{14}$/);
    for (const id of ids) expect(id).toMatch(/^(cus|in|sub|ch|re)_[A-Za-z0-9]{14,24}$/);
  });

  it('lets several customers, of one person or of two, have one address', () => {
    const holders = new Map<string, Set<string>>();
    for (const { email, person } of customers) {
      const address = email?.toLowerCase();
      if (address !== undefined) holders.set(address, (holders.get(address) ?? new Set()).add(person));
    }
    expect([...holders.values()].some((people) => people.size > 1)).toBe(true);
    const addresses = customers.map(({ email }) => email?.toLowerCase()).filter((email) => email !== undefined);
    expect(addresses.length - new Set(addresses).size).toBeGreaterThan(20);
  });

  it('has nothing of nobody, of deleted customers or later than now', () => {
    for (const { customerId, createdAt } of [
      ...invoices,
      ...charges,
      ...subscriptions.map((one) => ({ ...one, createdAt: one.startedAt })),
    ]) {
      const customer = customerOf.get(customerId);
      expect([customer?.deleted, (customer?.createdAt ?? '9') <= createdAt, createdAt <= now]).toEqual([false, true, true]);
    }
    for (const { createdAt, paidAt, dueAt, subscriptionId, customerId } of invoices) {
      expect(paidAt === null || (createdAt <= paidAt && paidAt <= now)).toBe(true);
      expect(dueAt === null || createdAt < dueAt).toBe(true);
      const subscription = subscriptions.find(({ id }) => id === subscriptionId);
      expect(subscriptionId === null || subscription?.customerId === customerId).toBe(true);
    }
    for (const { refunds, createdAt } of charges)
      for (const refund of refunds) expect(createdAt <= refund.createdAt && refund.createdAt <= now).toBe(true);
  });

  it('adds up, in the smallest unit of the country’s currency', () => {
    for (const { status, total, amountPaid, amountRemaining, paidAt, number } of invoices) {
      expect(Number.isSafeInteger(total) && amountPaid + amountRemaining === total).toBe(true);
      expect([amountPaid === total, paidAt !== null]).toEqual([status === 'paid' || total === 0, status === 'paid']);
      expect(number === null).toBe(status === 'draft');
    }
    for (const { amount, amountRefunded, refunds, status, invoiceId, currency, customerId } of charges) {
      const invoice = invoiceOf.get(invoiceId ?? '');
      expect([invoice?.total, invoice?.currency, invoice?.customerId]).toEqual([amount, currency, customerId]);
      expect(amountRefunded).toBe(refunds.reduce((sum, refund) => sum + refund.amount, 0));
      expect(amountRefunded <= amount && (status === 'succeeded' || amountRefunded === 0)).toBe(true);
      if (status === 'succeeded') expect(invoice?.status).toBe('paid');
    }
    for (const { currency, country } of customers)
      expect(currency).toBe(CULTURES.find((culture) => culture.country === country)?.currency.toLowerCase());
    const perMonth = subscriptions.filter(({ plan, interval }) => plan === 'Relay Basic' && interval === 'month');
    expect(new Set(perMonth.filter(({ currency }) => currency === 'jpy').map(({ unitAmount }) => unitAmount))).toEqual(new Set([4_600]));
    expect(new Set(perMonth.filter(({ currency }) => currency === 'usd').map(({ unitAmount }) => unitAmount))).toEqual(new Set([3_190]));
  });

  it('numbers a customer’s invoices in the order of their dates', () => {
    for (const { id } of customers) {
      const own = invoices.filter(({ customerId, number }) => customerId === id && number !== null);
      const byDate = own.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
      expect(byDate.map(({ number }) => number)).toEqual(own.map(({ number }) => number).sort());
    }
  });

  it('has subscriptions in a period that is now, or was when they ended', () => {
    const statuses = new Set(
      subscriptions.map(({ status, cancelAtPeriodEnd }) => `${status}${cancelAtPeriodEnd ? ' until period end' : ''}`),
    );
    expect([...statuses].sort()).toEqual(['active', 'active until period end', 'canceled', 'past_due', 'trialing', 'unpaid']);
    for (const { status, startedAt, currentPeriodStart, currentPeriodEnd, cancelAt, canceledAt, cancelAtPeriodEnd } of subscriptions) {
      const then = status === 'canceled' ? (canceledAt ?? '0') : now;
      expect([startedAt <= currentPeriodStart, currentPeriodStart <= then, then <= currentPeriodEnd]).toEqual([true, true, true]);
      expect(cancelAt).toBe(cancelAtPeriodEnd ? currentPeriodEnd : null);
      expect(canceledAt !== null).toBe(status === 'canceled' || cancelAtPeriodEnd);
      expect(canceledAt === null || canceledAt <= now).toBe(true);
    }
  });

  it('has unpaid what is past due, and lets those who pay late in billing pay late here', () => {
    const owing = new Set(
      subscriptions.filter(({ status }) => status === 'past_due' || status === 'unpaid').map(({ customerId }) => customerId),
    );
    const open = invoices.filter(({ status }) => status === 'open');
    expect(owing.size).toBeGreaterThan(15);
    for (const id of owing) {
      expect(open.some(({ customerId }) => customerId === id)).toBe(true);
      expect(customerOf.get(id)?.delinquent).toBe(true);
    }
    expect(open.filter(({ dueAt }) => dueAt !== null && dueAt < now).length).toBeGreaterThan(10);
    expect(new Set(invoices.map(({ status }) => status))).toEqual(new Set(['paid', 'open', 'uncollectible', 'void', 'draft']));
    const today = now.slice(0, 10);
    const late = new Set(
      world.billing.invoices
        .filter(({ status, dueOn }) => (status === 'open' || status === 'partial') && dueOn < today)
        .map(({ customerId }) => world.billing.customers.find(({ id }) => id === customerId)?.person),
    );
    const surprising = [...owing]
      .map((id) => customerOf.get(id)?.person)
      .filter((person) => !late.has(person) && !person?.startsWith('stranger-'));
    expect(surprising).toEqual([]);
  });

  it('has charges that failed and say why, and refunds', () => {
    const failed = charges.filter(({ status }) => status === 'failed');
    expect(failed.length).toBeGreaterThan(20);
    for (const { status, failureMessage } of charges) expect(failureMessage !== null).toBe(status === 'failed');
    expect(charges.filter(({ refunds }) => refunds.length > 0).length).toBeGreaterThan(10);
  });
});
