// The sections of a mapping that a helpdesk is read by: `tickets`, with their ratings, and what was written in them (`comments`).
import { z } from 'zod';
import type { DomainWords } from '../../../../platform/sql/mapping-file';
import { fills } from '../../../../platform/sql/mapping-lines';
import { amount, column, link, neededBy, oneOf, plainText, table, time } from '../../../../platform/sql/values';
import type { Comment, Ticket, TicketPriority, TicketStatus } from '../../contract';

export const TICKET_STATUSES = ['OPEN', 'IN_PROGRESS', 'ON_HOLD', 'CLOSED'] as const satisfies readonly TicketStatus[];
/** The most urgent first. */
export const PRIORITIES = ['URGENT', 'HIGH', 'NORMAL', 'LOW'] as const satisfies readonly TicketPriority[];
const YES_OR_NO = ['true', 'false'] as const;

const tickets = z.strictObject(
  {
    table,
    id: column,
    customer: column,
    url: link.optional(),
    fields: z
      .strictObject({
        number: plainText.optional(),
        subject: plainText.optional(),
        channel: plainText.optional(),
        status: oneOf(TICKET_STATUSES),
        priority: oneOf(PRIORITIES).optional(),
        createdAt: time,
        updatedAt: time.optional(),
        firstReplyAt: time.optional(),
        solvedAt: time.optional(),
        slaDueAt: time.optional(),
        rating: amount.optional(),
        /** The top of the scale. */
        ratingScale: z.number('expected a number such as 5').positive('expected a number such as 5').optional(),
        ratingComment: plainText.optional(),
        ratedAt: time.optional(),
      })
      .superRefine(({ rating, ratingScale, ratingComment, ratedAt }, context) => {
        if ((rating === undefined) !== (ratingScale === undefined)) context.addIssue('`rating` and `ratingScale` go together');
        if (rating === undefined && (ratingComment !== undefined || ratedAt !== undefined)) {
          context.addIssue('`ratingComment` and `ratedAt` need a `rating`');
        }
      }),
  },
  neededBy('SUPPORT_SOURCES'),
);

const comments = z.strictObject({
  table,
  id: column,
  ticket: column,
  url: link.optional(),
  fields: z.strictObject({
    at: time,
    body: plainText,
    public: oneOf(YES_OR_NO).optional(),
    fromCustomer: oneOf(YES_OR_NO).optional(),
  }),
});

const schema = z.object({ tickets, comments: comments.optional() });

export type TicketsMapping = z.infer<typeof tickets>;
export type CommentsMapping = z.infer<typeof comments>;
export type SupportMapping = z.infer<typeof schema>;

/** What support reads of a mapping file. */
export const SUPPORT_WORDS: DomainWords<SupportMapping> = {
  schema,
  readings: {
    tickets: {
      ...{ createdAt: 'instant', updatedAt: 'instant', firstReplyAt: 'instant', solvedAt: 'instant' },
      ...{ slaDueAt: 'instant', ratedAt: 'instant', rating: 'number' },
    },
    comments: { at: 'instant' },
  },
  fills: ({ tickets: { fields } }) => {
    const ofPromise = (words: string) => (fields.slaDueAt === undefined ? {} : { sla: words });
    const rating = { rating: null };
    return [
      fills<Ticket>('tickets', 'Ticket', {
        customer: { record: 'the customer' },
        ...{ 'fields.number': { number: null }, 'fields.subject': { subject: null }, 'fields.channel': { channel: null } },
        'fields.status': { status: null, ...ofPromise('nothing is promised of a closed one') },
        'fields.priority': { priority: null },
        ...{ 'fields.createdAt': { createdAt: null }, 'fields.updatedAt': { updatedAt: null } },
        'fields.firstReplyAt': { firstReplyAt: null, ...ofPromise('by then → FULFILLED') },
        'fields.solvedAt': { solvedAt: null, ...ofPromise('by then → FULFILLED') },
        'fields.slaDueAt': { slaDueAt: null, sla: 'in the past → BREACHED' },
        ...{ 'fields.rating': rating, 'fields.ratingComment': rating, 'fields.ratedAt': rating },
      }),
      fills<Comment>('comments', 'Comment', {
        ...{ 'fields.at': { at: null }, 'fields.body': { body: null } },
        ...{ 'fields.public': { public: null }, 'fields.fromCustomer': { fromCustomer: null } },
      }),
    ];
  },
};
