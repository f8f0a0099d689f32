// Zendesk's two searches: of users, and of everything. Both, as documented, may take minutes to see new and changed records.
import type { Route, VendorAnswer, VendorRequest } from '../../http/message';
import type { HelpdeskTicket, HelpdeskUser } from '../../world/story';
import { beyondSearchLimit, invalidAttribute, tooManyWords } from './errors';
import { sortKey, ticketHolds, userHolds } from './matching';
import { toBounds, toOffsetPage } from './pages';
import { type Conditions, meets, parseQuery, toConditions } from './query';
import { searchShape, usersShape } from './shapes';
import type { ZendeskStore } from './store';
import { toZendeskTicket } from './tickets';
import { emailsOf, toZendeskUser } from './users';

const MAX_USER_RESULTS = 10_000;
const MAX_RESULTS = 1000;
/** https://support.zendesk.com/hc/en-us/articles/4408886879258#topic_jfw_rsj_nlb; a term with its keyword is taken for one word. */
const MAX_WORDS = 64;
/** The keywords that name whom or what is looked for. */
const KEY_TERMS = new Set(['email', 'phone', 'requester', 'requester_id', 'external_id']);

export function createSearchRoutes(store: ZendeskStore): Route[] {
  const toUser = (user: HelpdeskUser, origin: string) => toZendeskUser(user, store.detailsOf(user), origin);
  return [
    {
      // https://developer.zendesk.com/api-reference/ticketing/users/users/#search-users (100 a page, 10,000 in all). `external_id`
      // takes one id and no syntax.
      method: 'GET',
      path: '/api/v2/users/search',
      shape: usersShape,
      keys: countKeys,
      handle(request) {
        const { query, origin } = request;
        const externalId = query.get('external_id')?.toLowerCase();
        const terms = parseQuery(query.get('query') ?? '');
        if (externalId === undefined && terms.length === 0) return invalidAttribute('query', 'is required');
        if (terms.length > MAX_WORDS) return tooManyWords();
        const users = store.searchableUsers();
        const found =
          externalId === undefined
            ? matchingUsers(users, toConditions(terms))
            : users.filter((user) => user.externalId?.toLowerCase() === externalId);
        if (isBeyond(query, MAX_USER_RESULTS)) return beyondSearchLimit();
        const page = toOffsetPage(found, request);
        if ('status' in page) return page;
        return { status: 200, body: { users: page.items.map((user) => toUser(user, origin)), ...page.frame } };
      },
    },
    {
      // https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#list-search-results (100 a page, 1,000 in all:
      // https://developer.zendesk.com/api-reference/ticketing/ticket-management/search/#results-limit)
      method: 'GET',
      path: '/api/v2/search',
      shape: searchShape,
      keys: countKeys,
      handle: (request) => searchAll(store, request, toUser),
    },
  ];
}

function searchAll(store: ZendeskStore, request: VendorRequest, toUser: (user: HelpdeskUser, origin: string) => object): VendorAnswer {
  const { query, origin } = request;
  const terms = parseQuery(query.get('query') ?? '');
  if (terms.length === 0) return invalidAttribute('query', 'is required');
  if (terms.length > MAX_WORDS) return tooManyWords();
  if (isBeyond(query, MAX_RESULTS)) return beyondSearchLimit();
  const conditions = toConditions(terms);
  const users = matchingUsers(store.searchableUsers(), conditions);
  const tickets = candidates(store, conditions).filter((ticket) => meets(conditions, (term) => ticketHolds(store, ticket, term)));
  const page = toOffsetPage(inOrder([...users, ...tickets], query), request);
  if ('status' in page) return page;
  const results = page.items.map((record) => {
    if (!isTicket(record)) return { ...toUser(record, origin), result_type: 'user' };
    const organisation = store.userById(record.requesterId)?.organisation ?? null;
    return { ...toZendeskTicket(record, store.organisationId(organisation), origin), result_type: 'ticket' };
  });
  return { status: 200, body: { results, facets: null, ...page.frame } };
}

/** By relevance unless `sort_by` says otherwise. Relevance, and the order of equals, are not documented: ids stand for both. */
function inOrder(records: readonly (HelpdeskUser | HelpdeskTicket)[], query: URLSearchParams): (HelpdeskUser | HelpdeskTicket)[] {
  const order = query.get('sort_by');
  const sign = query.get('sort_order') === 'asc' ? 1 : -1;
  return records.toSorted((a, b) => (order === null ? 0 : sign * (sortKey(order, a) - sortKey(order, b))) || Number(a.id) - Number(b.id));
}

/** Whole addresses are looked for in one pass over the users, however many there are of them. */
function matchingUsers(users: readonly HelpdeskUser[], conditions: Conditions): HelpdeskUser[] {
  const wanted = groupOf(conditions, 'email')?.map(({ value }) => value) ?? [];
  const whole = wanted.length > 0 && wanted.every((value) => !value.includes('*')) ? new Set(wanted) : null;
  return users
    .filter((user) => whole === null || emailsOf(user).some((email) => whole.has(email)))
    .filter((user) => meets(conditions, (term) => userHolds(user, term)));
}

/** The tickets worth looking at: those of the requesters named by id, else all. */
function candidates(store: ZendeskStore, conditions: Conditions): readonly HelpdeskTicket[] {
  const requesters = (groupOf(conditions, 'requester') ?? groupOf(conditions, 'requester_id'))?.map(({ value }) => value);
  if (requesters === undefined || requesters.some((value) => !/^\d+$/.test(value))) return store.tickets();
  return [...new Set(requesters)].flatMap(store.ticketsOf);
}

function groupOf({ groups }: Conditions, key: string) {
  return groups.find(([first]) => first?.key === key);
}

function isTicket(record: HelpdeskUser | HelpdeskTicket): record is HelpdeskTicket {
  return 'requesterId' in record;
}

function isBeyond(query: URLSearchParams, most: number): boolean {
  const bounds = toBounds(query);
  return !('status' in bounds) && bounds.page * bounds.perPage > most;
}

function countKeys({ query }: VendorRequest): number {
  if (query.has('external_id')) return 1;
  return Math.max(1, parseQuery(query.get('query') ?? '').filter(({ key }) => key !== null && KEY_TERMS.has(key)).length);
}
