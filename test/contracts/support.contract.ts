// What every helpdesk connector must keep. A vendor's test calls it with its source and what is in there.
import { z } from 'zod';
import { parseRecordId, type PersonRecord, type RecordId } from '../../platform/record';
import type { Comment, SupportConnector, Ticket, TicketPriority } from '../../subgraphs/support/contract';
import { describeBatchRead, type SourceUnderTest } from './batch-read.contract';
import { describeList, type KnownList } from './list.contract';
import { expectNewestFirst } from './order';
import { describeRecordSource, PersonRecordShape, type KnownRecords } from './record-source.contract';
import { describeUnsupportedList, describeUnsupportedRead, type Unsupported } from './unsupported.contract';
import { expectAtMost, expectShape } from './words';

/** What is in the helpdesk. Fields left out of an expectation are not compared; `unsupported` = the vendor has no way to answer. */
export interface KnownSupport {
  records: KnownRecords<PersonRecord>;
  tickets: {
    /** At least two users with different tickets, newest first. */
    held: readonly { record: RecordId; tickets: readonly Partial<Ticket>[] }[];
    /** Users without tickets, or unknown ones. */
    unknown: readonly RecordId[];
    overLimit?: { records: readonly RecordId[]; requests: number };
  };
  comments:
    | Unsupported
    | {
        /** At least two tickets with different comments, oldest first. */
        held: readonly { ticket: RecordId; comments: readonly Partial<Comment>[] }[];
        unknown: readonly RecordId[];
      };
  /** One of the records with at least two tickets, of different priorities. */
  openTickets: Unsupported | KnownList<{ priorities: readonly TicketPriority[] }>;
}

const Text = z.string().min(1);
const Time = z.iso.datetime({ offset: false });

const TicketShape = z.strictObject({
  id: Text,
  url: z.url().nullable(),
  number: Text.nullable(),
  subject: Text.nullable(),
  status: z.enum(['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'CLOSED']),
  priority: z.enum(['URGENT', 'HIGH', 'NORMAL', 'LOW']).nullable(),
  channel: Text.nullable(),
  createdAt: Time,
  updatedAt: Time.nullable(),
  firstReplyAt: Time.nullable(),
  solvedAt: Time.nullable(),
  sla: z.enum(['NONE', 'ON_TRACK', 'BREACHED', 'FULFILLED']),
  slaDueAt: Time.nullable(),
  tags: z.array(Text),
  rating: z.strictObject({ score: z.number(), scaleMax: z.number().positive(), comment: Text.nullable(), at: Time.nullable() }).nullable(),
  record: Text,
});

const CommentShape = z.strictObject({
  id: Text,
  at: Time,
  body: z.string(),
  public: z.boolean(),
  author: z
    .string()
    .refine((id) => parseRecordId(id) !== null)
    .nullable(),
  fromCustomer: z.boolean().nullable().optional(),
});

/** Runs the suite as one describe block. */
export function describeSupportConnector(source: SourceUnderTest<SupportConnector>, known: KnownSupport): void {
  describe(`${source.name} keeps the helpdesk contract`, () => {
    describeRecordSource<PersonRecord, SupportConnector>(source, known.records);

    const { overLimit } = known.tickets;
    describeBatchRead<SupportConnector, RecordId, readonly Ticket[]>(source, {
      read: 'tickets',
      of: (connector) => connector.tickets,
      known: known.tickets.held.map(({ record, tickets }) => ({
        key: record,
        check: (answer) => {
          expect(answer).toHaveLength(tickets.length);
          expect(answer).toMatchObject(tickets);
          for (const ticket of answer) expect(ticket.record).toBe(record);
        },
      })),
      unknown: known.tickets.unknown,
      absent: [],
      ...(overLimit === undefined ? {} : { overLimit: { keys: overLimit.records, requests: overLimit.requests } }),
      always: (tickets) => {
        expectNewestFirst(tickets.map(({ createdAt }) => createdAt));
        for (const ticket of tickets) expectShape('tickets: a ticket', TicketShape, ticket);
      },
    });

    const { comments, openTickets } = known;
    if (comments === 'unsupported') describeUnsupportedRead(source, 'comments', (connector) => connector.comments);
    else
      describeBatchRead<SupportConnector, RecordId, readonly Comment[]>(source, {
        read: 'comments',
        of: (connector) => connector.comments,
        known: comments.held.map(({ ticket, comments: expected }) => ({
          key: ticket,
          check: (answer) => {
            expect(answer).toHaveLength(expected.length);
            expect(answer).toMatchObject(expected);
          },
        })),
        unknown: comments.unknown,
        absent: [],
        always: (answer) => {
          expectNewestFirst(answer.map(({ at }) => at).toReversed());
          expectAtMost('comments', 100, answer);
          for (const comment of answer) expectShape('comments: a comment', CommentShape, comment);
        },
      });

    if (openTickets === 'unsupported')
      describeUnsupportedList(source, 'openTickets', (connector) => connector.openTickets, { priorities: [] });
    else
      describeList<PersonRecord, SupportConnector, { priorities: readonly TicketPriority[] }>(
        source,
        'openTickets',
        (connector) => connector.openTickets,
        openTickets,
        PersonRecordShape,
      );
  });
}
