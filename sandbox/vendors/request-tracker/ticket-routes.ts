// RT's tickets: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { TrackerTicket } from '../../world/request-tracker-story';
import { badRequest, gatewayTimeout, notFound } from './errors';
import { toPage } from './pages';
import type { Rights } from './rights';
import { pageShape, ticketShape } from './shapes';
import type { RequestTrackerStore } from './store';
import { ticketHolds, toTicketEntity, toWholeTicket } from './tickets';
import { conditionsOf, meetsGroup, parseTicketSql, QueryFault, type Condition, type Group } from './ticket-sql';

/** Requestors that RT before 5.0.8 takes without brackets around them before it stops answering. */
const MOST_LOOSE_REQUESTORS = 12;

export function createTicketRoutes(store: RequestTrackerStore, rights: Rights): Route[] {
  const search = (request: VendorRequest) => searchTickets(store, rights, request);
  return [
    {
      method: 'GET',
      path: '/REST/2.0/tickets',
      shape: pageShape,
      keys: ({ query }) => countKeys(query.get('query') ?? ''),
      handle: search,
    },
    {
      method: 'POST',
      path: '/REST/2.0/tickets',
      shape: pageShape,
      keys: ({ query }) => countKeys(query.get('query') ?? ''),
      handle: search,
    },
    {
      method: 'GET',
      path: '/REST/2.0/ticket/:id',
      shape: ticketShape,
      handle(request) {
        const ticket = store.ticketById(request.params['id'] ?? '');
        return ticket === null ? notFound() : { status: 200, body: toWholeTicket(store.effective(ticket), store, rights, request.origin) };
      },
    },
  ];
}

function searchTickets(store: RequestTrackerStore, rights: Rights, request: VendorRequest): VendorAnswer {
  try {
    const query = parseTicketSql(request.query.get('query') ?? '');
    const loose = looseRequestors(query);
    if (loose > MOST_LOOSE_REQUESTORS) return gatewayTimeout();
    const asked = conditionsOf(query);
    const found =
      asked.length === 0 ? [] : store.tickets().filter((ticket) => isShown(ticket, asked) && meetsQuery(query, ticket, store, rights));
    return toPage(
      found.map((ticket) => toTicketEntity(ticket, store, rights)),
      request,
    );
  } catch (error) {
    if (error instanceof QueryFault) return badRequest(error.message);
    throw error;
  }
}

/** Deleted tickets never, merged ones only to those who ask by what they were merged into. */
function isShown({ status, mergedInto }: TrackerTicket, asked: readonly Condition[]): boolean {
  return status !== 'deleted' && (mergedInto === null || asked.some(({ key }) => key.toLowerCase() === 'effectiveid'));
}

function meetsQuery(query: Group, ticket: TrackerTicket, store: RequestTrackerStore, rights: Rights): boolean {
  return meetsGroup(query, (condition) => ticketHolds(ticket, store, rights, condition));
}

/** RT joins the members of a ticket once for each of these, and so multiplies its rows by each. In brackets it joins them once. */
function looseRequestors({ aggregator, parts }: Group): number {
  return aggregator === 'AND' ? 0 : parts.filter((part) => 'key' in part && /^Requestor/i.test(part.key)).length;
}

function countKeys(query: string): number {
  return (query.match(/\b(Requestor\.id|EffectiveId)\b/gi) ?? []).length || 1;
}
