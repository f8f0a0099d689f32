// What every marketing connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import type { RecordId } from '../../platform/record';
import {
  touchedAt,
  type Audience,
  type CampaignTouch,
  type Engagement,
  type MarketingConnector,
  type MarketingFeedback,
  type MarketingRecord,
} from '../../subgraphs/marketing/contract';
import { testCall } from '../support/call';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';
import { describeUnsupportedList, describeUnsupportedRead, type Unsupported } from './unsupported.contract';
import { expectShape } from './words';

/** What is in the marketing system. Fields left out are not compared; `unsupported` = the vendor has no way to answer. */
export interface KnownMarketing {
  records: KnownRecords<MarketingRecord>;
  engagement:
    | Unsupported
    | {
        /** At least two profiles that did different things, newest first. */
        held: readonly { record: RecordId; touches: readonly Partial<CampaignTouch>[]; feedback: readonly Partial<MarketingFeedback>[] }[];
        /** Profiles that did nothing, or unknown ones. */
        unknown: readonly RecordId[];
        overLimit?: { records: readonly RecordId[]; requests: number };
      };
  segments: Unsupported | KnownMemberships;
  lists: Unsupported | KnownMemberships;
  /** All there are, by name. */
  audiences: Unsupported | readonly Audience[];
  members:
    | Unsupported
    | {
        /** Who joined last first. */
        held: readonly { audience: RecordId; members: readonly RecordId[] }[];
        /** Of the right form, but not in the source. */
        unknown: readonly RecordId[];
      };
}

/** Audiences of at least two profiles, by name. */
export interface KnownMemberships {
  held: readonly { record: RecordId; audiences: readonly Audience[] }[];
  unknown: readonly RecordId[];
}

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });

const MarketingRecordShape = PersonRecordShape.extend({
  bounce: z.strictObject({ at: Time.nullable() }).nullable(),
  lastEngagedAt: Time.nullable(),
});

const EngagementShape = z.strictObject({
  touches: z.array(
    z.strictObject({
      id: Text,
      campaign: Text.nullable(),
      channel: z.enum(['EMAIL', 'SMS', 'OTHER']),
      subject: Text.nullable(),
      sentAt: Time.nullable(),
      openedAt: Time.nullable(),
      clickedAt: Time.nullable(),
      bouncedAt: Time.nullable(),
      unsubscribedAt: Time.nullable(),
      record: Text,
    }),
  ),
  feedback: z.array(
    z
      .strictObject({
        id: Text,
        kind: Text,
        score: z.number().nonnegative(),
        scaleMax: z.number().positive(),
        comment: Text.nullable(),
        at: Time.nullable(),
        record: Text,
      })
      .refine(({ score, scaleMax }) => score <= scaleMax),
  ),
});

const AudiencesShape = z.array(z.strictObject({ id: Text, name: Text.nullable(), kind: z.enum(['SEGMENT', 'LIST']) }));

/** Runs the suite as one describe block. */
export function describeMarketingConnector(source: SourceUnderTest<MarketingConnector>, known: KnownMarketing): void {
  describe(`${source.name} keeps the marketing contract`, () => {
    describeRecordSource<MarketingRecord, MarketingConnector>(source, known.records, MarketingRecordShape);

    describeEngagement(source, known.engagement);
    describeMemberships(source, 'segments', known.segments);
    describeMemberships(source, 'lists', known.lists);
    describeAudiences(source, known.audiences);
    describeMembers(source, known.members);
  });
}

function describeEngagement(source: SourceUnderTest<MarketingConnector>, known: KnownMarketing['engagement']): void {
  if (known === 'unsupported') return describeUnsupportedRead(source, 'engagement', (connector) => connector.engagement);
  const { held, unknown, overLimit } = known;
  describeBatchRead<MarketingConnector, RecordId, Engagement>(source, {
    read: 'engagement',
    of: (connector) => connector.engagement,
    known: held.map(({ record, touches, feedback }) => ({
      key: record,
      check: (answer) => {
        expect(answer.touches).toHaveLength(touches.length);
        expect(answer.feedback).toHaveLength(feedback.length);
        expect(answer).toMatchObject({ touches, feedback });
        for (const item of [...answer.touches, ...answer.feedback]) expect(item.record).toBe(record);
      },
    })),
    unknown,
    absent: { touches: [], feedback: [] },
    ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
    always: (engagement) => {
      expectShape('engagement', EngagementShape, engagement);
      expectNewestFirst(engagement.touches.map(touchedAt));
      expectNewestFirst(engagement.feedback.map(({ at }) => at));
    },
  });
}

function describeMemberships(
  source: SourceUnderTest<MarketingConnector>,
  read: 'segments' | 'lists',
  known: Unsupported | KnownMemberships,
): void {
  if (known === 'unsupported') return describeUnsupportedRead(source, read, (connector) => connector[read]);
  const { held, unknown } = known;
  describeBatchRead<MarketingConnector, RecordId, readonly Audience[]>(source, {
    read,
    of: (connector) => connector[read],
    known: held.map(({ record, audiences }) => ({ key: record, check: (answer) => expect(answer).toEqual(audiences) })),
    unknown,
    absent: [],
    always: (audiences) => expectShape('audiences', AudiencesShape, audiences),
  });
}

/** A connector for a block of tests. */
function connected(source: SourceUnderTest<MarketingConnector>): () => MarketingConnector {
  let connector: MarketingConnector | undefined;
  beforeAll(async () => {
    connector = await source.connect();
  });
  afterAll(async () => {
    if (connector !== undefined) await source.release(connector);
  });
  afterEach(() => source.heal());
  return () => {
    if (connector === undefined) throw new Error('not connected');
    return connector;
  };
}

function describeAudiences(source: SourceUnderTest<MarketingConnector>, audiences: Unsupported | readonly Audience[]): void {
  if (audiences === 'unsupported') {
    it('audiences: says that it has no way to tell', async () => {
      const connector = await source.connect();
      await expect(connector.audiences(testCall())).rejects.toMatchObject({ code: 'UPSTREAM_UNSUPPORTED' });
      await source.release(connector);
    });
    return;
  }
  describe('audiences', () => {
    const connector = connected(source);

    it('are all segments and lists, by name', async () => {
      const call = testCall();
      source.counter?.resetCalls();
      const answer = await connector().audiences(call);
      expect(answer).toEqual(audiences);
      expectShape('audiences', AudiencesShape, answer);
      if (source.counter !== undefined) expect(source.counter.calls()).toBe(call.sentCount);
    });

    it.each(source.faults.map((fault) => [fault.name, fault] as const))('say what went wrong: %s', async (_name, fault) => {
      await fault.begin();
      await expect(connector().audiences(testCall(fault.patienceMs))).rejects.toMatchObject({ name: 'UpstreamError', code: fault.code });
    });
  });
}

function describeMembers(source: SourceUnderTest<MarketingConnector>, known: KnownMarketing['members']): void {
  if (known === 'unsupported') {
    return describeUnsupportedList(source, 'members', (connector) => connector.members, { audience: 'elsewhere:list:1' });
  }
  const { held, unknown } = known;
  describe('members', () => {
    const connector = connected(source);

    it('are the profiles, who joined last first', async () => {
      for (const { audience, members } of held) {
        const { records, complete } = await connector().members({ audience }, 1_000, testCall());
        expect(records.map(({ record }) => record.id)).toEqual(members);
        expect(complete).toBe(true);
        for (const { record } of records) expectShape('members: a record', MarketingRecordShape, record);
      }
    });

    it('are at most as many as asked for, and it shows', async () => {
      for (const { audience, members } of held) {
        const { records, complete } = await connector().members({ audience }, 1, testCall());
        expect(records.map(({ record }) => record.id)).toEqual(members.slice(0, 1));
        expect(complete).toBe(members.length <= 1);
      }
    });

    it('are none of an unknown audience', async () => {
      for (const audience of unknown) {
        expect(await connector().members({ audience }, 10, testCall())).toEqual({ records: [], complete: true });
      }
    });

    it('are none of another source’s audience, without a request', async () => {
      const call = testCall();
      for (const audience of ['elsewhere:segment:1', 'elsewhere:list:1', 'no id at all']) {
        expect(await connector().members({ audience }, 10, call)).toEqual({ records: [], complete: true });
      }
      expect(call.sentCount).toBe(0);
    });

    const [first] = held;
    it.each(source.faults.map((fault) => [fault.name, fault] as const))('say what went wrong: %s', async (_name, fault) => {
      await fault.begin();
      const read = connector().members({ audience: first?.audience ?? '' }, 10, testCall(fault.patienceMs));
      await expect(read).rejects.toMatchObject({ name: 'UpstreamError', code: fault.code });
    });
  });
}
