// Zendesk's reads of tickets by id, of a ticket's comments, and of satisfaction ratings.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { HelpdeskTicket } from '../../world/story';
import { invalidAttribute, recordNotFound } from './errors';
import { toListPage } from './pages';
import { commentsShape, ratingsShape, ticketShape, ticketsShape } from './shapes';
import type { ZendeskStore } from './store';
import { toMetricSet, toSatisfactionRating, toSlas, toZendeskComments, toZendeskTicket } from './tickets';
import { distinct, MAX_IDS, toIds } from './user-routes';
import { toZendeskUser } from './users';

export function createTicketRoutes(store: ZendeskStore): Route[] {
  return [
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-multiple-tickets (100 ids; unknown ones are left
      // out), sideloads https://developer.zendesk.com/documentation/ticketing/using-the-zendesk-api/side_loading/: `users` beside the
      // tickets, `metric_sets` and `slas` inside each as `metric_set` and `slas`.
      method: 'GET',
      path: '/api/v2/tickets/show_many',
      shape: ticketsShape,
      keys: ({ query }) => toIds(query, 'ids').length,
      handle: (request) => showMany(store, request),
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/ticket_comments/#list-comments (100 a page, oldest first)
      method: 'GET',
      path: '/api/v2/tickets/:id/comments',
      shape: commentsShape,
      handle(request) {
        const ticket = store.ticketById(request.params['id'] ?? '');
        if (ticket === null) return recordNotFound();
        const newestFirst = request.query.get('sort_order') === 'desc' || request.query.get('sort') === '-created_at';
        const comments = toZendeskComments(ticket).sort((a, b) => a.created_at.localeCompare(b.created_at));
        const page = toListPage(newestFirst ? comments.reverse() : comments, request);
        return 'status' in page ? page : { status: 200, body: { comments: page.items, ...page.frame } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/tickets/tickets/#show-ticket
      method: 'GET',
      path: '/api/v2/tickets/:id',
      shape: ticketShape,
      handle(request) {
        if (!/^\d+$/.test(request.params['id'] ?? '')) return invalidAttribute('id', 'must be an integer from api/v2/tickets/show');
        const ticket = store.ticketById(request.params['id'] ?? '');
        return ticket === null ? recordNotFound() : { status: 200, body: { ticket: toAnswer(store, ticket, request) } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/ticket-management/satisfaction_ratings/#list-satisfaction-ratings (100 a
      // page; filters score, start_time, end_time in Unix seconds; there is none by requester)
      method: 'GET',
      path: '/api/v2/satisfaction_ratings',
      shape: ratingsShape,
      handle: (request) => listRatings(store, request),
    },
  ];
}

function showMany(store: ZendeskStore, request: VendorRequest): VendorAnswer {
  const ids = toIds(request.query, 'ids');
  if (ids.length === 0) return invalidAttribute('ids', 'must not be empty');
  if (ids.length > MAX_IDS) return invalidAttribute('ids', `must have at most ${MAX_IDS} entries`);
  const tickets = distinct(ids.flatMap((id) => store.ticketById(id) ?? []));
  const requesters = distinct(tickets.flatMap(({ requesterId }) => store.userById(requesterId) ?? []));
  const users = requesters.map((user) => toZendeskUser(user, store.detailsOf(user), request.origin));
  return {
    status: 200,
    body: {
      tickets: tickets.map((ticket) => toAnswer(store, ticket, request)),
      ...(toIds(request.query, 'include').includes('users') ? { users } : {}),
      next_page: null,
      previous_page: null,
      count: tickets.length,
    },
  };
}

function toAnswer(store: ZendeskStore, ticket: HelpdeskTicket, { query, origin }: VendorRequest): object {
  const includes = toIds(query, 'include');
  const organisation = store.userById(ticket.requesterId)?.organisation ?? null;
  return {
    ...toZendeskTicket(ticket, store.organisationId(organisation), origin),
    ...(includes.includes('metric_sets') ? { metric_set: toMetricSet(ticket, origin) } : {}),
    ...(includes.includes('slas') ? { slas: toSlas(ticket, store.now) } : {}),
  };
}

function listRatings(store: ZendeskStore, request: VendorRequest): VendorAnswer {
  const { query, origin } = request;
  const score = query.get('score');
  const from = Number(query.get('start_time') ?? 0) * 1000;
  const to = Number(query.get('end_time') ?? Infinity) * 1000;
  const ratings = store
    .tickets()
    .flatMap((ticket) => toSatisfactionRating(ticket, origin) ?? [])
    .filter((rating) => score === null || hasScore(rating, score))
    .filter(({ created_at }) => Date.parse(created_at) >= from && Date.parse(created_at) <= to)
    .sort((a, b) => a.created_at.localeCompare(b.created_at));
  const page = toListPage(query.get('sort_order') === 'desc' ? ratings.reverse() : ratings, request);
  return 'status' in page ? page : { status: 200, body: { satisfaction_ratings: page.items, ...page.frame } };
}

/** `good`, `bad`, `offered`, `received`, each with `_with_comment` or `_without_comment` behind it. */
function hasScore(rating: { score: string; comment?: string }, wanted: string): boolean {
  const base = wanted.replace(/_with(out)?_comment$/, '');
  if (wanted.endsWith('_with_comment') && rating.comment === undefined) return false;
  if (wanted.endsWith('_without_comment') && rating.comment !== undefined) return false;
  return base === 'received' ? rating.score === 'good' || rating.score === 'bad' : rating.score === base;
}
