import { readsBySource } from '../../../platform/domain/reads';
import type { PersonRecord } from '../../../platform/record';
import type { BillingContext } from '../../../subgraphs/billing/context';
import type { BillingConnector, Invoice } from '../../../subgraphs/billing/contract';
import { toEvents } from '../../../subgraphs/billing/events';
import { counts, daysOverdue, invoicesOf, toView } from '../../../subgraphs/billing/view';
import { matchKeysOf } from '../../platform/domain/fake-domain';
import { person } from '../../platform/identity/people';
import { fakeConnector } from '../../platform/loader/fake-source';
import { sessionOf } from '../session-of';

const NOW = new Date('2026-11-22T23:30:00.000Z');
const ADA = person('sql:customer:1', { fullName: 'Ada Lovelace', email: 'ada@example.com' });

function invoice(id: string, parts: Partial<Invoice> = {}): Invoice {
  return {
    ...{ id, url: null, number: 'R-1', status: 'OPEN', currency: 'EUR', total: '19.90', balance: '19.90' },
    ...{ issueDate: '2026-10-01', dueDate: '2026-10-31', record: ADA.id },
    ...parts,
  };
}

/** The context over these sources, and an inquiry for Ada. */
function ask(connectors: Record<string, { records: PersonRecord[]; invoices: Invoice[] }>) {
  const { session, sources } = sessionOf<BillingConnector, PersonRecord>(
    'BILLING',
    Object.fromEntries(
      Object.entries(connectors).map(([name, { records, invoices }]) => [
        name,
        { ...fakeConnector(records), invoices: async (keys) => keys.map((key) => invoices.filter(({ record }) => record === key)) },
      ]),
    ),
  );
  const readsOf = readsBySource(sources, ({ cached, connector }) => ({ invoices: cached('invoices', connector.invoices, 30) }));
  const context: BillingContext = { session, readsOf };
  return { context, inquiry: session.inquiry(matchKeysOf([ADA])) };
}

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

describe('the view', () => {
  it('is null for a customer whom billing does not know', async () => {
    await expect(toView(ask({ sql: { records: [], invoices: [] } }).inquiry)).resolves.toBeNull();
    await expect(toView(ask({ sql: { records: [ADA], invoices: [] } }).inquiry)).resolves.toMatchObject({
      linked: [{ record: { id: ADA.id } }],
    });
  });

  it('has the invoices of all records and sources, newest first, each once', async () => {
    const other = person('stripe:customer:9', { fullName: 'Ada Lovelace', email: 'ada@example.com' });
    const { inquiry, context } = ask({
      sql: {
        records: [ADA, { ...ADA, id: 'sql:customer:2' }],
        invoices: [
          invoice('sql:invoice:1', { issueDate: '2026-01-01' }),
          invoice('sql:invoice:2', { issueDate: null }),
          invoice('sql:invoice:3', { issueDate: '2026-03-01' }),
          invoice('sql:invoice:3', { issueDate: '2026-03-01', record: 'sql:customer:2' }),
        ],
      },
      stripe: { records: [other], invoices: [invoice('stripe:invoice:1', { issueDate: '2026-02-01', record: other.id })] },
    });
    const invoices = await invoicesOf(inquiry, context);
    expect(invoices.map(({ id }) => id)).toEqual(['sql:invoice:3', 'stripe:invoice:1', 'sql:invoice:1', 'sql:invoice:2']);
  });
});

describe('events and facts', () => {
  it('tell of invoices issued and fallen due', () => {
    const { events, facts } = toEvents([invoice('sql:invoice:1', { url: 'https://app.example/1' })], NOW);
    const ref = { id: 'sql:invoice:1', url: 'https://app.example/1' };
    expect(events).toEqual([
      { at: '2026-10-01T00:00:00.000Z', kind: 'INVOICE_ISSUED', title: 'Invoice R-1: 19.90 EUR', ref },
      { at: '2026-10-31T00:00:00.000Z', kind: 'INVOICE_DUE', title: 'Invoice R-1 fell due', ref },
    ]);
    expect(facts).toEqual([{ kind: 'INVOICE_OVERDUE', ref, daysOverdue: 22 }]);
  });

  it('leave out what is paid, not due, undated or does not count', () => {
    const kinds = (parts: Partial<Invoice>): string[] => {
      const { events, facts } = toEvents([invoice('a:b:c', parts)], NOW);
      return [...events, ...facts].map(({ kind }) => kind);
    };
    expect(kinds({ balance: '0', status: 'PAID' })).toEqual(['INVOICE_ISSUED']);
    expect(kinds({ dueDate: '2026-12-24' })).toEqual(['INVOICE_ISSUED']);
    expect(kinds({ issueDate: null, dueDate: null })).toEqual([]);
    expect(kinds({ status: 'DRAFT' })).toEqual([]);
    expect(kinds({ status: 'VOID' })).toEqual([]);
    expect(toEvents([invoice('a:b:c', { number: null })], NOW).events[0]?.title).toBe('Invoice: 19.90 EUR');
  });
});
