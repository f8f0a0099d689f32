// What the timeline and the signals are told: each kind of event and fact, and what is none.
import type { Subscription } from '../../../subgraphs/billing/contract';
import { toEvents, type Billed } from '../../../subgraphs/billing/events';
import { aPayment, anInvoice, aSubscription } from './samples';

const NOW = new Date('2026-11-22T23:30:00.000Z');
const URL = 'https://app.example/1';

function eventsOf(billed: Partial<Billed>) {
  return toEvents({ invoices: [], subscriptions: [], payments: [], ...billed }, NOW);
}

function kindsOf(billed: Partial<Billed>): string[] {
  const { events, facts } = eventsOf(billed);
  return [...events, ...facts].map(({ kind }) => kind);
}

describe('invoices', () => {
  it('are issued and fall due', () => {
    const { events, facts } = eventsOf({ invoices: [anInvoice('sql:invoice:1', { url: URL })] });
    const ref = { id: 'sql:invoice:1', url: URL };
    expect(events).toEqual([
      { at: '2026-10-01T00:00:00.000Z', kind: 'INVOICE_ISSUED', title: 'Invoice R-1: 19.90 EUR', ref },
      { at: '2026-10-31T00:00:00.000Z', kind: 'INVOICE_DUE', title: 'Invoice R-1 fell due', ref },
    ]);
    expect(facts).toEqual([{ kind: 'INVOICE_OVERDUE', ref, daysOverdue: 22 }]);
  });

  it('are left out where they are paid, not due, undated or do not count', () => {
    const kinds = (parts: Parameters<typeof anInvoice>[1]) => kindsOf({ invoices: [anInvoice('a:b:c', parts)] });
    expect(kinds({ balance: '0', status: 'PAID' })).toEqual(['INVOICE_ISSUED']);
    expect(kinds({ dueDate: '2026-12-24' })).toEqual(['INVOICE_ISSUED']);
    expect(kinds({ issueDate: null, dueDate: null })).toEqual([]);
    expect(kinds({ status: 'DRAFT' })).toEqual([]);
    expect(kinds({ status: 'VOID' })).toEqual([]);
    expect(eventsOf({ invoices: [anInvoice('a:b:c', { number: null })] }).events[0]?.title).toBe('Invoice: 19.90 EUR');
  });
});

describe('payments', () => {
  it('fail, and are paid back', () => {
    const refund = (id: string, amount: string, at: string) => ({ id, amount, at, reason: null });
    const payments = [
      aPayment('stripe:charge:1', { status: 'FAILED', url: URL }),
      aPayment('stripe:charge:2', {
        url: URL,
        refunds: [
          refund('stripe:refund:1', '5.00', '2026-11-02T00:00:00.000Z'),
          refund('stripe:refund:2', '19.90', '2026-11-03T00:00:00.000Z'),
        ],
      }),
    ];
    expect(eventsOf({ payments })).toEqual({
      events: [
        {
          at: '2026-11-01T00:00:00.000Z',
          kind: 'PAYMENT_FAILED',
          title: 'Payment failed: 19.90 EUR',
          ref: { id: 'stripe:charge:1', url: URL },
        },
        {
          at: '2026-11-02T00:00:00.000Z',
          kind: 'PAYMENT_REFUNDED',
          title: 'Paid back: 5.00 EUR of 19.90 EUR',
          ref: { id: 'stripe:refund:1', url: URL },
        },
        {
          at: '2026-11-03T00:00:00.000Z',
          kind: 'PAYMENT_REFUNDED',
          title: 'Paid back: 19.90 EUR',
          ref: { id: 'stripe:refund:2', url: URL },
        },
      ],
      facts: [],
    });
  });

  it('that go well are no event', () => {
    expect(kindsOf({ payments: [aPayment('a:b:c'), aPayment('a:b:d', { status: 'PENDING' })] })).toEqual([]);
  });
});

describe('subscriptions', () => {
  const endsAt = '2026-11-30T00:00:00.000Z';

  it('start, and will end', () => {
    const ref = { id: 'stripe:subscription:1', url: URL };
    expect(eventsOf({ subscriptions: [aSubscription(ref.id, { url: URL, endsAt })] })).toEqual({
      events: [{ at: '2026-01-01T00:00:00.000Z', kind: 'SUBSCRIPTION_STARTED', title: 'Subscription started: Team', ref }],
      facts: [{ kind: 'SUBSCRIPTION_CANCELLING', ref, at: endsAt }],
    });
  });

  it('end', () => {
    const ended = aSubscription('a:b:c', { status: 'CANCELLED', plan: null, endsAt });
    expect(eventsOf({ subscriptions: [ended] })).toMatchObject({
      events: [{ title: 'Subscription started' }, { at: endsAt, kind: 'SUBSCRIPTION_ENDED', title: 'Subscription ended' }],
      facts: [],
    });
  });

  it.each<[Partial<Subscription>, string[]]>([
    [{ status: 'ACTIVE' }, ['SUBSCRIPTION_STARTED']],
    [{ status: 'TRIALING', endsAt }, ['SUBSCRIPTION_STARTED', 'SUBSCRIPTION_CANCELLING']],
    [{ status: 'PAST_DUE', endsAt }, ['SUBSCRIPTION_STARTED', 'SUBSCRIPTION_CANCELLING']],
    [{ status: 'PAUSED', endsAt, startedAt: null }, ['SUBSCRIPTION_CANCELLING']],
    [{ status: 'INCOMPLETE', endsAt }, []],
    [{ status: 'CANCELLED' }, ['SUBSCRIPTION_STARTED']],
  ])('that are %j tell %j', (parts, kinds) => {
    expect(kindsOf({ subscriptions: [aSubscription('a:b:c', parts)] })).toEqual(kinds);
  });
});
