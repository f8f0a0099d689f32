// What every sales connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { RecordId } from '../../platform/record';
import type { Order, OrderContents, SalesConnector, SalesRecord } from '../../subgraphs/sales/contract';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';
import { describeUnsupportedRead, type Unsupported } from './unsupported.contract';
import { expectAtMost, expectShape } from './words';

/** What is in the shop. Fields left out of an expectation are not compared; `unsupported` = the vendor has no way to answer. */
export interface KnownSales {
  records: KnownRecords<SalesRecord>;
  orders: {
    /** At least two customers with different orders, newest first. */
    held: readonly { record: RecordId; orders: readonly Partial<Order>[] }[];
    /** Customers without orders, or unknown ones. */
    unknown: readonly RecordId[];
    overLimit?: { records: readonly RecordId[]; requests: number };
  };
  contents:
    | Unsupported
    | {
        /** At least two orders with different contents. */
        held: readonly { order: RecordId; contents: OrderContents }[];
        unknown: readonly RecordId[];
        overLimit?: { orders: readonly RecordId[]; requests: number };
      };
}

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });
const Decimal = z.string().regex(/^\d+(\.\d+)?$/);
const Currency = z.string().regex(/^[A-Z]{3}$/);

const SalesRecordShape = PersonRecordShape.extend({
  orderCount: z.int().nonnegative().nullable().optional(),
  spent: z
    .strictObject({ amount: z.string().regex(/^-?\d+(\.\d+)?$/), currency: Currency })
    .nullable()
    .optional(),
});

const OrderShape = z
  .strictObject({
    id: Text,
    url: z.url().nullable(),
    number: Text.nullable(),
    status: z.enum(['PENDING', 'PROCESSING', 'IN_TRANSIT', 'DELIVERED', 'CANCELLED', 'RETURNED', 'PROBLEM']),
    currency: Currency,
    total: z.string().regex(/^-?\d+(\.\d+)?$/),
    refunded: Decimal,
    placedAt: Time,
    updatedAt: Time.nullable(),
    cancelledAt: Time.nullable(),
    shipments: z.array(
      z.strictObject({
        carrier: Text.nullable(),
        trackingNumber: Text.nullable(),
        shippedAt: Time.nullable(),
        deliveredAt: Time.nullable(),
      }),
    ),
    hasReturns: z.boolean(),
    salesPerson: z.strictObject({ id: z.string().regex(/^[^@]+$/), name: Text.nullable(), email: Text.nullable() }).nullable(),
    record: Text,
  })
  .refine(({ status, cancelledAt }) => cancelledAt === null || status === 'CANCELLED');

const ContentsShape = z.strictObject({
  items: z
    .array(z.strictObject({ id: Text, sku: Text.nullable(), name: Text.nullable(), quantity: z.int(), unitPrice: Decimal.nullable() }))
    .max(100),
  returns: z.array(
    z.strictObject({
      id: Text,
      number: Text.nullable(),
      status: z.enum(['REQUESTED', 'OPEN', 'CLOSED', 'DECLINED', 'CANCELLED']),
      at: Time.nullable(),
      reason: Text.nullable(),
      quantity: z.int(),
    }),
  ),
});

/** Runs the suite as one describe block. */
export function describeSalesConnector(source: SourceUnderTest<SalesConnector>, known: KnownSales): void {
  describe(`${source.name} keeps the sales contract`, () => {
    describeRecordSource<SalesRecord, SalesConnector>(source, known.records, SalesRecordShape);

    const { orders, contents } = known;
    describeBatchRead<SalesConnector, RecordId, readonly Order[]>(source, {
      read: 'orders',
      of: (connector) => connector.orders,
      known: orders.held.map(({ record, orders: expected }) => ({
        key: record,
        check: (answer) => {
          expect(answer).toHaveLength(expected.length);
          expect(answer).toMatchObject(expected);
          for (const order of answer) expect(order.record).toBe(record);
        },
      })),
      unknown: orders.unknown,
      absent: [],
      ...(orders.overLimit === undefined ? {} : { overLimit: { keys: orders.overLimit.records, requests: orders.overLimit.requests } }),
      always: (answer) => {
        expectNewestFirst(answer.map(({ placedAt }) => placedAt));
        expectAtMost('orders', 100, answer);
        for (const order of answer) {
          expectShape('orders: an order', OrderShape, order);
          expectNewestFirst(order.shipments.map(({ shippedAt }) => shippedAt).toReversed());
        }
      },
    });

    if (contents === 'unsupported') describeUnsupportedRead(source, 'contents', (connector) => connector.contents);
    else
      describeBatchRead<SalesConnector, RecordId, OrderContents | null>(source, {
        read: 'contents',
        of: (connector) => connector.contents,
        known: contents.held.map(({ order, contents: expected }) => ({ key: order, check: (answer) => expect(answer).toEqual(expected) })),
        unknown: contents.unknown,
        absent: null,
        ...(contents.overLimit === undefined
          ? {}
          : { overLimit: { keys: contents.overLimit.orders, requests: contents.overLimit.requests } }),
        always: (answer) => {
          if (answer === null) return;
          expectShape('contents', ContentsShape, answer);
          expectNewestFirst(answer.returns.map(({ at }) => at));
        },
      });
  });
}
