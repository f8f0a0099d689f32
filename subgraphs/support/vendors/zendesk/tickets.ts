// Tickets of users: a search tells which, a second read tells the rest (service level, first reply), fresh from the database.
import { allOf, chunked, type ReadSome } from '../../../../platform/batch-read';
import { inChunks, type BatchRead } from '../../../../platform/connector';
import type { Call } from '../../../../platform/http/call';
import { newestFirst } from '../../../../platform/newest-first';
import type { RecordId } from '../../../../platform/record';
import type { Comment, Ticket } from '../../contract';
import { MAX_IDS, ownIds, PAGE, REQUESTS_AT_ONCE, type ZendeskApi } from './api';
import { firstTickets, furtherTickets, MAX_RESULTS, type TicketSearch } from './ticket-search';
import { CommentAnswer, TicketHit, TicketList, toComment, toTicket, type ZendeskTicket } from './wire';

/** Keeps the address of a search below 2,000 characters, and the users that a failing one costs few. */
const REQUESTERS_PER_SEARCH = 50;

/** Tickets each user requested, newest first; of a user with more than 1,000, the newest 1,000. */
export function ticketsOfUsers(api: ZendeskApi): BatchRead<RecordId, readonly Ticket[]> {
  return chunked<readonly Ticket[]>({ absent: [], keysPerCall: REQUESTERS_PER_SEARCH, read: readTickets(api) });
}

function readTickets(api: ZendeskApi): ReadSome<readonly Ticket[]> {
  return async (recordIds, call) => {
    const asked = ownIds(api.account, 'user', recordIds);
    const ids = asked.size === 0 ? [] : await ticketIds(api, [...asked.keys()], call);
    const tickets = await ticketsByIds(api)([...new Set(ids)].map(String), call);
    const now = new Date();
    const lists = new Map<RecordId, Ticket[]>();
    for (const ticket of tickets) {
      if (ticket instanceof Error) throw ticket;
      // Deleted, or given to another requester, since it was indexed.
      const user = ticket === null ? undefined : asked.get(ticket.requester_id);
      if (ticket !== null && user !== undefined) lists.set(user, [...(lists.get(user) ?? []), toTicket(ticket, api.account, now)]);
    }
    return new Map([...lists].map(([user, list]) => [user, newestFirst(list, ({ createdAt }) => createdAt)]));
  };
}

/** Ids of the requesters' tickets. Where there are more than a search gives out, the requesters are asked in two halves. */
async function ticketIds(api: ZendeskApi, requesters: readonly number[], call: Call): Promise<number[]> {
  const search: TicketSearch<{ id: number }> = {
    terms: requesters.map((id) => `requester:${id}`),
    sortBy: 'created_at',
    hit: TicketHit,
  };
  const first = await firstTickets(api, search, call);
  if (first.count > MAX_RESULTS && requesters.length > 1) {
    const half = Math.ceil(requesters.length / 2);
    const halves = await allOf(inChunks(requesters, half).map((part) => ticketIds(api, part, call)));
    return halves.flat();
  }
  const further = await furtherTickets(api, search, first.count, call);
  return [...first.tickets, ...further].map(({ id }) => id);
}

/**
 * Tickets by Zendesk's ids, with their metrics and service levels; null = unknown.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets: 100 ids. Sideloads:
 * https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/
 */
function ticketsByIds(api: ZendeskApi): BatchRead<string, ZendeskTicket | null> {
  return chunked<ZendeskTicket | null>({
    absent: null,
    keysPerCall: MAX_IDS,
    atOnce: REQUESTS_AT_ONCE,
    async read(ids, call) {
      const { body } = await api.http.send({
        method: 'GET',
        path: '/api/v2/tickets/show_many',
        query: { ids: ids.join(','), include: 'slas,metric_sets' },
        reply: TicketList,
        call,
      });
      return new Map(body.tickets.map((ticket) => [String(ticket.id), ticket]));
    },
  });
}

/**
 * What was written in each ticket: the oldest 100; 404 = there is no such ticket.
 * https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments: one ticket a call.
 */
export function commentsOfTickets(api: ZendeskApi): BatchRead<RecordId, readonly Comment[]> {
  return chunked<readonly Comment[]>({
    absent: [],
    keysPerCall: 1,
    atOnce: REQUESTS_AT_ONCE,
    async read([recordId = ''], call) {
      const [ticketId] = ownIds(api.account, 'ticket', [recordId]).keys();
      if (ticketId === undefined) return new Map();
      const { body } = await api.http.send({
        method: 'GET',
        path: `/api/v2/tickets/${ticketId}/comments`,
        query: { 'page[size]': PAGE },
        reply: CommentAnswer,
        accept: [404],
        call,
      });
      const comments = 'error' in body ? [] : body.comments.map((comment) => toComment(comment, api.account));
      return new Map([[recordId, comments.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))]]);
    },
  });
}
