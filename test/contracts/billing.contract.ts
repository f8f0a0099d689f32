// What every billing connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { PersonRecord, RecordId } from '../../platform/record';
import type { BillingConnector, Invoice } from '../../subgraphs/billing/contract';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeRecordSource, type KnownRecords } from './record-source.contract';
import { expectNewestFirst } from './order';

/** What is in the billing system. */
export interface KnownBilling {
  records: KnownRecords<PersonRecord>;
  invoices: {
    /** At least two customers with different invoices, newest first; fields left out of an invoice are not compared. */
    held: readonly { record: RecordId; invoices: readonly Partial<Invoice>[] }[];
    /** Customer ids without any invoice, or unknown ones. */
    unknown: readonly RecordId[];
    overLimit?: { records: readonly RecordId[]; requests: number };
  };
}

const Decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

const InvoiceShape = z.strictObject({
  id: z.string(),
  url: z.url().nullable(),
  number: z.string().min(1).nullable(),
  status: z.enum(['DRAFT', 'OPEN', 'PARTIALLY_PAID', 'PAID', 'VOID', 'UNCOLLECTIBLE']),
  currency: z.string().regex(/^[A-Z]{3}$/),
  total: Decimal,
  balance: Decimal,
  issueDate: z.iso.date().nullable(),
  dueDate: z.iso.date().nullable(),
  record: z.string(),
});

const NOTHING_DUE: ReadonlySet<string> = new Set(['DRAFT', 'PAID', 'VOID', 'UNCOLLECTIBLE']);

/** Runs the suite as one describe block. */
export function describeBillingConnector(source: SourceUnderTest<BillingConnector>, known: KnownBilling): void {
  describe(`${source.name} keeps the billing contract`, () => {
    describeRecordSource<PersonRecord, BillingConnector>(source, known.records);

    const { held, unknown, overLimit } = known.invoices;
    describeBatchRead<BillingConnector, RecordId, readonly Invoice[]>(source, {
      read: 'invoices',
      of: (connector) => connector.invoices,
      known: held.map(({ record, invoices }) => ({
        key: record,
        check: (answer) => {
          expect(answer).toHaveLength(invoices.length);
          expect(answer).toMatchObject(invoices);
          for (const invoice of answer) expect(invoice.record).toBe(record);
        },
      })),
      unknown,
      absent: [],
      ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
      always: (invoices) => {
        expectNewestFirst(invoices.map(({ issueDate }) => issueDate));
        for (const invoice of invoices) {
          expect(InvoiceShape.safeParse(invoice).error?.issues ?? []).toEqual([]);
          if (NOTHING_DUE.has(invoice.status)) expect(Number(invoice.balance)).toBe(0);
        }
      },
    });
  });
}
