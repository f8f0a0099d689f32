// From rows to tickets and comments. What they cannot do without (an id, a status, a date) must be there and have its form; what
// may be absent becomes null.
import { z } from 'zod';
import { recordId } from '../../../../platform/record';
import { amountOf, decimal, instant, key, linkTo, textOf, timeOf, type Cells } from '../../../../platform/sql/cells';
import type { Comment, Rating, SlaState, Ticket } from '../../contract';
import { PRIORITIES, TICKET_STATUSES, type CommentsMapping, type TicketsMapping } from './mapping';

const ticketRow = z.object({
  id: key,
  customer: key,
  status: z.enum(TICKET_STATUSES),
  priority: z.enum(PRIORITIES).nullable(),
  createdAt: instant,
  updatedAt: instant.nullable(),
  firstReplyAt: instant.nullable(),
  solvedAt: instant.nullable(),
  slaDueAt: instant.nullable(),
  rating: decimal.transform(Number).nullable(),
  ratedAt: instant.nullable(),
});

type TimeField = 'createdAt' | 'updatedAt' | 'firstReplyAt' | 'solvedAt' | 'slaDueAt' | 'ratedAt';

/** A ticket row as a ticket, as it stands at `now`; throws ZodError where it breaks its contract. */
export function toTicket(source: string, mapping: TicketsMapping, cells: Cells, now: Date): Ticket {
  const { fields } = mapping;
  const text = (field: 'number' | 'subject' | 'channel' | 'status' | 'priority' | 'ratingComment') =>
    textOf(fields[field], cells.get(`fields.${field}`));
  const time = (field: TimeField) => timeOf(fields[field], cells.get(`fields.${field}`));
  const { ratingScale = 0 } = fields;
  const row = ticketRow
    .refine(({ rating }) => rating === null || (rating >= 0 && rating <= ratingScale), { path: ['rating'] })
    .parse({
      ...{ id: cells.get('id'), customer: cells.get('customer'), status: text('status'), priority: text('priority') },
      ...{ createdAt: time('createdAt'), updatedAt: time('updatedAt'), firstReplyAt: time('firstReplyAt') },
      ...{ solvedAt: time('solvedAt'), slaDueAt: time('slaDueAt'), ratedAt: time('ratedAt') },
      rating: amountOf(fields.rating, cells.get('fields.rating')),
    });
  const { status, priority, createdAt, updatedAt, firstReplyAt, solvedAt, slaDueAt } = row;
  const rating: Rating | null =
    row.rating === null ? null : { score: row.rating, scaleMax: ratingScale, comment: text('ratingComment'), at: row.ratedAt };
  return {
    id: recordId(source, 'ticket', row.id),
    url: linkTo(mapping.url, row.id),
    ...{ number: text('number'), subject: text('subject'), channel: text('channel') },
    ...{ status, priority, createdAt, updatedAt, firstReplyAt, solvedAt, slaDueAt, rating },
    sla: slaOf(row, now),
    tags: [],
    record: recordId(source, 'customer', row.customer),
  };
}

/**
 * The promise is kept by the first reply, or by a solution without one. Of a closed ticket nothing is promised any more: where
 * nobody knows when it was answered, nothing is said.
 */
export function slaOf(
  { status, firstReplyAt, solvedAt, slaDueAt }: Pick<Ticket, 'status' | 'firstReplyAt' | 'solvedAt' | 'slaDueAt'>,
  now: Date,
): SlaState {
  if (slaDueAt === null) return 'NONE';
  const due = Date.parse(slaDueAt);
  const kept = [firstReplyAt, solvedAt].filter((at) => at !== null).map((at) => Date.parse(at));
  if (kept.length > 0) return Math.min(...kept) <= due ? 'FULFILLED' : 'BREACHED';
  if (status === 'CLOSED') return 'NONE';
  return now.getTime() <= due ? 'ON_TRACK' : 'BREACHED';
}

const YES: ReadonlySet<string> = new Set(['true', 't', '1']);
const NO: ReadonlySet<string> = new Set(['false', 'f', '0']);
const yesOrNo = z.string().transform((word, context) => {
  const said = word.toLowerCase();
  if (YES.has(said) || NO.has(said)) return YES.has(said);
  context.addIssue('neither yes nor no');
  return z.NEVER;
});

const commentRow = z.object({ id: key, at: instant, body: z.string(), public: yesOrNo, fromCustomer: yesOrNo.nullable() });

/** A comment row as a comment; throws ZodError where it breaks its contract. */
export function toComment(source: string, { fields }: CommentsMapping, cells: Cells): Comment {
  const text = (field: keyof typeof fields & ('body' | 'public' | 'fromCustomer')) => textOf(fields[field], cells.get(`fields.${field}`));
  const row = commentRow.parse({
    id: cells.get('id'),
    at: timeOf(fields.at, cells.get('fields.at')),
    // Nothing was written where there is no text, as with an attachment alone.
    body: text('body') ?? '',
    public: text('public') ?? 'true',
    fromCustomer: text('fromCustomer'),
  });
  const { at, body, fromCustomer } = row;
  return { id: recordId(source, 'comment', row.id), at, body, public: row.public, author: null, fromCustomer };
}
