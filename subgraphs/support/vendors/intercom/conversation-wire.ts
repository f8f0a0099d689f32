// Intercom's conversations: the part of them we read, and how they become tickets and comments. Pure, sends nothing.
import { z } from 'zod';
import { textOf } from '../../../../platform/clean';
import { parseRecordId, recordId, type RecordId } from '../../../../platform/record';
import type { Comment, Rating, SlaState, Ticket, TicketPriority, TicketStatus } from '../../contract';
import { toHeadline, toPlainText } from './plain-text';
import { Pages, toInstant, Unix, type Account } from './wire';

/** Text by the description, a number in some of its examples. */
const Id = z.union([z.string(), z.int()]).transform(String);
const Author = z.object({ type: z.string(), id: Id.nullish() });

export const Conversation = z.object({
  id: Id,
  title: z.string().nullish(),
  created_at: Unix,
  updated_at: Unix.nullish(),
  state: z.enum(['open', 'closed', 'snoozed']),
  priority: z.enum(['priority', 'not_priority']).nullish(),
  source: z
    .object({
      type: z.string().nullish(),
      id: Id.nullish(),
      subject: z.string().nullish(),
      body: z.string().nullish(),
      author: Author.nullish(),
    })
    .nullish(),
  contacts: z.object({ contacts: z.array(z.object({ id: z.string() })) }).nullish(),
  tags: z.object({ tags: z.array(z.object({ name: z.string() })) }).nullish(),
  conversation_rating: z.object({ rating: z.number().nullish(), remark: z.string().nullish(), updated_at: Unix.nullish() }).nullish(),
  sla_applied: z.object({ sla_status: z.string().nullish() }).nullish(),
  statistics: z.object({ first_admin_reply_at: Unix.nullish(), last_close_at: Unix.nullish() }).nullish(),
});
export type Conversation = z.infer<typeof Conversation>;

export const ConversationList = z.object({ conversations: z.array(Conversation), pages: Pages });
export type ConversationList = z.infer<typeof ConversationList>;

const Part = z.object({
  id: Id,
  part_type: z.string(),
  body: z.string().nullish(),
  created_at: Unix,
  author: Author.nullish(),
});
export const ConversationParts = Conversation.extend({ conversation_parts: z.object({ conversation_parts: z.array(Part) }) });
export type ConversationParts = z.infer<typeof ConversationParts>;

const STATUSES: Readonly<Record<Conversation['state'], TicketStatus>> = { open: 'OPEN', snoozed: 'ON_HOLD', closed: 'CLOSED' };

/** Intercom knows two: what is marked, and what is not. */
export const PRIORITIES: Readonly<Record<'priority' | 'not_priority', TicketPriority>> = { priority: 'HIGH', not_priority: 'NORMAL' };

const SLAS: Readonly<Record<string, SlaState>> = { hit: 'FULFILLED', missed: 'BREACHED', active: 'ON_TRACK' };

/** Types of parts that the customer sees; any other, `note` above all, may be for the house alone. */
const PUBLIC_PARTS: ReadonlySet<string> = new Set(['comment', 'open', 'close', 'quick_reply']);
const CUSTOMERS: ReadonlySet<string> = new Set(['user', 'lead', 'contact']);

/** Whose conversation it is: whoever began it, of those in it, else the first of them; null = nobody is in it any more. */
export function requesterOf({ source, contacts }: Conversation): string | null {
  const ids = contacts?.contacts.map(({ id }) => id) ?? [];
  const author = source?.author?.id;
  return author != null && ids.includes(author) ? author : (ids[0] ?? null);
}

/** `requester` is Intercom's id of the contact. */
export function toTicket(conversation: Conversation, requester: string, account: Account): Ticket {
  const { source, statistics, sla_applied, state } = conversation;
  const firstReplyAt = statistics?.first_admin_reply_at;
  const closedAt = statistics?.last_close_at;
  return {
    id: recordId(account.source, 'conversation', conversation.id),
    url: account.workspaceUrl === null ? null : `${account.workspaceUrl}/conversations/${conversation.id}`,
    number: conversation.id,
    subject: toSubject(conversation),
    status: STATUSES[state],
    priority: conversation.priority == null ? null : PRIORITIES[conversation.priority],
    channel: textOf(source?.type),
    createdAt: toInstant(conversation.created_at),
    updatedAt: conversation.updated_at == null ? null : toInstant(conversation.updated_at),
    firstReplyAt: firstReplyAt == null ? null : toInstant(firstReplyAt),
    // One that was opened again is not solved.
    solvedAt: state === 'closed' && closedAt != null ? toInstant(closedAt) : null,
    sla: SLAS[sla_applied?.sla_status ?? ''] ?? 'NONE',
    // Intercom tells whether a promise was kept, and not until when it runs.
    slaDueAt: null,
    tags: conversation.tags?.tags.map(({ name }) => name).filter((name) => name !== '') ?? [],
    rating: toRating(conversation),
    record: recordId(account.source, 'contact', requester),
  };
}

/** What was written in it, the first message first; parts without a word (assigned, snoozed, …) are none. */
export function toComments(conversation: ConversationParts, account: Account): Comment[] {
  const { source } = conversation;
  const message = { type: 'message', id: source?.id ?? conversation.id, at: conversation.created_at, public: true };
  const parts = conversation.conversation_parts.conversation_parts.map(({ id, part_type, body, created_at, author }) => {
    return { type: 'part', id, at: created_at, public: PUBLIC_PARTS.has(part_type), body, author };
  });
  return [{ ...message, body: source?.body, author: source?.author }, ...parts].flatMap((said): Comment[] => {
    const body = toPlainText(said.body ?? '');
    if (body === '') return [];
    return [
      {
        id: recordId(account.source, said.type, said.id),
        at: toInstant(said.at),
        body,
        public: said.public,
        author: toAuthor(said.author, account),
        fromCustomer: said.author == null ? null : CUSTOMERS.has(said.author.type),
      },
    ];
  });
}

function toAuthor(author: z.infer<typeof Author> | null | undefined, { source }: Account): RecordId | null {
  if (author?.id == null || author.id === '') return null;
  const id = recordId(source, CUSTOMERS.has(author.type) ? 'contact' : author.type, author.id);
  return parseRecordId(id) === null ? null : id;
}

/** A title somebody gave it, the subject of a mail, or how the first message begins. */
function toSubject({ title, source }: Conversation): string | null {
  return textOf(title) ?? toHeadline(toPlainText(source?.subject ?? '')) ?? toHeadline(toPlainText(source?.body ?? ''));
}

/** A rating that was asked for and not given is none. */
function toRating({ conversation_rating: rating }: Conversation): Rating | null {
  if (rating?.rating == null) return null;
  return {
    score: rating.rating,
    scaleMax: 5,
    comment: textOf(rating.remark),
    at: rating.updated_at == null ? null : toInstant(rating.updated_at),
  };
}
