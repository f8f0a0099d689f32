// What every CRM connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { RecordId } from '../../platform/record';
import type { Activity, Company, CrmConnector, CrmRecord, Deal, Owner } from '../../subgraphs/crm/contract';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeList, type KnownList } from './list.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';
import { describeUnsupportedList, describeUnsupportedRead, type Unsupported } from './unsupported.contract';
import { expectShape } from './words';

/** What is in the CRM. Fields left out of an expectation are not compared; `unsupported` = the vendor has no way to answer. */
export interface KnownCrm {
  records: KnownRecords<CrmRecord>;
  deals: Unsupported | KnownLists<Partial<Deal>>;
  activities: Unsupported | KnownLists<Partial<Activity>>;
  owners: Unsupported | KnownOnes<Owner>;
  companies: Unsupported | KnownOnes<Company>;
  /** Who works for an organisation; left out where the vendor does not tell, and only there. */
  people?: KnownList<{ organizations: readonly RecordId[] }>;
  /** One of the records with at least two deals, to close on different days. */
  closingDeals: Unsupported | KnownList<{ from: string; to: string }>;
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

    const { deals, activities, owners, companies, people, closingDeals } = known;
    if (deals === 'unsupported') describeUnsupportedRead(source, 'deals', (connector) => connector.deals);
    else
      describeBatchRead<CrmConnector, RecordId, readonly Deal[]>(source, {
        read: 'deals',
        of: (connector) => connector.deals,
        ...expectLists<Deal>(deals, DealShape),
      });
    if (activities === 'unsupported') describeUnsupportedRead(source, 'activities', (connector) => connector.activities);
    else
      describeBatchRead<CrmConnector, RecordId, readonly Activity[]>(source, {
        read: 'activities',
        of: (connector) => connector.activities,
        ...expectLists<Activity>(activities, ActivityShape),
      });
    if (owners === 'unsupported') describeUnsupportedRead(source, 'owners', (connector) => connector.owners);
    else
      describeBatchRead<CrmConnector, RecordId, Owner | null>(source, {
        read: 'owners',
        of: (connector) => connector.owners,
        ...expectOnes<Owner>(owners),
      });
    if (companies === 'unsupported') describeUnsupportedRead(source, 'companies', (connector) => connector.companies);
    else
      describeBatchRead<CrmConnector, RecordId, Company | null>(source, {
        read: 'companies',
        of: (connector) => connector.companies,
        ...expectOnes<Company>(companies),
      });
    if (people !== undefined) describeList(source, 'people', (connector) => connector.people, people, CrmRecordShape);
    it('lists the people of an organisation where this suite knows some, and only there', async () => {
      const connector = await source.connect();
      expect(connector.people !== undefined).toBe(people !== undefined);
      await source.release(connector);
    });
    const quarter = { from: '2026-01-01', to: '2026-03-31' };
    if (closingDeals === 'unsupported') describeUnsupportedList(source, 'closingDeals', (connector) => connector.closingDeals, quarter);
    else describeList(source, 'closingDeals', (connector) => connector.closingDeals, closingDeals, CrmRecordShape);
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
      for (const item of items) expectShape('item', shape, item);
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
