// RT's tickets, what happened to them, and what was written: https://docs.bestpractical.com/rt/5.0.3/RT/REST2.html#Tickets
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { TrackerTicket } from '../../world/request-tracker-story';
import { toW3c, type Entity } from './entities';
import { badRequest, gatewayTimeout, notFound } from './errors';
import { meets, toConditions } from './json-search';
import { toPage } from './pages';
import type { Rights } from './rights';
import { pageShape, ticketShape } from './shapes';
import type { RequestTrackerStore } from './store';
import { ticketHolds, toTicketEntity, toTransactionEntity, toWholeTicket } from './tickets';
import { conditionsOf, meetsGroup, parseTicketSql, QueryFault, type Condition, type Group } from './ticket-sql';

/** Requestors that RT before 5.0.8 takes without brackets around them before it stops answering. */
const MOST_LOOSE_REQUESTORS = 12;

export function createTicketRoutes(store: RequestTrackerStore, rights: Rights): Route[] {
  const search = (request: VendorRequest) => searchTickets(store, rights, request);
  const effective = ({ params }: VendorRequest) => {
    const ticket = store.ticketById(params['id'] ?? '');
    return ticket === null ? null : store.effective(ticket);
  };
  const visible = () => store.transactions().filter(({ transaction }) => rights.showTicketComments || transaction.type !== 'Comment');
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
        const ticket = effective(request);
        return ticket === null ? notFound() : { status: 200, body: toWholeTicket(ticket, store, rights, request.origin) };
      },
    },
    {
      // Of the tickets merged into it as well; of a ticket that there is not, nothing.
      method: 'GET',
      path: '/REST/2.0/ticket/:id/history',
      shape: pageShape,
      handle(request) {
        const into = effective(request);
        const own = visible().filter(({ ticket }) => into !== null && store.effective(ticket).id === into.id);
        return toPage(
          own.map((one) => toTransactionEntity(one.ticket, one.transaction, store, rights)),
          request,
          rights.superUser,
        );
      },
    },
    {
      method: 'POST',
      path: '/REST/2.0/transactions',
      shape: pageShape,
      keys: ({ body }) => countValues(body, 'ObjectId'),
      handle: (request) =>
        answerSearch(
          visible().map((one) => toTransactionEntity(one.ticket, one.transaction, store, rights)),
          request,
          rights,
        ),
    },
    {
      method: 'POST',
      path: '/REST/2.0/attachments',
      shape: pageShape,
      keys: ({ body }) => countValues(body, 'TransactionId'),
      handle: (request) =>
        answerSearch(
          visible().flatMap(({ transaction }) => toAttachments(transaction)),
          request,
          rights,
        ),
    },
  ];
}

function searchTickets(store: RequestTrackerStore, rights: Rights, request: VendorRequest): VendorAnswer {
  try {
    const query = parseTicketSql(request.query.get('query') ?? '');
    const loose = looseRequestors(query);
    if (loose > MOST_LOOSE_REQUESTORS) return gatewayTimeout();
    const asked = conditionsOf(query);
    const found = asked.length === 0 ? [] : store.tickets().filter((ticket) => isShown(ticket, asked) && meetsQuery(query, ticket, store));
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

function meetsQuery(query: Group, ticket: TrackerTicket, store: RequestTrackerStore): boolean {
  return meetsGroup(query, (condition) => ticketHolds(ticket, store, condition));
}

/** RT joins the members of a ticket once for each of these, and so multiplies its rows by each. In brackets it joins them once. */
function looseRequestors({ aggregator, parts }: Group): number {
  return aggregator === 'AND' ? 0 : parts.filter((part) => 'key' in part && /^Requestor/i.test(part.key)).length;
}

function toAttachments({
  id,
  created,
  parts,
}: {
  id: string;
  created: string;
  parts: { id: string; contentType: string; filename: string | null; content: string }[];
}): Entity[] {
  return parts.map((part) => ({
    type: 'attachment',
    ref: part.id,
    fields: {
      ...{ id: Number(part.id), TransactionId: id, ContentType: part.contentType, Filename: part.filename ?? '' },
      ...{ Content: part.content, Created: toW3c(created), Subject: '' },
    },
  }));
}

function answerSearch(all: readonly Entity[], request: VendorRequest, rights: Rights): VendorAnswer {
  const conditions = toConditions(request);
  if (!Array.isArray(conditions)) return conditions;
  const valuesOf = ({ fields }: Entity, field: string) => {
    const value = fields[field];
    return typeof value === 'string' || typeof value === 'number' ? [String(value)] : null;
  };
  return toPage(
    all.filter((entity) => meets(conditions, (field) => valuesOf(entity, field))),
    request,
    rights.superUser,
  );
}

function countKeys(query: string): number {
  return (query.match(/\b(Requestor\.id|EffectiveId)\b/gi) ?? []).length || 1;
}

/** How many values a search names for a field. */
export function countValues(body: unknown, field: string): number {
  const list: readonly unknown[] = Array.isArray(body) ? body : [];
  const values = list.flatMap((one) => {
    const said = new Map(Object.entries(one ?? {}));
    const value: unknown = said.get('field') === field ? said.get('value') : undefined;
    return value === undefined ? [] : Array.isArray(value) ? value.length : 1;
  });
  return values.reduce((sum, count) => sum + count, 0);
}
