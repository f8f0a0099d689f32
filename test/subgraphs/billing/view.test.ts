import { readsBySource } from '../../../platform/domain/reads';
import { UpstreamError } from '../../../platform/errors';
import type { BillingContext } from '../../../subgraphs/billing/context';
import type { BillingConnector, BillingRecord, Invoice, Payment, Subscription } from '../../../subgraphs/billing/contract';
import {
  counts,
  currentSubscriptionsOf,
  daysOverdue,
  everyInvoiceOf,
  invoicesOf,
  isRunning,
  paymentsOf,
  subscriptionsOf,
  toView,
} from '../../../subgraphs/billing/view';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { fakeConnector } from '../../platform/loader/fake-source';
import { sessionOf } from '../session-of';
import { anInvoice as invoice, aPayment as payment, aSubscription as subscription } from './samples';

const NOW = new Date('2026-11-22T23:30:00.000Z');

function record(id: string, subscriptions: Subscription[] | null = []): BillingRecord {
  return { ...person(id, { fullName: 'Ada Lovelace', email: 'ada@example.com' }), subscriptions };
}
const ADA = record('sql:customer:1');
const STRIPE_ADA = record('stripe:customer:9', null);

interface Held {
  records: BillingRecord[];
  invoices?: Invoice[];
  /** Error = the read fails; not given = the connector has no such read. */
  subscriptions?: Subscription[] | Error;
  payments?: Payment[] | Error;
}

function connectorOf({ records, invoices = [], subscriptions, payments }: Held, asked: string[]): BillingConnector {
  const { lookups } = fakeConnector([]);
  function read<Child extends { record: string }>(name: string, children: Child[] | Error) {
    return async (keys: readonly string[]): Promise<readonly Child[][]> => {
      asked.push(...keys.map((key) => `${name} of ${key}`));
      if (children instanceof Error) throw children;
      return keys.map((key) => children.filter((child) => child.record === key));
    };
  }
  return {
    lookups,
    find: async (identifiers) =>
      identifiers.map(({ by, value }) =>
        records.filter(({ id, emails }) => (by === 'id' ? id === value : by === 'email' && emails.some((email) => email.value === value))),
      ),
    invoices: read('invoices', invoices),
    ...(subscriptions === undefined ? {} : { subscriptions: read('subscriptions', subscriptions) }),
    ...(payments === undefined ? {} : { payments: read('payments', payments) }),
    overdue: async () => ({ records: [], complete: true }),
  };
}

/** The context over these sources, an inquiry for Ada, and the children that were read. */
function ask(connectors: Record<string, Held>) {
  const asked: string[] = [];
  const { session, sources } = sessionOf<BillingConnector, BillingRecord>(
    'BILLING',
    Object.fromEntries(Object.entries(connectors).map(([name, held]) => [name, connectorOf(held, asked)])),
  );
  const readsOf = readsBySource(sources, ({ cached, connector }) => ({
    invoices: cached('invoices', connector.invoices, 30),
    subscriptions: connector.subscriptions === undefined ? null : cached('subscriptions', connector.subscriptions, 30),
    payments: connector.payments === undefined ? null : cached('payments', connector.payments, 30),
  }));
  const context: BillingContext = { session, readsOf };
  return { asked, context, inquiry: session.inquiry(matchKeysOf([ADA])) };
}

const idsOf = (children: readonly { id: string }[]) => children.map(({ id }) => id);

describe('days overdue', () => {
  it.each([
    ['2026-11-23', '19.90', 0],
    ['2026-11-22', '19.90', 0],
    ['2026-11-21', '19.90', 1],
    ['2025-11-22', '19.90', 365],
    ['2026-11-21', '0', 0],
    ['2026-11-21', '0.00', 0],
    ['2026-11-21', '-5.00', 0],
    [null, '19.90', 0],
  ])('due %s, %s to pay: %d', (dueDate, balance, days) => {
    expect(daysOverdue(invoice('sql:invoice:1', { dueDate, balance }), NOW)).toBe(days);
  });
});

test('drafts and voided invoices do not count', () => {
  const statuses = ['DRAFT', 'OPEN', 'PARTIALLY_PAID', 'PAID', 'VOID', 'UNCOLLECTIBLE'] as const;
  expect(statuses.filter((status) => counts(invoice('a:b:c', { status })))).toEqual(['OPEN', 'PARTIALLY_PAID', 'PAID', 'UNCOLLECTIBLE']);
});

test('subscriptions run while they bring money', () => {
  const statuses = ['TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'INCOMPLETE', 'CANCELLED'] as const;
  expect(statuses.filter((status) => isRunning(subscription('a:b:c', { status })))).toEqual(['ACTIVE', 'PAST_DUE']);
});

describe('the view', () => {
  it('is null for a customer whom billing does not know', async () => {
    await expect(toView(ask({ sql: { records: [] } }).inquiry)).resolves.toBeNull();
    await expect(toView(ask({ sql: { records: [ADA] } }).inquiry)).resolves.toMatchObject({ linked: [{ record: { id: ADA.id } }] });
  });

  it('has the invoices of all records and sources, newest first, each once', async () => {
    const { inquiry, context } = ask({
      sql: {
        records: [ADA, record('sql:customer:2')],
        invoices: [
          invoice('sql:invoice:1', { issueDate: '2026-01-01' }),
          invoice('sql:invoice:2', { issueDate: null }),
          invoice('sql:invoice:3', { issueDate: '2026-03-01' }),
          invoice('sql:invoice:3', { issueDate: '2026-03-01', record: 'sql:customer:2' }),
        ],
      },
      stripe: { records: [STRIPE_ADA], invoices: [invoice('stripe:invoice:1', { issueDate: '2026-02-01', record: STRIPE_ADA.id })] },
    });
    const invoices = await invoicesOf(inquiry, context);
    expect(idsOf(invoices)).toEqual(['sql:invoice:3', 'stripe:invoice:1', 'sql:invoice:1', 'sql:invoice:2']);
    expect(idsOf(await everyInvoiceOf(inquiry, context)).toSorted()).toEqual(idsOf(invoices).toSorted());
  });

  it('has the payments of the sources that know any, newest first', async () => {
    const { asked, inquiry, context } = ask({
      sql: { records: [ADA] },
      stripe: {
        records: [STRIPE_ADA],
        payments: [
          payment('stripe:charge:1', { at: '2026-01-01T00:00:00.000Z', record: STRIPE_ADA.id }),
          payment('stripe:charge:2', { at: '2026-02-01T00:00:00.000Z', record: STRIPE_ADA.id }),
        ],
      },
    });
    expect(idsOf(await paymentsOf(inquiry, context))).toEqual(['stripe:charge:2', 'stripe:charge:1']);
    expect(asked).toEqual(['payments of stripe:customer:9']);
  });
});

describe('subscriptions', () => {
  const along = subscription('stripe:subscription:1', { startedAt: '2026-02-01T00:00:00.000Z', record: STRIPE_ADA.id });
  const ended = subscription('stripe:subscription:0', {
    status: 'CANCELLED',
    startedAt: '2025-02-01T00:00:00.000Z',
    record: STRIPE_ADA.id,
  });
  const twin = record('stripe:customer:10', null);
  const ofTwin = subscription('stripe:subscription:2', { startedAt: '2026-03-01T00:00:00.000Z', record: twin.id });

  it('cost nothing where they came along, unless ended ones are wanted', async () => {
    const { asked, inquiry, context } = ask({
      sql: { records: [ADA] },
      stripe: { records: [record(STRIPE_ADA.id, [along])], subscriptions: [along, ended] },
    });
    expect(idsOf(await currentSubscriptionsOf(inquiry, context))).toEqual([along.id]);
    expect(asked).toEqual([]);
    expect(idsOf(await subscriptionsOf(inquiry, context))).toEqual([along.id, ended.id]);
    expect(asked).toEqual(['subscriptions of stripe:customer:9']);
  });

  it('are read where they did not come along, newest first over all records', async () => {
    const { asked, inquiry, context } = ask({ stripe: { records: [record(STRIPE_ADA.id, [along]), twin], subscriptions: [ofTwin] } });
    expect(idsOf(await currentSubscriptionsOf(inquiry, context))).toEqual([ofTwin.id, along.id]);
    expect(asked).toEqual(['subscriptions of stripe:customer:10']);
  });

  it('of a source that fails are left out and named, and never summed', async () => {
    const failure = new UpstreamError('stripe', 'UPSTREAM_TIMEOUT');
    const { inquiry, context } = ask({ stripe: { records: [record(STRIPE_ADA.id, [along]), twin], subscriptions: failure } });
    expect(idsOf(await currentSubscriptionsOf(inquiry, context))).toEqual([along.id]);
    await expect(inquiry.missing()).resolves.toEqual(['stripe']);
    await expect(currentSubscriptionsOf(inquiry, context, { every: true })).rejects.toBe(failure);
    await expect(subscriptionsOf(inquiry, context)).rejects.toBe(failure);
  });
});
