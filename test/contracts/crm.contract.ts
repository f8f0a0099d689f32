// What every CRM connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { RecordId } from '../../platform/record';
import type { Activity, Company, CrmConnector, CrmRecord, Deal, Owner } from '../../subgraphs/crm/contract';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeList, type KnownList } from './list.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';

/** What is in the CRM. Fields left out of an expectation are not compared. */
export interface KnownCrm {
  records: KnownRecords<CrmRecord>;
  deals: KnownLists<Partial<Deal>>;
  activities: KnownLists<Partial<Activity>>;
  owners: KnownOnes<Owner>;
  companies: KnownOnes<Company>;
  /** Who works for an organisation. */
  people: KnownList<{ organizations: readonly RecordId[] }>;
  /** One of the records with at least two deals, to close on different days. */
  closingDeals: KnownList<{ from: string; to: string }>;
}

/** Lists of at least two contacts, newest first. */
export interface KnownLists<Item> {
  held: readonly { record: RecordId; items: readonly Item[] }[];
  unknown: readonly RecordId[];
  overLimit?: { records: readonly RecordId[]; requests: number };
}

export interface KnownOnes<Item> {
  held: readonly Item[];
  unknown: readonly RecordId[];
  overLimit?: { records: readonly RecordId[]; requests: number };
}

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });

const CrmRecordShape = PersonRecordShape.extend({
  lifecycleStage: z.enum(['SUBSCRIBER', 'LEAD', 'QUALIFIED_LEAD', 'OPPORTUNITY', 'CUSTOMER', 'EVANGELIST', 'OTHER']).nullable(),
  leadStatus: Text.nullable(),
  leadSource: Text.nullable(),
  ownerId: Text.nullable(),
  companyId: Text.nullable(),
});

const DealShape = z
  .strictObject({
    id: Text,
    url: z.url().nullable(),
    name: Text.nullable(),
    stage: Text.nullable(),
    status: z.enum(['OPEN', 'WON', 'LOST']),
    amount: z
      .string()
      .regex(/^-?\d+(\.\d+)?$/)
      .nullable(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    closeDate: z.iso.date().nullable(),
    createdAt: Time.nullable(),
    ownerId: Text.nullable(),
    record: Text,
  })
  .refine(({ amount, currency }) => amount === null || currency !== null);

const ActivityShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  kind: z.enum(['CALL', 'EMAIL', 'MEETING', 'NOTE', 'TASK']),
  at: Time,
  subject: Text.nullable(),
  body: Text.nullable(),
  ownerId: Text.nullable(),
  record: Text,
});

/** Runs the suite as one describe block. */
export function describeCrmConnector(source: SourceUnderTest<CrmConnector>, known: KnownCrm): void {
  describe(`${source.name} keeps the CRM contract`, () => {
    describeRecordSource<CrmRecord, CrmConnector>(source, known.records, CrmRecordShape);

    describeBatchRead<CrmConnector, RecordId, readonly Deal[]>(source, {
      read: 'deals',
      of: (connector) => connector.deals,
      ...expectLists<Deal>(known.deals, DealShape),
    });
    describeBatchRead<CrmConnector, RecordId, readonly Activity[]>(source, {
      read: 'activities',
      of: (connector) => connector.activities,
      ...expectLists<Activity>(known.activities, ActivityShape),
    });
    describeBatchRead<CrmConnector, RecordId, Owner | null>(source, {
      read: 'owners',
      of: (connector) => connector.owners,
      ...expectOnes<Owner>(known.owners),
    });
    describeBatchRead<CrmConnector, RecordId, Company | null>(source, {
      read: 'companies',
      of: (connector) => connector.companies,
      ...expectOnes<Company>(known.companies),
    });
    describeList<CrmRecord, CrmConnector, { organizations: readonly RecordId[] }>(
      source,
      'people',
      (connector) => connector.people,
      known.people,
      CrmRecordShape,
    );
    describeList<CrmRecord, CrmConnector, { from: string; to: string }>(
      source,
      'closingDeals',
      (connector) => connector.closingDeals,
      known.closingDeals,
      CrmRecordShape,
    );
  });
}

function expectLists<Item extends Deal | Activity>({ held, unknown, overLimit }: KnownLists<Partial<Item>>, shape: z.ZodType) {
  return {
    known: held.map(({ record, items }) => ({
      key: record,
      check: (answer: readonly Item[]) => {
        expect(answer).toHaveLength(items.length);
        expect(answer).toMatchObject(items);
        for (const item of answer) expect(item.record).toBe(record);
      },
    })),
    unknown,
    absent: [],
    ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
    always: (items: readonly Item[]) => {
      expectNewestFirst(items.map((item) => ('at' in item ? item.at : item.createdAt)));
      for (const item of items) expect(shape.safeParse(item).error?.issues ?? []).toEqual([]);
    },
  };
}

function expectOnes<Item extends { id: RecordId }>({ held, unknown, overLimit }: KnownOnes<Item>) {
  return {
    known: held.map((item) => ({ key: item.id, check: (answer: Item | null) => expect(answer).toEqual(item) })),
    unknown,
    absent: null,
    ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
  };
}
