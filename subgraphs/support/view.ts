// The customer as the helpdesk sees them: the parents that the resolvers of `SupportView` and below work on.
import type { Inquiry } from '../../platform/domain/inquiry';
import type { Resolved } from '../../platform/domain/resolution';
import { parseRecordId, type PersonRecord } from '../../platform/record';
import type { SupportContext } from './context';
import type { Comment, Rating, SupportConnector, Ticket } from './contract';

export type SupportInquiry = Inquiry<SupportConnector, PersonRecord>;

/** Parent of `SupportView`. */
export interface SupportView {
  inquiry: SupportInquiry;
  /** Never empty. */
  linked: Resolved<SupportConnector, PersonRecord>[];
}

/** Parent of `Ticket`: comments are read through the inquiry it came by. */
export type AskedTicket = Ticket & { inquiry: SupportInquiry };

/** Parent of `Comment`. */
export type ShownComment = Comment & { fromCustomer: boolean | null };

/** Parent of `Feedback`. */
export interface TicketRating extends Rating {
  ticket: Ticket;
}

/** null when the helpdesk does not know this customer. */
export async function toView(inquiry: SupportInquiry): Promise<SupportView | null> {
  const { linked } = await inquiry.records();
  return linked.length === 0 ? null : { inquiry, linked };
}

/** Newest first, whatever source they come from. */
export async function ticketsOf(inquiry: SupportInquiry, context: SupportContext): Promise<Ticket[]> {
  const tickets = await inquiry.children((source) => context.readsOf(source).tickets);
  return tickets.sort((a, b) => b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id));
}

/** All of them, in no order, for counts: rejects when a source is missing. */
export function everyTicketOf(inquiry: SupportInquiry, context: SupportContext): Promise<Ticket[]> {
  return inquiry.everyChild((source) => context.readsOf(source).tickets);
}

/** Newest first; ratings without a time come last. */
export function ratingsOf(tickets: readonly Ticket[]): TicketRating[] {
  const ratings = tickets.flatMap((ticket) => (ticket.rating === null ? [] : [{ ...ticket.rating, ticket }]));
  return ratings.sort((a, b) => (b.at ?? '').localeCompare(a.at ?? ''));
}

/** Mean share of the scale's top; null without ratings. */
export function satisfactionOf(ratings: readonly Rating[]): number | null {
  if (ratings.length === 0) return null;
  return ratings.reduce((sum, { score, scaleMax }) => sum + score / scaleMax, 0) / ratings.length;
}

/** What was written in a ticket, oldest first. */
export async function commentsOf({ id, record, inquiry }: AskedTicket, context: SupportContext): Promise<ShownComment[]> {
  const source = context.session.sources.find(({ name }) => name === parseRecordId(id)?.source);
  const comments = source === undefined ? [] : await inquiry.read(source, context.readsOf(source).comments, id);
  return comments.map((comment) => {
    const { author, fromCustomer = null } = comment;
    return { ...comment, fromCustomer: author === null ? fromCustomer : author === record };
  });
}
