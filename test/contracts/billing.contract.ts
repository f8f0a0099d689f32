// What every billing connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { RecordId } from '../../platform/record';
import type { BillingConnector, BillingRecord, Invoice, Payment, Subscription } from '../../subgraphs/billing/contract';
import { testCall } from '../support/call';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeList, type KnownList } from './list.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';
import { describeUnsupportedList, type Unsupported } from './unsupported.contract';
import { expectAtMost, expectShape } from './words';

/** Children of at least two customers, newest first; fields left out of a child are not compared. */
interface KnownChildren<Child> {
  held: readonly { record: RecordId; children: readonly Partial<Child>[] }[];
  /** Customer ids without any, or unknown ones. */
  unknown: readonly RecordId[];
  overLimit?: { records: readonly RecordId[]; requests: number };
}

/** What is in the billing system. */
export interface KnownBilling {
  records: KnownRecords<BillingRecord>;
  invoices: KnownChildren<Invoice>;
  /** Where the connector has them, and only there. */
  subscriptions?: KnownChildren<Subscription>;
  payments?: KnownChildren<Payment>;
  /** `unsupported` = the system has no way to answer. */
  overdue: Unsupported | KnownList<{ minDays: number }>;
}

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });
const Currency = z.string().regex(/^[A-Z]{3}$/);

const InvoiceShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  number: Text.nullable(),
  status: z.enum(['DRAFT', 'OPEN', 'PARTIALLY_PAID', 'PAID', 'VOID', 'UNCOLLECTIBLE']),
  currency: Currency,
  total: Decimal,
  balance: Decimal,
  issueDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  record: z.string(),
});

const SubscriptionShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  plan: Text.nullable(),
  status: z.enum(['TRIALING', 'ACTIVE', 'PAST_DUE', 'PAUSED', 'INCOMPLETE', 'CANCELLED']),
  currency: Currency,
  monthlyAmount: Decimal.nullable(),
  startedAt: Time.nullable(),
  renewsAt: Time.nullable(),
  endsAt: Time.nullable(),
  record: Text,
});

const PaymentShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  status: z.enum(['SUCCEEDED', 'PENDING', 'FAILED']),
  currency: Currency,
  amount: Decimal,
  refunded: Decimal,
  refunds: z.array(z.strictObject({ id: Text, amount: Decimal, at: Time, reason: Text.nullable() })),
  at: Time,
  disputed: z.boolean(),
  record: Text,
});

const BillingRecordShape = PersonRecordShape.extend({ subscriptions: z.array(SubscriptionShape).nullable().optional() });

const NOTHING_DUE: ReadonlySet<string> = new Set(['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE']);

/** Runs the suite as one describe block. */
export function describeBillingConnector(source: SourceUnderTest<BillingConnector>, known: KnownBilling): void {
  describe(`${source.name} keeps the billing contract`, () => {
    describeRecordSource<BillingRecord, BillingConnector>(source, known.records, BillingRecordShape);

    describeBatchRead<BillingConnector, RecordId, readonly Invoice[]>(source, {
      read: 'invoices',
      of: (connector) => connector.invoices,
      ...expectChildren(known.invoices, InvoiceShape, ({ issueDate }) => issueDate),
    });

    if (known.subscriptions !== undefined) {
      describeBatchRead<BillingConnector, RecordId, readonly Subscription[]>(source, {
        read: 'subscriptions',
        of: ({ subscriptions }) => declared(subscriptions),
        ...expectChildren(known.subscriptions, SubscriptionShape, ({ startedAt }) => startedAt),
      });
    }
    if (known.payments !== undefined) {
      describeBatchRead<BillingConnector, RecordId, readonly Payment[]>(source, {
        read: 'payments',
        of: ({ payments }) => declared(payments),
        ...expectChildren(known.payments, PaymentShape, ({ at }) => at, 100),
      });
    }

    const { overdue } = known;
    if (overdue === 'unsupported') describeUnsupportedList(source, 'overdue', (connector) => connector.overdue, { minDays: 1 });
    else describeList(source, 'overdue', (connector) => connector.overdue, overdue, BillingRecordShape);

    describe('what is the domain’s own', () => {
      let connector: BillingConnector;
      beforeAll(async () => {
        connector = await source.connect();
      });
      afterAll(() => source.release(connector));

      it('has the reads that this suite tries, and no others', () => {
        expect(connector.subscriptions !== undefined).toBe(known.subscriptions !== undefined);
        expect(connector.payments !== undefined).toBe(known.payments !== undefined);
      });

      it('owes nothing where nothing is due', async () => {
        const held = known.invoices.held.map(({ record }) => record);
        const answers = await connector.invoices(held, testCall());
        const settled = answers
          .flatMap((answer) => (answer instanceof Error ? [] : answer))
          .filter(({ status }) => NOTHING_DUE.has(status));
        for (const { balance } of settled) expect(Number(balance)).toBe(0);
      });

      it('brings along the subscriptions that it would read, ended ones aside', async () => {
        const held = known.subscriptions?.held.map(({ record }) => record) ?? [];
        const found = await connector.find(
          held.map((value) => ({ by: 'id', value })),
          testCall(),
        );
        const read = (await connector.subscriptions?.(held, testCall())) ?? [];
        found.forEach((records, index) => {
          const along = records instanceof Error ? null : (records[0]?.subscriptions ?? null);
          const all = read[index];
          if (along === null || all === undefined || all instanceof Error) return;
          expect(along.filter(({ status }) => status !== 'CANCELLED')).toEqual(all.filter(({ status }) => status !== 'CANCELLED'));
        });
      });
    });
  });
}

function declared<Read>(read: Read | undefined): Read {
  if (read === undefined) throw new Error('The connector has no such read');
  return read;
}

function expectChildren<Child extends { record: RecordId }>(
  { held, unknown, overLimit }: KnownChildren<Child>,
  shape: z.ZodType,
  timeOf: (child: Child) => string | null,
  most = Infinity,
) {
  return {
    known: held.map(({ record, children }) => ({
      key: record,
      check: (answer: readonly Child[]) => {
        expect(answer).toHaveLength(children.length);
        expect(answer).toMatchObject(children);
        for (const child of answer) expect(child.record).toBe(record);
      },
    })),
    unknown,
    absent: [],
    ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
    always: (children: readonly Child[]) => {
      expectAtMost('children', most, children);
      expectNewestFirst(children.map(timeOf));
      for (const child of children) expectShape('child', shape, child);
    },
  };
}
