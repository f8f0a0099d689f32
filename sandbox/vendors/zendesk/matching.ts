// What one search term says of a user or a ticket. A keyword Zendesk does not know of the type finds nothing.
import type { HelpdeskTicket, HelpdeskUser } from '../../world/story';
import { containsWord, matchesText, type Operator, type Term } from './query';
import type { ZendeskStore } from './store';
import { emailsOf } from './users';

/** Lowest first: `status<solved`, `priority>normal`. */
const STATUSES = ['new', 'open', 'pending', 'hold', 'solved', 'closed'];
const PRIORITIES = ['low', 'normal', 'high', 'urgent'];

/** User keywords: https://support.zendesk.com/hc/en-us/articles/4408886879258#topic_user_properties */
export function userHolds(user: HelpdeskUser, { key, operator, value }: Term): boolean {
  switch (key) {
    case null:
      return value.includes('@') ? emailsOf(user).some((email) => matchesText(email, value)) : isFreeTextOf(user, value);
    case 'type':
      return value === 'user';
    case 'email':
      return emailsOf(user).some((email) => matchesText(email, value));
    case 'phone':
      return phoneMatches(user.phone, value);
    case 'name':
      return containsWord(user.name, value);
    case 'external_id':
      return user.externalId?.toLowerCase() === value;
    case 'role':
      return value === 'end-user';
    case 'organization':
      return user.organisation !== null && containsWord(user.organisation, value);
    case 'created':
    case 'created_at':
      return compare(operator, Date.parse(user.createdAt), Date.parse(value));
    case 'updated':
    case 'updated_at':
      return compare(operator, Date.parse(user.updatedAt), Date.parse(value));
    default:
      return false;
  }
}

function isFreeTextOf(user: HelpdeskUser, value: string): boolean {
  return (
    containsWord(user.name, value) ||
    emailsOf(user).some((email) => containsWord(email, value)) ||
    (/\d{4}/.test(value) && phoneMatches(user.phone, value))
  );
}

/**
 * Only digits count, so `+49…` and `0049…` are different and brackets are not. Written in full, the number must be the whole
 * one as the user has it; `*` in front finds it by its end.
 */
function phoneMatches(phone: string | null, wanted: string): boolean {
  const digits = wanted.replace(/[^\d*]/g, '');
  return phone !== null && /\d/.test(digits) && matchesText(phone.replace(/\D/g, ''), digits);
}

/** Ticket keywords: https://support.zendesk.com/hc/en-us/articles/4408886879258#topic_ticket_properties */
export function ticketHolds(store: ZendeskStore, ticket: HelpdeskTicket, { key, operator, value }: Term): boolean {
  switch (key) {
    case null:
      return ticket.id === value || containsWord(ticket.subject, value) || containsWord(ticket.description, value);
    case 'type':
      return value === 'ticket';
    case 'requester':
    case 'requester_id':
      return ticket.requesterId === value || requesterIs(store.userById(ticket.requesterId), value);
    case 'status':
      return compare(operator, STATUSES.indexOf(ticket.status), STATUSES.indexOf(value));
    case 'priority':
      return ticket.priority === null
        ? value === 'none'
        : compare(operator, PRIORITIES.indexOf(ticket.priority), PRIORITIES.indexOf(value));
    case 'tags':
      return ticket.tags.some((tag) => tag.toLowerCase() === value);
    case 'via':
      return ticket.channel.toLowerCase() === value;
    case 'subject':
      return containsWord(ticket.subject, value);
    case 'description':
      return containsWord(ticket.description, value);
    case 'satisfaction':
      return ticket.rating.score === value;
    case 'created':
    case 'created_at':
      return compare(operator, Date.parse(ticket.createdAt), Date.parse(value));
    case 'updated':
    case 'updated_at':
      return compare(operator, Date.parse(ticket.updatedAt), Date.parse(value));
    case 'solved':
      return ticket.solvedAt !== null && compare(operator, Date.parse(ticket.solvedAt), Date.parse(value));
    default:
      return false;
  }
}

function requesterIs(user: HelpdeskUser | null, value: string): boolean {
  return user !== null && (emailsOf(user).includes(value) || user.name.toLowerCase() === value);
}

/** A value Zendesk does not know (-1, NaN) is true of nothing. */
function compare(operator: Operator, known: number, wanted: number): boolean {
  if (Number.isNaN(wanted) || wanted === -1) return false;
  switch (operator) {
    case ':':
      return known === wanted;
    case '<':
      return known < wanted;
    case '<=':
      return known <= wanted;
    case '>':
      return known > wanted;
    case '>=':
      return known >= wanted;
  }
}

/** For `sort_by`; larger is later in ascending order. */
export function sortKey(
  field: string,
  record: { createdAt: string; updatedAt: string; status?: string; priority?: string | null },
): number {
  switch (field) {
    case 'created_at':
      return Date.parse(record.createdAt);
    case 'status':
      return STATUSES.indexOf(record.status ?? '');
    case 'priority':
      return PRIORITIES.indexOf(record.priority ?? '');
    default:
      return Date.parse(record.updatedAt);
  }
}
